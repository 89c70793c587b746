"""One file on disk: read without waiting, written as a whole, exchanged for another."""

import ctypes
import errno
import hashlib
import os
import secrets
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from defector_stats.errors import DataError, Problem, reason
from defector_stats.i18n.messages import N_, Said

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

LARGEST = 50
"""Megabytes of a file that is read."""
DAMAGE = {errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS}
CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM}


def read(path: Path) -> bytes:
    """Return the content of a file, without waiting for a pipe or a device.

    Raises DataError when it is not there, no regular file, or larger than 50 MB.
    """
    found = Said(N_("a pipe or a device"))  # some pass for a file, and have nothing to read yet
    expected = Said(N_("a readable file in {folder}"), folder=path.parent)
    if path.parent == Path():
        expected = Said(N_("a readable file in this folder"))
    try:
        # Opened at once even if it is a pipe without a writer.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                content: bytes | None = file.read(LARGEST * 10**6 + 1)
                if content is not None and len(content) <= LARGEST * 10**6:
                    return content
                if content is not None:
                    found = Said(N_("{count} MB"), count=f"{status.st_size / 10**6:.0f}")
                    expected = Said(N_("a file of at most {count} MB"), count=LARGEST)
    except OSError as error:
        found = reason(error)
    raise DataError([Problem(path.name or str(path), 0, "", found, expected)])


def content_of(path: Path) -> bytes | None:
    """Return the content of a file, None if it is not there or `read` refuses it."""
    with suppress(DataError):
        return read(path)
    return None


def digest(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def remove(paths: Iterable[Path]) -> None:
    """Remove the files that are there."""
    for path in list(paths):
        path.unlink(missing_ok=True)


def token() -> str:
    """Return what no other writer names its version of a file by."""
    return secrets.token_hex(8)


def staged(path: Path, token: str) -> Path:
    """Return the name under which a writer prepares the next version of a file."""
    return path.with_name(f".{path.name}.{token}.new")


def write(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file as a whole: either it is there with all of its content, or as it was before.

    With `like`, owner and mode become those of another file.
    """
    new = staged(path, token())
    try:
        write_through(new, content, like)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def write_through(path: Path, content: bytes, like: Path | None = None) -> None:
    """Write a file to the disk itself, so that it outlasts a loss of power."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    # Nobody else reads what is private while it is being written.
    with os.fdopen(os.open(path, flags, 0o600 if like else 0o666), "wb") as file:
        file.write(content)
        file.flush()
        if like:
            keep_owner(path, like)
        os.fsync(file.fileno())


def keep_owner(path: Path, like: Path) -> None:
    """Give a file or folder the owner, group and mode of another, as far as the system allows."""
    status = like.stat()
    mode = stat.S_IMODE(status.st_mode)
    if like.is_dir() and not path.is_dir():
        mode &= 0o666
    if hasattr(os, "chown"):
        # Who may not give a file away may still keep its group.
        for owner, group in ((-1, status.st_gid), (status.st_uid, -1)):
            with suppress(PermissionError):
                os.chown(path, owner, group)
    with suppress(PermissionError):
        path.chmod(mode)


def sync(folders: Iterable[Path]) -> None:
    """Make the names in the folders outlast a loss of power, where the system can."""
    for folder in folders if os.name == "posix" else ():
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            # Shares on a network refuse it by many a number; the files themselves are written.
            if error.errno in DAMAGE:
                raise


def swap(new: Path, path: Path) -> None:
    """Put a new version in place of a file, which gets the name of the new one, at one moment.

    Where the system cannot do that, a link keeps the old version; without links it is gone.
    """
    if _exchange(new, path):
        return
    aside = staged(path, token())
    with suppress(OSError):
        aside.hardlink_to(path)
    new.replace(path)
    with suppress(FileNotFoundError):
        aside.replace(new)


def _exchange(new: Path, path: Path) -> bool:
    """Exchange two files; return False where the system or the file system cannot."""
    rename = _renaming()
    if rename is None:
        return False
    if rename(os.fsencode(new), os.fsencode(path)) == 0:
        return True
    number = ctypes.get_errno()
    if number in CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(path))


@cache
def _renaming() -> Callable[[bytes, bytes], int] | None:
    """Return the call that exchanges two names: renameat2 of Linux, renamex_np of macOS."""
    if os.name != "posix":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
        return lambda new, path: library.renameat2(here, new, here, path, exchange)
    if sys.platform == "darwin":
        return lambda new, path: library.renamex_np(new, path, 2)  # RENAME_SWAP
    return None


def wait_for_writers(path: Path, seconds: float) -> None:
    """Wait until nobody has a file open for writing, where the system tells; not for ever.

    Only for a file whose name nobody else knows any more: who opened it before may still write.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        # Should it be opened again meanwhile, the signal is one that is ignored.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            except BlockingIOError:
                time.sleep(0.002)
            else:
                return
    except OSError:
        return  # a share, or a file of somebody else
    finally:
        os.close(descriptor)
