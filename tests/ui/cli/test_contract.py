"""The command line is a contract: fields, exit codes, one clear line on stderr."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.fakes import FakeDesk

Copydesk = Callable[..., int]
CAPTIONS = "Three Instagram captions for the refillable bottle, for commuters"


@pytest.fixture
def answer(copydesk: Copydesk, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """The one JSON document on stdout of a command that succeeds."""

    def read(*arguments: str, code: int = 0) -> Any:
        assert copydesk(*arguments, "--json") == code
        return json.loads(capsys.readouterr().out)

    return read


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_ask_answers_with_the_run(answer: Callable[..., Any]) -> None:
    run = answer("ask", CAPTIONS)
    assert {"run", "status", "route", "drafts", "answer", "case", "publications", "usage"} <= set(run)
    assert run["status"] == "waiting"
    assert set(run["usage"]) == {"calls", "tokens", "seconds"}
    fields = {"id", "channel", "locale", "text", "rating", "digest", "evidence", "approval"}
    assert all(fields <= set(draft) for draft in run["drafts"])


def test_ask_holds_for_a_choice_where_asked(answer: Callable[..., Any]) -> None:
    run = answer("ask", CAPTIONS, "--hold")
    assert run["status"] == "choosing"
    submitted = answer("runs", "submit", run["run"], "--as", "mara", "--draft", run["drafts"][0]["id"])
    assert [draft["status"] for draft in submitted["drafts"]] == ["submitted", "withdrawn", "withdrawn"]


def test_a_held_draft_is_written_anew(answer: Callable[..., Any]) -> None:
    run = answer("ask", CAPTIONS, "--hold")
    first = run["drafts"][0]["id"]
    told = ("runs", "rewrite", run["run"], "--as", "mara", "--draft", first, "--notes")
    assert [draft["version"] for draft in answer(*told, "shorter")["drafts"]] == [2, 1, 1]
    french = answer(*told, "in French", "--locale", "fr")
    assert [draft["locale"] for draft in french["drafts"]] == ["en", "en", "en", "fr"]


def test_a_brief_and_the_words_of_a_request_on_the_command_line(answer: Callable[..., Any], desk: FakeDesk) -> None:
    given = ("--focus", "the lock", "--product", "Calm Balm", "--voice", "warm", "--hook", "pride")
    run = answer("ask", CAPTIONS, *given)["run"]
    request = desk._runs[run]["request"]
    assert (request.focus, request.product, request.voice, request.hook) == ("the lock", "Calm Balm", "warm", "pride")
    answer("ask", "What does it cost?")
    assert [row["run"] for row in answer("runs", "list", "--words", "captions")["runs"]] == [run]
    assert answer("runs", "list", "--words", "captions zebra") == {"runs": []}


def test_ask_passes_what_stands_beside_the_text(answer: Callable[..., Any]) -> None:
    run = answer("ask", CAPTIONS, "--value", "140000 EUR", "--when", "2027-03-08")
    approvals = answer("approvals", "list")["approvals"]
    assert approvals[0]["value"] == {"amount": "140000", "currency": "EUR"}
    assert approvals[0]["roles"] == ["relationship-manager"]
    assert answer("runs", "show", run["run"])["run"] == run["run"]


def test_approvals_carry_the_fields_others_rely_on(answer: Callable[..., Any]) -> None:
    answer("ask", CAPTIONS)
    listed = answer("approvals", "list")["approvals"]
    fields = {"id", "run", "draft", "status", "rating", "reason", "roles", "signed", "due", "digest"}
    assert all(fields <= set(view) for view in listed)
    assert set(listed[0]["reason"]) == {"rule", "words"}
    card = answer("approvals", "show", listed[0]["id"])
    assert card["copy"]["text"]
    assert fields <= set(card)


def test_decide_says_what_came_of_it_and_a_lost_race_exits_2(
    answer: Callable[..., Any], copydesk: Copydesk, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("ask", CAPTIONS)
    first = answer("approvals", "list")["approvals"][0]["id"]
    decided = answer("approvals", "decide", first, "--as", "ana", "--approve")
    assert {"approval", "status", "decision", "by", "run", "run_status"} <= set(decided)
    assert (decided["status"], decided["by"], decided["decision"]) == ("approved", "ana", "approve")
    assert copydesk("approvals", "decide", first, "--as", "ana", "--approve") == 2
    said = capsys.readouterr().err
    assert "approved by ana" in said
    assert said.count("\n") == 1


def test_an_edit_is_a_file(answer: Callable[..., Any], tmp_path: Path) -> None:
    answer("ask", CAPTIONS)
    approval = answer("approvals", "list")["approvals"][0]
    new = tmp_path / "new.txt"
    new.write_text("A calmer line.\n", encoding="utf-8")
    decided = answer("approvals", "decide", approval["id"], "--as", "ana", "--edit", str(new))
    assert decided["decision"] == "edit"
    assert answer("approvals", "show", approval["id"])["copy"]["fields"] == {"caption": "A calmer line."}


def test_triage_gives_route_flags_and_brief(answer: Callable[..., Any]) -> None:
    said = answer("triage", "My child got a rash, we are in hospital")
    assert (said["route"], said["severity"], said["flags"], said["decided_by"]) == (
        "escalation",
        "P1",
        ["harm"],
        "rule",
    )
    assert said["brief"]["product"] == "Calm Balm"


def test_search_gives_cited_passages(answer: Callable[..., Any]) -> None:
    found = answer("search", "what does the bottle cost")
    assert set(found) >= {"query", "answered", "passages"}
    fields = {"id", "document", "heading", "text", "score", "citation"}
    assert all(fields <= set(passage) for passage in found["passages"])
    assert isinstance(found["passages"][0]["heading"], list)


def test_check_exits_3_when_red(answer: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "line.txt"
    file.write_text("This balm heals.", encoding="utf-8")
    report = answer("check", str(file), "--channel", "instagram", code=3)
    assert report["rating"] == "red"
    fields = {"rule", "family", "severity", "line", "column", "span", "message", "source", "fix"}
    assert fields <= set(report["findings"][0])
    assert set(report) >= {"rating", "score", "sections", "findings"}


@pytest.mark.parametrize(
    ("command", "lines", "keys", "code"),
    [
        ("triage", ["Three captions", "", "What does it cost?"], ["route", "error", "route"], 0),
        ("search", ["price", " ", "refills"], ["passages", "error", "passages"], 0),
        (
            "check",
            ['{"text": "calm"}', "not json", '{"text": 3}', '["x"]', '{"text": "A bargain", "channel": "x"}'],
            ["rating", "error", "error", "error", "rating"],
            1,
        ),
        ("check", ['{"text": "calm"}', '{"text": "A bargain"}'], ["rating", "rating"], 0),
        ("check", ['{"text": "It heals."}', '{"text": "calm"}'], ["rating", "rating"], 3),
        ("check", ['{"text": "It heals."}', '{"txt": "calm"}'], ["rating", "error"], 1),
    ],
)
def test_a_bad_line_does_not_stop_the_rest(
    copydesk: Copydesk,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    lines: list[str],
    keys: list[str],
    code: int,
) -> None:
    stdin(monkeypatch, "".join(f"{line}\n" for line in lines))
    assert copydesk(command, "-") == code
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(answers) == len(lines)
    assert all(key in found for key, found in zip(keys, answers, strict=True))


def test_a_key_that_a_line_does_not_have_is_named(
    copydesk: Copydesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, '{"text": "calm", "chanel": "x", "id": 7}\n{"txt": "calm"}\n{}\n')
    assert copydesk("check", "-") == 1
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["unknown_keys"] == ["chanel", "id"]
    assert "'txt'" in second["error"]
    assert "'text' is missing" in third["error"]


def test_cases_are_taken_and_resolved(answer: Callable[..., Any]) -> None:
    run = answer("ask", "My child got a rash, we are in hospital")
    assert run["status"] == "escalated"
    assert answer("cases", "list")["cases"][0]["id"] == run["case"]
    assert answer("cases", "take", run["case"], "--as", "noor")["taken_by"] == "noor"
    resolved = answer("cases", "resolve", run["case"], "--as", "noor", "--cause", "handled", "--note", "Called back.")
    assert resolved["status"] == "resolved"


def test_users_list_has_the_people(answer: Callable[..., Any]) -> None:
    people = answer("users", "list")["users"]
    assert {"name", "roles", "active"} <= set(people[0])
    added = answer("users", "add", "zoe", "--role", "brand", "--role", "legal", "--full-name", "Zoë Q")
    assert added["roles"] == ["brand", "legal"]
    assert answer("users", "disable", "zoe")["active"] is False


def test_a_password_is_read_from_stdin(answer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "a long enough password\n")
    assert answer("users", "password", "mara")["has_password"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ("audit", "verify"),
        ("audit", "export"),
        ("doctor",),
        ("runs", "list"),
        ("knowledge", "report"),
        ("init", "Nord"),
    ],
)
def test_every_other_command_prints_one_document(answer: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    assert isinstance(answer(*arguments), dict)


def test_audit_verify_exits_1_when_the_chain_is_not_the_one_written_down(answer: Callable[..., Any]) -> None:
    assert answer("audit", "verify", "--head", "0" * 64, code=1)["ok"] is False


def test_withdraw_and_recall(answer: Callable[..., Any]) -> None:
    run = answer("ask", CAPTIONS)["run"]
    assert answer("runs", "withdraw", run, "--as", "mara")["status"] == "withdrawn"
    assert answer("runs", "recall", run, "--as", "ana", "--reason", "a typo")["status"] == "recalled"


def test_ingest_reports_documents_and_quality(answer: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# Voice\n", encoding="utf-8")
    report = answer("ingest", str(tmp_path / "guide.md"), "--kind", "voice")
    assert report["added"] == ["guide.md"]
    assert report["quality"]["documents"] == 1


def test_policy_explains_one_approval(answer: Callable[..., Any]) -> None:
    answer("ask", CAPTIONS)
    first = answer("approvals", "list")["approvals"][0]["id"]
    assert answer("policy", "explain", first)["requirement"]["rule"] == "everything"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), ""),
        (("nonsense",), "nonsense"),
        (("ask",), "TEXT"),
        (("ask", "   "), "empty"),
        (("ask", "x", "--value", "many"), "140000 EUR"),
        (("ask", "x", "--when", "soon"), "2027-03-08"),
        (("ask", "x", "--as", "nobody"), "nobody"),
        (("ask", "y" * 100_000), "100,000"),
        (("triage", "x", "--brand", "acme"), "acme"),
        (("approvals", "show", "a-nowhere"), "a-nowhere"),
        (("approvals", "list", "--status", "odd"), "odd"),
        (("approvals", "decide", "a-1", "--as", "ana"), "--approve"),
        (("approvals", "decide", "a-1", "--approve"), "--as"),
        (("cases", "show", "c-nowhere"), "c-nowhere"),
        (("runs", "show", "r-nowhere"), "r-nowhere"),
        (("runs", "list", "--status", "odd"), "odd"),
        (("check", "/nowhere/line.txt"), "/nowhere/line.txt"),
        (("check", "/"), "folder"),
        (("ingest", "/nowhere"), "/nowhere"),
        (("ingest", "/", "--kind", "odd"), "odd"),
        (("users", "add", "mara", "--role", "brand"), "mara"),
    ],
)
def test_bad_input_exits_2_with_one_line_that_names_it(
    copydesk: Copydesk, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], word: str
) -> None:
    code = copydesk(*arguments)
    said = capsys.readouterr()
    if arguments:
        assert code == 2
        assert said.err.count("\n") == 1
        assert said.err.startswith("Error: ")
        assert word in said.err
        assert said.out == ""
    else:
        assert "Commands:" in said.out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00binary", b"MZ\x00\x01"])
def test_what_is_no_text_is_refused(
    copydesk: Copydesk, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "copy.md"
    file.write_bytes(content)
    assert copydesk("check", str(file)) == 2
    assert "copy.md" in capsys.readouterr().err


def test_people_read_words_not_codes(desk: FakeDesk, copydesk: Copydesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert copydesk("ask", CAPTIONS) == 0
    said = capsys.readouterr()
    assert "Waiting for Brand, due in 2 h" in said.out
    assert "✓ Looked up the brand's knowledge: 5 passages from 3 documents" in said.err
    assert copydesk("approvals", "list") == 0
    assert "Instagram caption" in capsys.readouterr().out
    for command in (("approvals", "show", "a-00000001-2"), ("runs", "show", "r-00000001"), ("runs", "list")):
        assert copydesk(*command) == 0
        assert "\x1b[" not in capsys.readouterr().out  # colours are for terminals
