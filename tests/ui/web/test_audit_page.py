"""The audit page: records in words, filters and pages, names for those who may, the walk, the file."""

import json
import re
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from agents.ledger import audit
from agents.ledger.chain import AuditReport
from agents.ledger.export import verify_file
from agents.service import Desk
from agents.signing.people import ROLES
from knowledge.errors import FieldError, InputError
from tests.agents.desks import START
from tests.ui.web.test_render import HOSTILE
from ui.readers import NAMERS, TRAIL
from ui.texts import catalogue
from ui.web import sessions
from ui.web.app import guard
from ui.web.audit import A_PAGE, AuditPage
from ui.web.board import Outcome, Press
from ui.web.menu import ENTRIES
from ui.web.office import Office
from ui.web.sessions import Visitor

AGENTS = Path(__file__).parents[3] / "agents"
ENTRY = next(entry for entry in ENTRIES if entry.name == "audit")


def at(desk: Desk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def press(act: str, query: str = "", form: dict[str, object] | None = None) -> Press:
    return Press.read({"act": act, "at": query, "form": form or {}})


def page(desk: Desk, name: str, query: str = "") -> str:
    return str(Office(ENTRY, desk, desk.clock).draw(at(desk, name), Outcome(at=query)))


def record(desk: Desk, count: int = 1, **said: Any) -> None:
    given = {"event": "approval.approve", "actor": "ana", "door": "web", "subject": "a-1", **said}
    with desk.ledger.write() as connection:
        for number in range(count):
            audit.append(connection, at=START + timedelta(minutes=number), **given)


def numbers(shown: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r'class="seq">([\d,]+)<', shown)]


def test_a_record_is_a_sentence_with_all_that_it_holds_below(real: Desk) -> None:
    record(real, digest="d" * 64, rule="launch-copy", policy="e" * 64, signed_by=["ana"])
    shown = page(real, "joost", "?names=yes")
    newest = shown.split("<ol")[1].split("</li>")[0]
    assert "Ana Vidal</b> signed " in newest or "</b> signed <a" in newest
    assert 'href="/approvals/?tab=mine&amp;id=a-1"' in newest
    assert "as Brand" in newest
    assert "in the browser · rule launch-copy" in newest
    for held in ("approval.approve", "d" * 64, "e" * 64, "signed by"):
        assert held in newest


def test_people_stand_by_reference_and_those_who_may_look_their_names_up(real: Desk) -> None:
    record(real)
    name = real.user("ana").full_name
    for each in ("ingrid", "tomas"):  # compliance, legal
        shown = page(real, each, "?names=yes")
        assert name not in shown.split("<ol")[1]
        assert re.search(r'class="reference" title="u-[0-9a-f]{32}"', shown)
        assert 'data-act="names"' not in shown
        with pytest.raises(InputError, match=r"Admin, Auditor and Privacy can look up|can look up whom"):
            AuditPage(real, real.clock).act(at(real, each), press("names"))
    for each in ("joost", "edda"):
        assert name not in page(real, each).split("<ol")[1]
        outcome = AuditPage(real, real.clock).act(at(real, each), press("names"))
        assert name in page(real, each, outcome.at).split("<ol")[1]
        back = AuditPage(real, real.clock).act(at(real, each), press("names", outcome.at))
        assert name not in page(real, each, back.at).split("<ol")[1]


def test_a_person_is_found_by_name_only_by_those_who_may_look_names_up(real: Desk) -> None:
    record(real, 3)
    assert len(numbers(page(real, "joost", "?person=ana"))) == 4  # enrolled too
    assert "Give the person" in page(real, "tomas", "?person=ana")
    reference = next(r["actor"] for r in real.audit_export() if r["event"] == "approval.approve")
    assert len(numbers(page(real, "tomas", f"?person={reference}"))) == 4


def test_long_trails_are_read_page_by_page_and_back(real: Desk) -> None:
    record(real, 2 * A_PAGE)
    every = [each["seq"] for each in real.audit_export()][::-1]
    first = page(real, "joost")
    assert numbers(first) == every[:A_PAGE]
    assert "Newer" not in first
    second = page(real, "joost", f"?before={every[A_PAGE - 1]}")
    assert numbers(second) == every[A_PAGE : 2 * A_PAGE]
    assert f'href="/audit/?after={every[A_PAGE]}"' in second
    assert numbers(page(real, "joost", f"?after={every[A_PAGE]}")) == every[:A_PAGE]
    last = page(real, "joost", f"?before={every[-1]}")
    assert "Nothing on record is like this" in last


def test_filters_come_into_the_address_and_keep_what_they_keep(real: Desk) -> None:
    record(real, 5)
    record(real, 2, event="case.taken", actor="noor", subject="c-1")
    form: dict[str, object] = {"about": " c-1 ", "person": "noor", "event": "case", "since": "2026-11-20", "until": ""}
    found = AuditPage(real, real.clock).act(at(real, "joost"), press("find", "?names=yes&before=3", form))
    assert found.at == "?about=c-1&person=noor&event=case&since=2026-11-20&names=yes"
    shown = page(real, "joost", found.at)
    assert len(numbers(shown)) == 2
    assert '<option value="case" selected>' in shown
    assert numbers(page(real, "joost", "?event=case.taken")) == numbers(shown)
    assert numbers(page(real, "joost", "?until=2026-11-19")) == []
    assert len(numbers(page(real, "joost", "?until=2026-11-20&event=approval"))) == 5


def test_days_the_wrong_way_round_are_told_at_their_box(real: Desk) -> None:
    audit, joost = AuditPage(real, real.clock), at(real, "joost")
    with pytest.raises(FieldError, match="last day is before the first") as reversed_:
        audit.act(joost, press("find", "", {"since": "2026-11-20", "until": "2026-11-19"}))
    assert reversed_.value.field == "until"
    same = audit.act(joost, press("find", "", {"since": "2026-11-20", "until": "2026-11-20"}))
    assert same.at == "?since=2026-11-20&until=2026-11-20"


def test_the_file_says_from_which_day_it_is_as_people_write_days(real: Desk) -> None:
    record(real)
    assert "The trail from 20 November 2026 on, up to the newest record" in page(real, "joost", "?since=2026-11-20")
    assert "The trail from &lt;b&gt; on" in page(real, "joost", "?since=<b>")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?since=soon", "&#x27;soon&#x27; is no date"),
        ("?until=9999-12-31", "is no date"),
        ("?event=DROP", "no kind of event"),
        ("?before=x&after=y", "Records "),
        ("?before=-1", "Records "),
    ],
)
def test_an_address_that_somebody_wrote_is_answered_in_one_line(real: Desk, query: str, said: str) -> None:
    record(real)
    assert said in page(real, "joost", query)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_it(real: Desk, role: str) -> None:
    real.add_user("kim", (role,), "Kim", "joost", "cli")
    office = Office(ENTRY, real, real.clock)
    shown = str(office.draw(at(real, "kim"), Outcome(at="")))
    if role in TRAIL:
        assert numbers(shown)
        assert ('data-act="names"' in shown) == (role in NAMERS)
        return
    assert "This page is for Admin, Auditor, Legal, Compliance and Privacy" in shown
    assert not numbers(shown)
    for act in AuditPage(real, real.clock).actions:
        for page_ in (office, AuditPage(real, real.clock)):
            with pytest.raises(InputError, match="Admin, Auditor, Legal, Compliance and Privacy"):
                page_.act(at(real, "kim"), press(act))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_was_written_becomes_markup(real: Desk, hostile: str) -> None:
    record(real, subject=hostile, rule=hostile, digest=hostile, door=hostile, note=hostile, **{hostile: "x"})
    for query in ("?names=yes", f"?about={hostile}", f"?person={hostile}", f"?event={hostile}", f"?since={hostile}"):
        shown = page(real, "joost", query)
        assert "<" not in hostile or hostile not in shown
        assert not re.search(r"""(href|src|action)=["']?\s*javascript""", shown)
    office = AuditPage(real, real.clock)
    with pytest.raises(InputError) as refused:
        office.act(at(real, "joost"), press("verify", form={"heads": hostile}))
    assert "is no head" in str(refused.value)


def test_each_event_that_the_desk_records_has_its_words() -> None:
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in AGENTS.rglob("*.py") if "migrations" not in str(path)
    )
    recorded = set(
        re.findall(r'event="([a-z_]+\.[a-z_]+)"|_record\(\s*(?:connection, )?(?:ledger, )?"([a-z_]+\.[a-z_]+)"', texts)
    )
    events = {one or other for one, other in recorded} | {
        "approval.edit",
        "lesson.kept",
        "document.retired",
        "crisis.on",
    }
    assert len(events) > 50
    known = {key.removeprefix("event_").replace("__", ".") for key in catalogue("en", "audit")}
    assert events - known == set()


# the walk


class Slow:
    """A desk whose trail takes as long as the test likes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.go, self.begun = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def audit_verify(self, heads: tuple[str, ...], progress: Any) -> AuditReport:
        progress("Verifying records", 5_000, 100_000)
        self.begun.set()
        self.go.wait(5)
        return self._desk.audit_verify(heads, progress)


def settled(page: AuditPage, name: str) -> None:
    for _ in range(500):
        walk = page._verifying.of(name)
        if walk is not None and not walk.under_way:
            return
        time.sleep(0.01)
    raise AssertionError("the walk did not end")


def content(page: AuditPage, desk: Desk, name: str) -> str:
    from ui.web.setting import setting

    return str(page.content(setting(desk, at(desk, name), desk.clock.now()), Outcome(at="")))


def test_a_walk_shows_how_far_it_is_blocks_no_page_and_only_one_is_under_way(real: Desk) -> None:
    slow = Slow(real)
    board = AuditPage(slow, real.clock)  # type: ignore[arg-type]
    assert board.act(at(real, "joost"), press("verify", "?event=user")).at == "?event=user"
    slow.begun.wait(5)
    shown = content(board, real, "joost")
    assert '<progress value="5000" max="100000"' in shown
    assert "5,000 of 100,000 records" in shown
    assert board.pace(at(real, "joost")) < board.pace(at(real, "edda"))
    assert "<progress" not in content(board, real, "edda")
    with pytest.raises(InputError, match="under way"):
        board.act(at(real, "edda"), press("verify"))
    slow.go.set()
    settled(board, "joost")
    shown = content(board, real, "joost")
    assert f"{real.audit_page().last} records, unbroken." in shown
    assert f'id="audit-head">{real.audit_page().head}</code>' in shown


def test_heads_that_were_written_down_are_looked_for(real: Desk) -> None:
    head = real.audit_page().head
    board = AuditPage(real, real.clock)
    board.act(at(real, "joost"), press("verify", form={"heads": f"{head}\n\n  {head}  \n"}))
    settled(board, "joost")
    assert "The head agrees." in content(board, real, "joost")
    board.act(at(real, "joost"), press("verify", form={"heads": f"900:{'a' * 64}"}))
    settled(board, "joost")
    assert "was cut off" in content(board, real, "joost")
    with pytest.raises(InputError, match="At most 50"):
        board.act(
            at(real, "joost"), press("verify", form={"heads": "\n".join(f"{n}:{'a' * 64}" for n in range(1, 60))})
        )


def test_a_changed_record_is_named(real: Desk) -> None:
    record(real)
    with real.ledger.write() as connection:
        connection.exec_driver_sql(
            "UPDATE audit SET event = 'approval.reject' WHERE seq = (SELECT max(seq) FROM audit)"
        )
    board = AuditPage(real, real.clock)
    board.act(at(real, "edda"), press("verify"))
    settled(board, "edda")
    assert "was changed (approval.reject of a-1)." in content(board, real, "edda")


# the file


@pytest.fixture
def client(real: Desk, tmp_path: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(AuditPage(real, real.clock).routes())

    @app.post("/sign-in")
    def sign_in(request: Request, name: str) -> None:
        real.set_password(name, "a password of theirs", name, "cli")
        sessions.seat(request.session, name, "web", real.user(name).password_mark)

    guard(app, real, tmp_path)
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_the_file_is_verified_by_itself(real: Desk, client: TestClient, tmp_path: Path, form: str) -> None:
    record(real, 30)
    client.post("/sign-in?name=edda")
    answer = client.get(f"/download/audit?form={form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="audit-2026-11-20.{form}"'
    file = tmp_path / f"trail.{form}"
    file.write_bytes(answer.content)
    report = verify_file(file, (real.audit_page().head,))
    assert (report.ok, report.records) == (True, real.audit_page().last)


def test_a_file_from_a_day_on(real: Desk, client: TestClient) -> None:
    with real.ledger.write() as connection:
        audit.append(
            connection, at=START + timedelta(days=2), event="case.taken", actor="noor", door="web", subject="c-1"
        )
    client.post("/sign-in?name=joost")
    lines = client.get("/download/audit?since=2026-11-22").text.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["case.taken", "user.password_set", "audit.head"]
    assert client.get("/download/audit?since=soon").status_code == 400
    assert client.get("/download/audit?form=exe").status_code == 422


@pytest.mark.parametrize("name", ["mara", "ana", "noor"])
def test_no_file_for_those_who_may_not_read_it(client: TestClient, name: str) -> None:
    client.post(f"/sign-in?name={name}")
    answer = client.get("/download/audit")
    assert answer.status_code == 403
    assert "Admin, Auditor, Legal, Compliance and Privacy can read the audit trail" in answer.text


def test_no_file_without_a_sign_in(client: TestClient) -> None:
    assert client.get("/download/audit").status_code == 401
