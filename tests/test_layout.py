"""The packages that run are the ones of this repository: `agents` is also the name of another distribution."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("package", ["agents", "tools", "knowledge", "evals", "ui"])
def test_each_package_is_our_own(package: str) -> None:
    assert Path(importlib.import_module(package).__file__ or "").parent == ROOT / package
