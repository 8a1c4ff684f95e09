"""The audit trail page by page: the newest first, each record once, and only what is about what was asked for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.clock import ManualClock
from agents.ledger import audit
from agents.service import Desk
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home

EVENTS = ("approval.approve", "approval.reject", "approvals.odd", "case.taken", "user.added")


def fill(desk: Desk) -> Desk:
    """A trail of 120 records in two hours, by three actors."""
    with desk.ledger.write() as connection:
        for number in range(120):
            audit.append(
                connection,
                at=START + timedelta(minutes=number),
                event=EVENTS[number % 5],
                actor=("ana", "mara", "clock")[number % 3],
                door="web",
                subject=("user:ana", "r-1", "a-1")[number % 7 % 3],
            )
    return desk


@pytest.fixture
def long(desk: Desk) -> Desk:
    return fill(desk)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path_factory.mktemp("trail") / "home"))
    yield fill(desk)
    desk.close()


def whole(desk: Desk, **wanted: object) -> list[int]:
    """Numbers of the records, by walking from the newest page to the oldest."""
    found: list[int] = []
    before = None
    while True:
        page = desk.audit_page(before=before, limit=7, **wanted)  # type: ignore[arg-type]
        found += [record.seq for record in page.records]
        assert page.newer == (before is not None)
        if not page.older:
            return found
        before = found[-1]


def test_each_record_stands_once_the_newest_first(long: Desk) -> None:
    numbers = [record["seq"] for record in long.audit_export()]
    assert whole(long) == numbers[::-1]
    page = long.audit_page()
    assert len(page.records) == 50
    assert (page.last, page.head) == (numbers[-1], long.audit_verify().head)
    (exported,) = [record for record in long.audit_export() if record["seq"] == page.records[0].seq]
    assert {**page.records[0].model_dump(), "at": exported["at"], "previous": exported["previous"]} == exported


def test_back_to_what_is_newer(long: Desk) -> None:
    first = long.audit_page(limit=10)
    second = long.audit_page(limit=10, before=first.records[-1].seq)
    back = long.audit_page(limit=10, after=second.records[0].seq)
    assert back.records == first.records
    assert (back.newer, back.older) == (False, True)
    assert long.audit_page(limit=10, after=back.last).records == ()


@pytest.mark.parametrize("event", ["approval", "approval.reject", "case", "user.added"])
def test_by_what_happened_and_a_family_is_not_another_word(long: Desk, event: str) -> None:
    kept = {r["seq"] for r in long.audit_export() if r["event"] == event or r["event"].startswith(f"{event}.")}
    assert set(whole(long, event=event)) == kept
    assert kept


def test_by_person_as_who_acts_and_as_who_it_is_about(long: Desk) -> None:
    reference = next(
        r["actor"] for r in long.audit_export() if r["actor"].startswith("u-") and long.audit_name(r["actor"]) == "ana"
    )
    kept = {r["seq"] for r in long.audit_export() if r["actor"] == reference or r["subject"] == f"user:{reference}"}
    assert set(whole(long, person=reference)) == set(whole(long, person="ana")) == kept
    assert whole(long, person="somebody-else") == []
    before = sum(1 for _ in long.audit_export())
    assert all(record.actor == "clock" for record in long.audit_page(person="clock").records)
    assert sum(1 for _ in long.audit_export()) == before


def test_by_period_the_end_is_left_out(long: Desk) -> None:
    since, until = START + timedelta(minutes=30), START + timedelta(minutes=40)
    page = long.audit_page(since=since, until=until)
    assert [record.at for record in page.records] == [START + timedelta(minutes=m) for m in range(39, 29, -1)]


@given(
    about=st.sampled_from([None, "r-1", "a-1", "nothing"]),
    event=st.sampled_from([None, *EVENTS, "approval"]),
    first=st.integers(0, 120),
    minutes=st.integers(0, 120),
)
@settings(max_examples=25, deadline=None)
def test_filters_together_keep_what_passes_each(
    shared: Desk, about: str | None, event: str | None, first: int, minutes: int
) -> None:
    since, until = START + timedelta(minutes=first), START + timedelta(minutes=first + minutes)
    kept = [
        record["seq"]
        for record in shared.audit_export()
        if about in (None, record["subject"])
        and (event is None or record["event"] == event or record["event"].startswith(f"{event}."))
        and since.isoformat(timespec="microseconds") <= record["at"] < until.isoformat(timespec="microseconds")
    ]
    assert whole(shared, about=about, event=event, since=since, until=until) == kept[::-1]


def test_a_request_with_all_that_belongs_to_it(desk: Desk, clock: ManualClock) -> None:
    scenes.asked(desk, scenes.PRICE)
    run = scenes.ask(desk, scenes.CAPTION, channels=("email",)).run
    assert scenes.sign(desk, run, "ana", "elif").status == "published"
    events = [record.event for record in desk.audit_page(about=run, limit=200).records]
    assert events[-1] == "run.asked"
    assert {"approval.filed", "approval.approve", "draft.released", "publication.delivered", "run.ended"} <= set(events)
    assert "run.ended" not in [record.event for record in desk.audit_page(about=desk.run(run).drafts[0].id).records]
    view = desk.run(run)
    mine = {run, *(d.id for d in view.drafts), *(d.approval for d in view.drafts), *(p.key for p in view.publications)}
    assert {record.subject for record in desk.audit_page(about=run, limit=200).records} <= mine


@pytest.mark.parametrize("event", ["'; DROP TABLE audit", "", "a.b.c", "APPROVAL"])
def test_what_is_no_event_is_refused_in_one_line(desk: Desk, event: str) -> None:
    with pytest.raises(InputError, match="no kind of event"):
        desk.audit_page(event=event)


def test_when_people_were_last_changed(desk: Desk, clock: ManualClock) -> None:
    clock.advance(timedelta(hours=5))
    desk.set_roles("mara", ("marketer", "brand"), "joost", "cli")
    changes = desk.user_changes()
    assert changes["mara"] == START + timedelta(hours=5)
    assert changes["ana"] < changes["mara"]
    assert set(changes) >= {user.name for user in desk.users()}
