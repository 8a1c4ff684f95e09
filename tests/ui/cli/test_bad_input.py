"""Bad input on a real desk: one clear line that names the thing, exit code 2 or 1, and nothing lost."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from agents.clock import ManualClock
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Approve
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tools.copy import Copy
from ui.cli.frame import Frame
from ui.cli.main import main

ROOT = Path(__file__).parents[3]


class World(NamedTuple):
    """A desk with one approval that waits, one that is decided, and a case."""

    desk: Desk
    waiting: str
    decided: str
    case: str


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = copy_home(tmp_path_factory.mktemp("bad") / "home")
    desk = a_desk(home, clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    waiting = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).id
    decided = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).id
    scenes.decide(desk, decided, Approve())
    case = scenes.ask(desk, scenes.RASH).case or ""
    yield World(desk, waiting, decided, case)
    desk.close()


@pytest.fixture
def refused(world: World, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command that is refused says, in its one line."""

    def run(*arguments: str, code: int = 2, printed: bool = False) -> str:
        frame = Frame(home=world.desk.home.path, opener=lambda _settings: nullcontext(world.desk))
        assert main(arguments, frame) == code
        said = capsys.readouterr()
        assert bool(said.out) == printed
        assert said.err.count("\n") == 1, said.err
        return said.err

    return run


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("ask", ""), "empty"),
        (("ask", " \n "), "empty"),
        (("ask", "x" * 100_000), "100,000 characters"),
        (("ask", scenes.CAPTION, "--as", "nobody"), "'nobody'"),
        (("ask", scenes.CAPTION, "--brand", "nobody"), "'nobody'"),
        (("ask", scenes.CAPTION, "--channel", "myspace"), "'myspace'"),
        (("ask", scenes.CAPTION, "--variants", "500"), "500"),
        (("ask", scenes.CAPTION, "--value", "lots"), "lots"),
        (("ask", scenes.CAPTION, "--as", "edda"), "edda"),
        (("runs", "show", "r-none"), "r-none"),
        (("runs", "resume", "r-none", "--as", "mara"), "r-none"),
        (("approvals", "show", "a-none"), "a-none"),
        (("approvals", "decide", "a-none", "--as", "ana", "--approve"), "a-none"),
        (("approvals", "list", "--role", "boss"), "boss"),
        (("cases", "show", "c-none"), "c-none"),
        (("users", "add", "bea", "--role", "boss", "--as", "joost"), "boss"),
        (("users", "disable", "nobody", "--as", "joost"), "nobody"),
        (("policy", "explain", "a-none"), "a-none"),
    ],
)
def test_what_is_not_there_or_cannot_be_used_is_named(
    refused: Callable[..., str], arguments: tuple[str, ...], named: str
) -> None:
    assert named in refused(*arguments)


def test_a_decided_approval_says_who_was_first(world: World, refused: Callable[..., str]) -> None:
    said = refused("approvals", "decide", world.decided, "--as", "elif", "--reject", "no")
    assert "approved by ana at 2026-11-20" in said


def test_a_digest_that_no_longer_matches_is_refused(world: World, refused: Callable[..., str]) -> None:
    said = refused("approvals", "decide", world.waiting, "--as", "ana", "--approve", "--digest", "0" * 64)
    assert "The text has changed" in said
    assert world.desk.approval(world.waiting).status == "pending"


def test_a_draft_is_not_answered(world: World, refused: Callable[..., str]) -> None:
    assert "not answered" in refused("approvals", "decide", world.waiting, "--as", "ana", "--respond", "fine")


def test_harm_is_not_released(world: World, refused: Callable[..., str]) -> None:
    said = refused("cases", "release", world.case, "--as", "leila", "--condition", "Be careful")
    assert "never-released" in said


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff\xfe" * 200, b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
def test_a_file_that_is_no_text_is_refused(
    world: World, refused: Callable[..., str], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "sheet.md"
    file.write_bytes(content)
    assert "sheet.md" in refused("approvals", "decide", world.waiting, "--as", "ana", "--edit", str(file))
    assert "sheet.md" in refused("check", str(file))
    assert "Nothing was read. sheet.md" in refused("ingest", str(file), printed=True)


def test_a_folder_without_documents_is_named(refused: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "empty" in refused("ingest", str(tmp_path / "empty"))


def test_a_model_that_does_not_answer_fails_the_run_and_keeps_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def silent(_prompt: object) -> str:
        raise ModelError("The endpoint answered 429.")

    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(silent))
    assert main(("ask", scenes.CAPTION, "--as", "mara"), Frame(opener=lambda _settings: nullcontext(desk))) == 1
    assert "The endpoint answered 429." in capsys.readouterr().out
    assert [row.status for row in desk.runs()] == ["failed"]
    desk.close()


def test_a_second_process_on_a_home_is_told_who_has_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with FileLock(home / "lock"):
        ran = subprocess.run(
            [sys.executable, "-m", "ui.cli", "--home", str(home), "ask", scenes.CAPTION],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode in {1, 2}, ran.stderr
    *before, last = ran.stderr.splitlines()
    assert str(home) in last
    assert all(line.startswith("  … opening the desk") for line in before)


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff"])
@pytest.mark.parametrize("channel", [None, "instagram", "email"])
def test_copy_without_a_word_is_not_rated(
    tmp_path: Path, world: World, refused: Callable[..., str], text: str, channel: str | None
) -> None:
    file = tmp_path / "empty.txt"
    file.write_text(text, encoding="utf-8")
    assert "empty" in refused("check", str(file), *(("--channel", channel) if channel else ()))
    with pytest.raises(InputError, match="empty"):
        world.desk.check(Copy(fields={"subject": text, "body": text}))


def test_a_line_of_copy_without_a_word_is_an_error_of_its_own(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"text": "  "}\n{"text": "A quarter turn locks the cap."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    frame = Frame(home=world.desk.home.path, opener=lambda _settings: nullcontext(world.desk))
    assert main(("check", "-"), frame) == 1
    empty, full = capsys.readouterr().out.splitlines()
    assert "empty" in json.loads(empty)["error"]
    assert "rating" in json.loads(full)
