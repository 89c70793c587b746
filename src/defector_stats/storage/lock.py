"""One writer at a time, also on a share on the network.

A lock of the system ends with the program that holds it. Where there are none, writers agree on a
lease, which has to be renewed: a file that was left behind, even by a local lock, blocks nobody.
All computers that write to a share must therefore mount it alike.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, SoftFileLease, Timeout

from defector_stats.i18n.messages import _
from defector_stats.storage import files

LEASE = 10.0
"""Seconds after which a writer that does not renew its lease is taken for dead."""
NO_LOCKS = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}


@contextmanager
def writing(backups: Path, wait: float) -> Iterator[None]:
    """Let one writer in at a time.

    Raises TimeoutError when another one does not end within some seconds, OSError when the folder
    cannot be written.
    """
    lock: BaseFileLock = FileLock(backups / "lock", fallback_to_soft=False)
    said = _("another program has been writing for {seconds} seconds")
    try:
        try:
            lock.acquire(wait)
            with suppress(OSError):
                files.keep_owner(backups / "lock", backups)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
            lock = SoftFileLease(backups / "lease", lease_duration=LEASE)
            said = _(
                "another program has been writing for {seconds} seconds; if none is, remove {lease}"
            )
            lock.acquire(wait)
    except Timeout:
        said = said.format(seconds=f"{wait:g}", lease=backups / "lease")
        raise TimeoutError(said) from None
    try:
        yield
    finally:
        lock.release()
