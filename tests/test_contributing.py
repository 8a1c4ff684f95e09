"""CONTRIBUTING names files, layers and markers that are there."""

import re
import tomllib

import pytest

from agents.graph.build import WAYS
from agents.ledger.schema import HEAD
from agents.signing.people import ROLES
from tests.documents import ROOT, document

CONTRIBUTING = document("CONTRIBUTING.md")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PLACE = re.compile(r"(?:agents|tools|knowledge|evals|ui|tests|\.ci)/[\w./<>*-]*")


def places() -> list[str]:
    """Paths that the documents name; `<…>` stands for any one name."""
    spans = (span for name in ("CONTRIBUTING.md", "README.md", "CHANGELOG.md") for span in document(name).spans())
    return sorted({span for span in spans if PLACE.fullmatch(span)})


@pytest.mark.parametrize("place", places())
def test_a_file_that_is_named_is_there(place: str) -> None:
    assert list(ROOT.glob(re.sub(r"<[^>]+>", "*", place).rstrip("/"))), f"nothing is at {place}"


def test_the_layers_are_those_that_the_linter_keeps() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert " → ".join(layers) in CONTRIBUTING.path.read_text(encoding="utf-8")


def test_the_borders_of_libraries_are_those_that_the_linter_keeps() -> None:
    forbidden = {
        module
        for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
        if contract["type"] == "forbidden"
        for module in contract["forbidden_modules"]
    }
    assert set(CONTRIBUTING.table("Library")) == forbidden


def test_every_marker_is_explained() -> None:
    markers = {marker.split(":")[0] for marker in PYPROJECT["tool"]["pytest"]["ini_options"]["markers"]}
    assert set(CONTRIBUTING.table("Marker")) == markers


def test_the_schema_names_the_newest_migration() -> None:
    written = sorted(path.name.split("_")[0] for path in (ROOT / "agents/ledger/migrations/versions").glob("[0-9]*.py"))
    assert written[-1] == HEAD


def test_every_role_is_named_in_the_readme() -> None:
    assert set(ROLES) <= set(document("README.md").spans())


def test_every_node_is_in_a_file_of_its_own() -> None:
    assert all((ROOT / "agents/graph/nodes" / f"{name}.py").is_file() for name in WAYS)
