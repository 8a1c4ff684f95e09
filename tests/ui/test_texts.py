"""The pages say only what the catalogue holds, and the catalogue holds only what they say."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ui import texts, words
from ui.texts import catalogue, say
from ui.web.render.scripted import scripted
from ui.web.theme import BOARD

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (texts.FOLDER / "en").glob("*.yaml"))


SAYING = frozenset({"say", "Table"})
# Code for the pages in which words stand still: what the command line prints.
ELSEWHERE = frozenset({"ui/web/serve.py"})
WORDS = re.compile(r"[A-Z][a-z]+( [a-z' ,]+)?[.?!]?|.*[A-Za-z]{2,},? [a-z]{2,}.*", re.DOTALL)
# Words that pages and command line share.
SHARED = [ROOT / "ui" / f"{name}.py" for name in ("words", "insight_words", "amounts", "moments", "gaps", "locales")]
NAMES = frozenset({"Copydesk", "Instagram", "Meta", "LinkedIn", "Source Sans Pro", "False", "Problem"})
UNSEEN = frozenset({"kind", "class_", "role", "rel"})  # attributes that nobody reads


@cache
def said() -> tuple[tuple[str, str], ...]:
    """File and key of each `say(…)` and `Table(…)`; what an f-string leaves open is a `*`."""
    return tuple(_said())


def _said() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING and node.args:
                yield from ((path.name, key) for key in keys(node.args[0]))


def keys(said: ast.expr) -> Iterator[str]:
    if isinstance(said, ast.Constant):
        yield str(said.value)
    elif isinstance(said, ast.IfExp):
        yield from (*keys(said.body), *keys(said.orelse))
    elif isinstance(said, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "*" for one in said.values)
        yield "".join(map(str, parts))


def test_every_key_that_is_said_is_written() -> None:
    written = {f"{page}.{name}" for page in PAGES for name in catalogue("en", page)}
    missing = [
        (file, key)
        for file, key in said()
        if not any(re.fullmatch(re.escape(key).replace(r"\*", ".+"), name) for name in written)
    ]
    assert missing == []
    assert len(said()) > 3


def _not_shown(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands in code as a string and is no words for people: docstrings, types, names of tags, logs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield from (node.value,) if isinstance(node.value, ast.Constant) else ()
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (node.returns, *(one.annotation for one in (*node.args.args, *node.args.kwonlyargs)))  # type: ignore[misc]
        elif isinstance(node, ast.AnnAssign):
            yield node.annotation
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            yield from node.args[:1] if name in {*SAYING, "el", "exception", "warning"} else ()
            yield from node.args[1:3] if name in {"button", "_button"} else ()  # what it does, and its look
            yield from (one.value for one in node.keywords if one.arg in UNSEEN)


def shown(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    unseen = {id(part) for node in _not_shown(tree) if node is not None for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unseen:
            text = node.value.strip()
            if WORDS.fullmatch(text) and text not in NAMES and not set("<=") & set(text):
                yield node.value


def test_no_words_stand_in_the_code_of_the_pages() -> None:
    files = [path for path in (ROOT / "ui/web").rglob("*.py") if str(path.relative_to(ROOT)) not in ELSEWHERE]
    found = [f"{path.name}: {text!r}" for path in (*files, *SHARED) for text in shown(path.read_text())]
    assert found == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('el("p.quiet", "Nothing waits.")', ["Nothing waits."]),
        ('el("p", f"{n} wait for you")', [" wait for you"]),
        ('raise InputError("Sign in first.")', ["Sign in first."]),
        ('el("p", say("chat.new"), kind="primary send")', []),
        ('def draw(self) -> "Safe | None":\n    """Draws it all."""', []),
    ],
)
def test_words_in_code_are_seen(code: str, words: list[str]) -> None:
    assert list(shown(code)) == words


@pytest.mark.parametrize("page", PAGES)
def test_every_text_that_is_written_is_said(page: str) -> None:
    patterns = [re.compile(re.escape(key).replace(r"\*", ".+")) for _, key in said()]
    unused = [
        name for name in catalogue("en", page) if not any(pattern.fullmatch(f"{page}.{name}") for pattern in patterns)
    ]
    assert unused == []


def test_values_are_filled_in_and_numbers_are_grouped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "shop.yaml").write_text(
        'found: {one: "{n} bottle in {place}", many: "{n} bottles in {place}"}\n', encoding="utf-8"
    )
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    catalogue.cache_clear()
    assert say("shop.found", n=1, place="Porto") == "1 bottle in Porto"
    assert say("shop.found", n=12000, place="Porto") == "12,000 bottles in Porto"
    with pytest.raises(KeyError, match="place"):
        say("shop.found", n=1)
    with pytest.raises(KeyError, match="lost"):
        say("shop.lost")
    with pytest.raises(KeyError, match="en/nowhere"):
        say("nowhere.found")
    catalogue.cache_clear()


def test_whatever_is_counted_is_in_the_catalogue() -> None:
    counted = {
        (path.name, str(node.args[1].value))
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "words.count"
        and isinstance(node.args[1], ast.Constant)
    }
    assert len(counted) > 10
    missing = {each for each in counted if each[1].replace(" ", "_") not in catalogue("en", "counted")}
    unused = set(catalogue("en", "counted")) - {noun.replace(" ", "_") for _, noun in counted}
    assert (missing, unused) == (set(), set())
    assert (words.count(1, "fix"), words.count(1240, "fix")) == ("1 fix", "1,240 fixes")


def test_the_script_of_the_pages_has_no_words_of_its_own() -> None:
    known = json.loads(scripted())
    script = BOARD.read_text(encoding="utf-8")
    asked = {name for found in re.findall(r"\bsay\(([^{}]*?)[,)]", script) for name in re.findall(r'"(\w+)"', found)}
    assert asked == set(known)
    assert not re.findall(r'(?:textContent|title|ariaLabel) = ["`][A-Z]', script)
