"""The program as somebody has it who installed it and has no checkout."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.helpers import ROOT, SHIPPED

pytestmark = pytest.mark.slow
FILES = ["arrivals.csv", "events.csv", "sources.csv", "totals.csv"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--no-index", "--no-deps", "-w", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment with the wheel and the dependencies of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    scheme = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", vars=scheme))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    scripts = Path(sysconfig.get_path("scripts", vars=scheme))
    python = shutil.which("python", path=str(scripts))
    pip("--python", python, "install", "--no-index", "--no-deps", wheel)
    found = shutil.which("defector-stats", path=str(scripts))
    assert found
    return Path(found)


def pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_the_wheel_carries_the_data_and_all_that_the_source_folder_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
        for name in FILES:
            assert archive.read(f"defector_stats/data/{name}") == (SHIPPED / name).read_bytes()
    source = ROOT / "src"
    files = (path for path in (source / "defector_stats").rglob("*") if path.is_file())
    there = {path.relative_to(source).as_posix() for path in files if path.suffix != ".pyc"}
    assert "defector_stats/py.typed" in there
    assert there == {name for name in carried if not name.startswith("defector_stats/data/")}


class User:
    """Somebody who has installed the program and nothing else."""

    def __init__(self, program: Path, home: Path) -> None:
        ours = {"DEFECTOR_STATS_DATA", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        kept = {name: value for name, value in kept.items() if not name.startswith("PYTHON")}
        places = ("HOME", "XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA")
        self.environment = {**kept, **dict.fromkeys(places, str(home))}
        self.program, self.home = program, home

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.program, *map(str, arguments)],
            cwd=self.home,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: object) -> str:
        """Run a command that succeeds and return what it says beside its output."""
        process = self.start(*arguments)
        _, said = process.communicate()
        assert process.returncode == 0, said
        return said


@pytest.fixture
def user(installed: Path, tmp_path: Path) -> User:
    return User(installed, tmp_path)


def test_the_three_jobs_are_done_in_any_folder(user: User, tmp_path: Path) -> None:
    own = tmp_path / "own data"
    user.environment["DEFECTOR_STATS_DATA"] = str(own)

    # Read.
    process = user.start("serve", "--no-browser", "--port", "0")
    assert process.stdout
    assert process.stderr
    try:
        copied = process.stderr.readline()
        assert copied == f"The data files of this release were copied to {own}.\n"
        address = re.search(r"http://[^ ]+/", process.stdout.readline())
        assert address, process.stderr.read()
        with urllib.request.urlopen(address[0]) as answer:
            assert "North Korean defectors" in answer.read().decode()
    finally:
        process.terminate()
        process.communicate()
    assert all((own / name).read_bytes() == (SHIPPED / name).read_bytes() for name in FILES)

    # Add.
    document = ["--source-title", "T", "--publisher", "P", "--published", "2026-04-20"]
    user.run("add", "2026", "54", "--through", "3", *document)
    assert "2026,3,54," in (own / "arrivals.csv").read_text("utf-8")
    assert "2026,3,54," not in (SHIPPED / "arrivals.csv").read_text("utf-8")

    # Export.
    user.run("export", "--format", "csv,html", "--out", "out")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".csv", ".html"}


def test_the_folder_is_the_users_own_unless_another_is_named(user: User, tmp_path: Path) -> None:
    said = re.fullmatch(
        r"The data files of this release were copied to (.*)\.\n", user.run("check")
    )
    assert said
    assert Path(said[1]).is_relative_to(tmp_path)
    assert (Path(said[1]) / "arrivals.csv").is_file()
    named = tmp_path / "named"
    assert str(named) in user.run("check", "--data", named)
    assert (named / "arrivals.csv").is_file()
