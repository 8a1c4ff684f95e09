"""The queue as the ledger keeps it: the same cards as the rules of signing say, in order, filtered and counted."""

import operator
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from agents.clock import ManualClock
from agents.ledger import approvals, queue
from agents.ledger.database import Ledger
from agents.ledger.taken import Lapsed
from agents.presenting import Queued
from agents.service import Desk
from agents.signing.decision import Approve, Edit, Reject, Revise
from agents.signing.deputies import acting
from agents.signing.rounds import could_sign, openings
from agents.views import ApprovalView, QueueField
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.test_migrations import at_revision


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Cards in every state: fresh, signed by one of two, edited by its approver, sent back, blocked, decided."""
    desk = a_desk(copy_home(tmp_path_factory.mktemp("queue") / "home"), clock=ManualClock(START))
    fresh, back, edited, over, gone = scenes.cards(
        desk, scenes.ask(desk, "Five Instagram captions for the refillable bottle, for commuters").run
    )
    scenes.decide(desk, edited.id, Edit(fields={"caption": scenes.PRICED}, digest=edited.digest))
    scenes.decide(desk, over.id, Approve(digest=over.digest))
    scenes.decide(desk, gone.id, Reject(reason="No."))
    scenes.ask(desk, scenes.SKIN)
    both = scenes.only(desk, scenes.ask(desk, scenes.SKIN).run)
    assert len(both.open_roles) == 2
    desk.decide(both.id, Approve(digest=both.digest), "ana", "test")
    scenes.ask(desk, scenes.CAPTION, user="ana")  # nobody signs their own
    scenes.ask(desk, "An e-mail about the refillable bottle, in German", locales=("de",), channels=("email",))
    assert fresh.status == "pending"
    desk.decide(back.id, Revise(notes="Shorter."), "ana", "test")
    yield desk
    desk.close()


def everything(desk: Desk) -> tuple[ApprovalView, ...]:
    return desk.approvals(status=None, limit=1000)


def test_a_row_that_did_not_change_is_made_once_and_few_are_kept(desk: Desk) -> None:
    rows, kept, lapsed = everything(desk), Queued(most=2), Lapsed(desk.clock.now())
    with desk.ledger.read() as connection:
        read = queue.page(connection, status=None, lapsed=lapsed, limit=1000, offset=0)
        first, second, third = (tuple(view for view, _ in kept.views(connection, read[:2], lapsed)) for _ in range(3))
        assert all(map(operator.is_, (*first, *second), (*second, *third)))
        list(kept.views(connection, read, lapsed))
        again = tuple(view for view, _ in kept.views(connection, read[:2], lapsed))
    assert again == first == rows[:2]
    assert not any(map(operator.is_, again, first))


def test_what_waits_for_a_person_is_what_they_could_sign(desk: Desk) -> None:
    now = desk.clock.now()
    seen = set()
    for one in desk.users():
        with desk.ledger.read() as connection:
            person = acting(connection, one.name, now)
            expected = {
                view.id
                for view in everything(desk)
                if could_sign(
                    approvals.state_of(connection, approvals.get(connection, view.id), view.requester), person
                )
            }
        assert {view.id for view in desk.approvals(user=one.name, limit=1000)} == expected
        assert desk.approval_counts(user=one.name).total(mine=True) == len(expected)
        assert desk.waiting_for(one.name) == len(expected)
        assert desk.waiting_for(one.name, 1) == min(len(expected), 1)
        seen |= expected
    assert seen


def test_counts_are_those_of_the_lists_however_they_are_filtered(desk: Desk) -> None:
    for status in ("pending", "decided", None):
        listed = desk.approvals(status=status, limit=1000)
        counts = desk.approval_counts(status=status)
        assert counts.total() == len(listed) > 0
        fields: tuple[QueueField, ...] = ("brand", "channel", "rating", "locale", "requester")
        for field in fields:
            values = counts.values(field)
            assert sum(values.values()) == len(listed)
            for value, count in values.items():
                found = desk.approvals(status=status, where={field: value}, limit=1000)
                assert len(found) == count
                assert all((getattr(view, field) or "") == value for view in found)
    both: dict[QueueField, str] = {"channel": "email", "requester": "mara"}
    assert len(desk.approvals(where=both)) == desk.approval_counts().total(both) == 1


def test_pages_follow_each_other_by_the_hour_and_in_it_the_riskiest_first(desk: Desk) -> None:
    risk = {"red": 0, "amber": 1, "green": 2}

    def urgency(view: ApprovalView) -> tuple[object, ...]:
        return (view.due.replace(minute=0, second=0, microsecond=0), risk[view.rating or "red"], view.due, view.id)

    whole = desk.approvals(limit=1000)
    assert list(whole) == sorted(whole, key=urgency)
    paged = [view for at in range(0, len(whole) + 2, 2) for view in desk.approvals(limit=2, offset=at)]
    assert paged == list(whole)
    decided = desk.approvals(status="decided", limit=1000)
    assert [view.decided_at for view in decided] == sorted(
        (view.decided_at for view in decided if view.decided_at), reverse=True
    )
    assert {view.status for view in decided} == {"approved", "rejected"}


def test_a_count_is_taken_anew_after_a_decision(desk: Desk) -> None:
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    before = desk.approval_counts(user="ana").total(mine=True)
    scenes.decide(desk, card.id, Reject(reason="No."))
    assert desk.approval_counts(user="ana").total(mine=True) == before - 1


def test_a_filter_by_what_no_queue_has_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="colour"):
        desk.approvals(where={"colour": "red"})  # type: ignore[dict-item]


def test_the_roles_that_are_kept_are_those_of_the_rules(desk: Desk) -> None:
    with desk.ledger.read() as connection:
        for view in everything(desk):
            state = approvals.state_of(connection, approvals.get(connection, view.id), view.requester)
            kept = connection.execute(text("SELECT role FROM openings WHERE approval = :id"), {"id": view.id})
            assert set(kept.scalars()) == set(openings(state))


def test_what_waited_in_an_older_ledger_still_waits_for_its_roles(tmp_path: Path) -> None:
    at_revision(tmp_path / "ledger.db", "0002")
    with create_engine(f"sqlite:///{tmp_path / 'ledger.db'}").connect() as connection, connection.begin():
        connection.execute(text("UPDATE approvals SET under_revision = 1 WHERE id = 'a-2'"))
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    with ledger.read() as connection:
        assert connection.execute(text("SELECT approval, role FROM openings")).all() == [("a-1", "brand")]
    ledger.close()
