"""Every link from one of the project's documents into the repository leads somewhere."""

from urllib.parse import unquote

import pytest

from tests.documents import ROOT, document

CONTENT = ("knowledge/brands", "evals")  # a brand's documents and the evals' corpora are material, not documentation


def public_documents() -> list[str]:
    names = (path.relative_to(ROOT) for path in ROOT.rglob("*.md"))
    return sorted(
        name.as_posix()
        for name in names
        if not any(part.startswith(".") for part in name.parts) and not name.as_posix().startswith(CONTENT)
    )


def local_links() -> list[tuple[str, str]]:
    links = [(name, link) for name in public_documents() for link in document(name).links()]
    return [(name, link) for name, link in links if "://" not in link and not link.startswith("mailto:")]


def test_the_documents_are_found() -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= set(public_documents())


@pytest.mark.parametrize(("name", "link"), local_links())
def test_a_link_leads_somewhere(name: str, link: str) -> None:
    path, _, anchor = unquote(link).partition("#")
    target = (ROOT / name).parent / path if path else ROOT / name
    assert target.exists(), f"{name} links to {link}, which is not there"
    assert target.resolve().is_relative_to(ROOT.resolve())
    if anchor:
        assert anchor in document(target.resolve().relative_to(ROOT.resolve()).as_posix()).anchors()
