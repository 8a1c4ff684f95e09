"""What is nested deeper than Python reads is refused in one clear line, and the rows beside it are answered."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say

DEPTH = 100_000
DEEP = "[" * DEPTH + "]" * DEPTH
OBJECT = '{"text": ' + DEEP + "}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.mark.parametrize("command", ["check", "moderate"])
def test_a_deep_line_is_refused_alone(command: str, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = f'{{"text": "Lovely!"}}\n{OBJECT}\n{{"text": "Calm."}}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    code, out, err = say(command, "-")
    first, deep, last = map(json.loads, out.splitlines())
    assert (code, "Error" in err) == (1, False)
    assert ("error" in first, "error" in last) == (False, False)
    assert "nested too deeply" in deep["error"]
    assert deep["line_number"] == 2


@pytest.mark.parametrize(
    ("name", "text", "arguments"),
    [
        ("policy.yaml", f"hide: {DEEP}", ("moderate", "post.txt", "--policy")),
        ("policy.yaml", f"rules: {DEEP}", ("policy", "simulate", "--policy")),
        ("prices.yaml", f"a: {DEEP}", ("eval", "--compare", "shipped", "shipped", "--prices")),
        ("results.json", f'{{"suites": {DEEP}}}', ("eval", "--against")),
        ("results.json", f'{{"suites": {DEEP}}}', ("models", "validate")),
        ("export.jsonl", f'{{"details": {DEEP}}}', ("audit", "verify", "--export")),
        ("fields.json", f'{{"caption": {DEEP}}}', ("approvals", "decide", "APPROVAL", "--as", "ana", "--edit")),
    ],
)
def test_a_deep_file_is_refused_in_one_line(
    name: str, text: str, arguments: tuple[str, ...], say: Say, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "post.txt").write_text("Lovely!")
    file = tmp_path / name
    file.write_text(text)
    given = {"post.txt": str(tmp_path / "post.txt")}
    if "APPROVAL" in arguments:
        given["APPROVAL"] = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).id
    code, out, err = say(*(given.get(each, each) for each in arguments), str(file))
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("Error: ")
    assert len(err) < 400


def test_a_post_tells_the_keys_that_nobody_reads(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '{"text": "Lovely!", "lang": "de", "id": 4}\n{"text": "Lovely!"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    code, out, _ = say("moderate", "-")
    odd, plain = map(json.loads, out.splitlines())
    assert code == 0
    assert odd["unknown_keys"] == ["id", "lang"]
    assert "unknown_keys" not in plain
