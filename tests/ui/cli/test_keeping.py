"""`audit`, `erase`, `retention`, `backup` and `restore` as they are typed, with one line for what is wrong."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say
from ui.cli.frame import Frame
from ui.cli.main import main

NAME = "Wilhelmine Quastenberg"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path_factory.mktemp("keeping") / "home"), model=ScriptedChat(scenes.restate))
    scenes.ask(desk, f"{scenes.PRICE} Ask {NAME}.")
    yield desk
    desk.close()


def test_an_export_is_written_verified_and_found_changed(say: Say, tmp_path: Path) -> None:
    for form in ("jsonl", "csv"):
        file = tmp_path / f"trail.{form}"
        code, out, err = say("audit", "export", str(file), "--format", form)
        assert (code, err.count("\n")) == (0, 1)
        head = out.strip()
        assert say("audit", "verify", "--head", head)[0] == 0
        code, out, _ = say("audit", "verify", "--export", str(file), "--head", head, "--json")
        assert (code, json.loads(out)["ok"], json.loads(out)["head"]) == (0, True, head)
        code, _, err = say("audit", "export", str(file))
        assert (code, "is there already" in err) == (2, True)
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        for changed, said in (
            (lines[:-1], "last line"),
            (lines[:3] + lines[4:], "is missing"),
            ([*lines[:3], lines[3].replace("copydesk", "somebody"), *lines[4:]], "was changed"),
        ):
            file.write_text("".join(changed), encoding="utf-8")
            code, out, _ = say("audit", "verify", "--export", str(file))
            assert code == 1
            assert said in out


@pytest.mark.parametrize(
    ("content", "named"),
    [("", "last line"), ("{}\n", "line 1"), ("[1]\n", "line 1"), ("x" * 100_000, "line 1"), ("seq,at\n1,2\n", "line 2"),
     ("{" * 5_000 + "\n", "line 1"), ("\x00\n", "line 1"), ('{"seq": 1, "details": {}}\n', "line 1")],
)  # fmt: skip
def test_what_is_no_export_is_named(say: Say, tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    code, out, err = say("audit", "verify", "--export", str(tmp_path / "x"))
    assert code in {1, 2}
    assert named in out + err
    assert (out + err).count("\n") == 1


def test_who_is_behind_a_reference(say: Say, desk: Desk) -> None:
    record = next(each for each in desk.audit_export() if each["event"] == "run.asked")
    assert say("audit", "who", record["actor"])[:2] == (0, "mara\n")
    code, _, err = say("audit", "who", "u-nobody")
    assert (code, "reference" in err) == (2, True)


def test_erase_says_what_it_would_be_and_then_what_it_was(say: Say, desk: Desk) -> None:
    code, out, _ = say("erase", "--person", NAME, "--dry-run")
    assert (code, "would be changed" in out, "Receipt" in out) == (0, True, False)
    code, out, err = say("erase", "--person", NAME)
    assert (code, out, "--yes" in err) == (2, "", True)  # nobody is at a terminal
    code, out, _ = say("erase", "--person", NAME, "--yes", "--json")
    view = json.loads(out)
    assert (code, view["swept"], len(view["runs"])) == (0, True, 1)
    assert NAME not in out
    assert desk.run(view["runs"][0]).request == "[erased]"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("erase",), "--person, --text and --run"),
        (("erase", "--person", "a b c", "--run", "r-1"), "--person, --text and --run"),
        (("erase", "--run", "r-none", "--yes"), "r-none"),
        (("erase", "--text", "x", "--yes"), "too many texts"),
        (("erase", "--text", "bottle", "--yes", "--as", "mara"), "mara"),
        (("retention", "apply", "--as", "mara"), "mara"),
        (("audit", "verify", "--head", "nonsense"), "no head"),
        (("audit", "verify", "--export", "/no/such"), "/no/such"),
        (("audit", "export", "--since", "soon"), "soon"),
        (("audit", "export", "/no/such/folder/x"), "/no/such/folder"),
        (("backup", "/no/such/folder/x"), "/no/such/folder"),
        (("runs", "release", "--all"), "--as"),
        (("runs", "release", "--as", "noor"), "--all"),
        (("runs", "release", "r-1", "--all", "--as", "noor"), "--all"),
        (("runs", "release", "--all", "--as", "noor"), "No request is held"),
        (("restore", "/no/such"), "/no/such"),
    ],
)
def test_what_cannot_be_done_is_one_line(say: Say, arguments: tuple[str, ...], named: str) -> None:
    code, out, err = say(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert named in err


def test_retention_is_shown_and_applied(say: Say) -> None:
    code, out, _ = say("retention", "show")
    assert (code, "keeps everything" in out) == (0, True)
    code, out, _ = say("retention", "apply", "--dry-run", "--json")
    assert (code, json.loads(out)["brands"][0]["due"]) == (0, {})
    code, out, _ = say("retention", "apply")
    assert (code, "nothing is older" in out) == (0, True)


def test_a_home_is_backed_up_and_restored(say: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = say("backup", str(tmp_path / "b.zip"))
    assert code == 0
    assert "audit trail's head" in out

    def again(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments, Frame(home=tmp_path / "again", opener=lambda _: nullcontext()))  # type: ignore[arg-type]
        said = capsys.readouterr()
        return code, said.out, said.err

    code, out, _ = again("restore", str(tmp_path / "b.zip"), "--json")
    assert (code, json.loads(out)["held"]) == (0, [])
    code, out, err = again("restore", str(tmp_path / "b.zip"))
    assert (code, out, "not empty" in err) == (2, "", True)


def test_where_there_is_no_record_there_is_no_head(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "none.jsonl"
    code, out, err = say("audit", "export", str(file), "--since", "2999-01-01")
    assert (code, out, "no head to write down" in err) == (0, "", True)
    code, out, _ = say("audit", "verify", "--export", str(file))
    assert (code, out) == (0, "✓ There is no record, so there is no head.\n")
