"""`make setup` on machines that are made up: an old Python, none at all, a slow install, one that fails."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.documents import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")

PYTHON = """#!/bin/sh
case "$2" in
    *version_info*) exec {real} -c "$2" ;;
    venv) mkdir -p .venv/bin; cp uv .venv/bin/uv; cp "$0" .venv/bin/python ;;
    *) exit 1 ;;
esac
"""
UV = """#!/bin/sh
case "$*" in *--quiet*) ;; *) seq 250 ;; esac
case "$*" in *requirements.lock*) {doing} ;; esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def setup(folder: Path, python: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", "setup", f"PYTHON={python}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=outside_make(),
    )


def outside_make() -> dict[str, str]:
    """The tests themselves may run below `make test`, whose flags a second make would take up and talk about."""
    return {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}


def ready(folder: Path, doing: str) -> str:
    real = shutil.which("python3")
    program(folder / "python", PYTHON.format(real=real))
    program(folder / "uv", UV.format(doing=doing))
    return "./python"


def test_an_old_python_is_refused_in_one_line(folder: Path) -> None:
    program(folder / "old", '#!/bin/sh\nexec python3 -c "import sys; sys.version_info = (3, 10, 2); $(echo "$2")"\n')
    ran = setup(folder, "./old")
    assert ran.returncode != 0
    line, *others = ran.stderr.splitlines()
    assert line == "Copydesk needs Python 3.11 or newer; ./old is 3.10. Name a newer one: make PYTHON=python3.12 setup"
    assert all(other.startswith("make: ***") for other in others)
    assert not (folder / ".venv").exists()


def test_a_python_that_is_not_there_is_named(folder: Path) -> None:
    ran = setup(folder, "./nowhere")
    assert ran.returncode != 0
    assert "There is no ./nowhere" in ran.stderr.splitlines()[0]


def test_the_install_is_one_line_with_a_dot_every_two_seconds(folder: Path) -> None:
    ran = setup(folder, ready(folder, "sleep 4.5"))
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == 1
    assert ran.stdout.endswith("language model .. done\n")
    assert (folder / ".venv" / ".ready").exists()
    assert "nothing to be done" in setup(folder, "./python").stdout.lower()


def test_an_install_that_fails_is_not_taken_for_done(folder: Path) -> None:
    ran = setup(folder, ready(folder, "echo no network >&2; exit 2"))
    assert ran.returncode != 0
    assert "no network" in ran.stderr
    assert not (folder / ".venv" / ".ready").exists()


def test_locking_comes_after_setting_up(folder: Path) -> None:
    ran = subprocess.run(["make", "-n", "lock"], cwd=folder, capture_output=True, text=True, check=True)
    assert ran.stdout.index("venv") < ran.stdout.index("pip compile")
