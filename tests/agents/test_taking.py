"""Cards that somebody is on: taken, taken over, handed back, and whatever ends that."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from agents.clock import ManualClock
from agents.erasing.erasure import Erasure
from agents.ledger import schema
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Approve, Reject, Revise
from agents.signing.errors import AlreadyDecidedError, NotAllowedError, UnderRevisionError
from agents.views import ApprovalCard
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, asked_home, copy_home

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
BOTH = {"ana": ("brand",), "ingrid": ("compliance",)}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    home, _ = asked_home(scenes.SKIN, scenes.restate)
    desk = a_desk(copy_home(tmp_path / "home", home), clock=clock, model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def card(desk: Desk) -> ApprovalCard:
    """For Brand and Compliance."""
    return scenes.only(desk, asked_home(scenes.SKIN, scenes.restate)[1])


def had(desk: Desk, card: ApprovalCard) -> dict[str, tuple[str, ...]]:
    """Who has it for what: on the card and on its row alike, and as many rows as the ledger says stand."""
    shown = desk.approval(card.id)
    (row,) = [view for view in desk.approvals(status=None, limit=100) if view.id == card.id]
    assert row.taken == shown.taken
    return {each.user: each.roles for each in shown.taken}


def take(desk: Desk, card: ApprovalCard, user: str, *, over: bool = False) -> dict[str, tuple[str, ...]]:
    desk.take_approval(card.id, user, "test", over=over)
    return had(desk, card)


def records(desk: Desk, event: str) -> list[dict[str, object]]:
    return [record for record in desk.audit_export() if record["event"] == event]


def test_everybody_sees_who_has_it_for_what_and_since_when(desk: Desk, clock: ManualClock, card: ApprovalCard) -> None:
    assert had(desk, card) == {}
    assert take(desk, card, "ana") == {"ana": ("brand",)}
    clock.advance(HOUR)
    assert take(desk, card, "ingrid") == BOTH
    assert [each.since for each in desk.approval(card.id).taken] == [START, START + HOUR]
    (first, second) = records(desk, "approval.taken")
    assert (desk.audit_name(str(first["actor"])), desk.audit_name(str(second["actor"]))) == ("ana", "ingrid")
    assert first["details"] == {"roles": ["brand"], "round": 1, "taken_from": None}


def test_it_signs_nothing_and_stops_nobody(desk: Desk, card: ApprovalCard) -> None:
    take(desk, card, "ana")
    assert desk.approval(card.id).signed == ()
    assert desk.approval(card.id).open_roles == card.open_roles
    assert scenes.decide(desk, card.id, Approve(digest=card.digest), "elif").status == "waiting"
    assert had(desk, card) == {}  # nothing is left that ana could sign
    assert scenes.decide(desk, card.id, Approve(digest=card.digest), "ingrid").status == "published"


def test_who_takes_it_over_is_on_record_with_whoever_had_it(desk: Desk, card: ApprovalCard) -> None:
    take(desk, card, "ana")
    take(desk, card, "ingrid")
    with pytest.raises(NotAllowedError, match=r"^ana has taken this for Brand\. Take it over, or leave it to them\."):
        take(desk, card, "elif")
    assert take(desk, card, "elif", over=True) == {"ingrid": ("compliance",), "elif": ("brand",)}
    (record,) = records(desk, "approval.taken_over")
    details = record["details"]
    assert isinstance(details, dict)
    assert [desk.audit_name(ref) for ref in details["taken_from"]] == ["ana"]
    assert "ana" not in str(record)


def test_it_is_handed_back_by_who_has_it(desk: Desk, card: ApprovalCard) -> None:
    take(desk, card, "ana")
    with pytest.raises(NotAllowedError, match=r"^ana has taken this for Brand\. Only who has taken a card"):
        desk.hand_back_approval(card.id, "elif", "test")
    assert desk.hand_back_approval(card.id, "ana", "test").taken == ()
    assert len(records(desk, "approval.handed_back")) == 1
    with pytest.raises(NotAllowedError, match="Nobody has taken this"):
        desk.hand_back_approval(card.id, "ana", "test")


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("tomas", "Only Brand or Compliance can sign this; tomas has the role legal"),
        ("mara", "mara asked for this, and nobody signs their own request"),
        ("edda", "Only Brand or Compliance can sign this"),
    ],
)
def test_nobody_takes_what_they_cannot_sign(desk: Desk, card: ApprovalCard, user: str, words: str) -> None:
    with pytest.raises(NotAllowedError, match=words):
        desk.take_approval(card.id, user, "test")
    assert had(desk, card) == {}


def test_what_cannot_be_taken_is_told_in_a_line(desk: Desk, card: ApprovalCard) -> None:
    acts: tuple[Callable[[str], object], ...] = (
        lambda id: desk.take_approval(id, "ana", "test"),
        lambda id: desk.hand_back_approval(id, "ana", "test"),
    )
    for act in acts:
        with pytest.raises(NotFoundError, match="There is no approval 'a-none'"):
            act("a-none")
    with pytest.raises(NotFoundError, match="nobody"):
        desk.take_approval(card.id, "nobody", "test")
    take(desk, card, "ana")
    with pytest.raises(NotAllowedError, match=r"^ana has taken this already\."):
        desk.take_approval(card.id, "ana", "test")
    scenes.decide(desk, card.id, Reject(reason="No."))
    for act in acts:
        with pytest.raises(AlreadyDecidedError, match="Already rejected by ana"):
            act(card.id)


def test_one_who_is_away_takes_nothing(desk: Desk, card: ApprovalCard) -> None:
    desk.set_absent("ana", START + WEEK, "ana", "test")
    with pytest.raises(
        NotAllowedError, match=r"ana is away, so others would wait for them\. Say first that you are back"
    ):
        take(desk, card, "ana")
    desk.set_back("ana", "ana", "test")
    assert take(desk, card, "ana") == {"ana": ("brand",)}


def no(_: Desk, __: ApprovalCard) -> None:
    """Nothing ends it."""


def edited(user: str, text: str) -> Callable[[Desk, ApprovalCard], object]:
    return lambda desk, card: scenes.edit(desk, card.id, text, user, card.digest)


CALM = "For sensitive skin: the balm is free of perfume."


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (no, BOTH),
        (lambda desk, card: scenes.decide(desk, card.id, Approve(digest=card.digest)), {"ingrid": ("compliance",)}),
        (lambda desk, card: scenes.decide(desk, card.id, Reject(reason="No.")), {}),
        (lambda desk, card: desk.withdraw(card.run or "", "mara", "test"), {}),
        (lambda desk, card: scenes.decide(desk, card.id, Revise(notes="Shorter.")), {}),
        (edited("elif", CALM), {}),
        (lambda desk, _: desk.set_roles("ana", ("legal",), "joost", "test"), {"ingrid": ("compliance",)}),
        (lambda desk, _: desk.disable_user("ana", "joost", "test"), {"ingrid": ("compliance",)}),
        (lambda desk, _: desk.set_absent("ana", START + WEEK, "ana", "test"), {"ingrid": ("compliance",)}),
        (lambda desk, _: desk.set_absent("ana", START + WEEK, "ana", "test", since=START + HOUR), BOTH),
        (lambda desk, _: desk.set_absent("elif", START + WEEK, "elif", "test", deputy="ana"), BOTH),
    ],
)
def test_it_ends_with_whatever_ends_their_part(
    desk: Desk, card: ApprovalCard, act: Callable[[Desk, ApprovalCard], object], left: dict[str, tuple[str, ...]]
) -> None:
    take(desk, card, "ana")
    take(desk, card, "ingrid")
    act(desk, card)
    desk.wait(card.run or "", scenes.PATIENCE)
    assert had(desk, card) == left


def test_what_was_sent_back_and_is_written_again_is_nobodys(desk: Desk, card: ApprovalCard) -> None:
    take(desk, card, "ana")
    scenes.decide(desk, card.id, Revise(notes="Shorter, please."))
    assert desk.approval(card.id).round == 2
    assert had(desk, card) == {}


def test_nobody_takes_what_is_being_written_again(desk: Desk, card: ApprovalCard) -> None:
    with desk.ledger.write() as connection:
        connection.execute(schema.approvals.update().values(under_revision=True))
    with pytest.raises(UnderRevisionError):
        take(desk, card, "ana")


def test_who_edits_a_card_that_they_have_keeps_it_where_they_still_have_to_sign(desk: Desk) -> None:
    """What policy blocks: an edit that gives no reason signs nothing of it, and stays its editor's work."""
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    scenes.edit(desk, card.id, scenes.RED, "elif", card.digest)
    blocked = desk.approval(card.id)
    assert (blocked.kind, blocked.round) == ("block", 2)
    take(desk, card, "ana")
    scenes.edit(desk, card.id, scenes.RED.replace("most luxurious ", ""), "ana", blocked.digest)
    shown = desk.approval(card.id)
    assert (shown.kind, shown.round, shown.signed) == ("block", 3, ())
    assert had(desk, card) == {"ana": ("brand",)}


def test_it_expires_with_the_card(desk: Desk, clock: ManualClock, card: ApprovalCard) -> None:
    take(desk, card, "ana")
    clock.advance(WEEK)
    scenes.tick(desk, card.run or "")
    assert desk.approval(card.id).status == "expired"
    assert had(desk, card) == {}
    with desk.ledger.read() as connection:
        assert connection.execute(select(schema.taken)).all() == []


def test_an_absence_ends_it_by_the_clock_and_a_return_does_not_bring_it_back(
    desk: Desk, clock: ManualClock, card: ApprovalCard
) -> None:
    desk.set_absent("ana", START + 3 * HOUR, "ana", "test", since=START + 2 * HOUR)
    take(desk, card, "ana")
    clock.advance(2 * HOUR)
    assert had(desk, card) == {}
    assert desk.approval_counts(user="elif").values("taken") == {"nobody": 1}
    assert take(desk, card, "elif") == {"elif": ("brand",)}  # taken over from nobody
    assert records(desk, "approval.taken_over") == []
    desk.hand_back_approval(card.id, "elif", "test")
    clock.advance(2 * HOUR)  # ana is here again
    assert had(desk, card) == {}
    assert take(desk, card, "ana") == {"ana": ("brand",)}


@pytest.mark.parametrize("back", [True, False])
def test_what_an_absence_ended_stays_ended(desk: Desk, clock: ManualClock, card: ApprovalCard, back: bool) -> None:
    take(desk, card, "ana")
    desk.set_absent("ana", START + 3 * HOUR, "ana", "test", since=START + 1 * HOUR)
    clock.advance(2 * HOUR)
    if back:
        desk.set_back("ana", "ana", "test")
    else:
        clock.advance(2 * HOUR)
        desk.set_absent("ana", clock.now() + WEEK, "ana", "test", since=clock.now() + 5 * HOUR)
    assert had(desk, card) == {}


def test_what_lost_roles_ended_stays_ended(desk: Desk, card: ApprovalCard) -> None:
    take(desk, card, "ana")
    desk.set_roles("ana", ("legal",), "joost", "test")
    desk.set_roles("ana", ("brand",), "joost", "test")
    take(desk, card, "elif")
    desk.disable_user("elif", "joost", "test")
    desk.enable_user("elif", "joost", "test")
    assert had(desk, card) == {}


def test_a_deputy_has_it_for_as_long_as_they_stand_in(desk: Desk, clock: ManualClock, card: ApprovalCard) -> None:
    desk.set_absent("ana", START + HOUR, "ana", "test", deputy="tomas")
    assert take(desk, card, "tomas") == {"tomas": ("brand",)}
    assert desk.approval_counts(user="elif").values("taken") == {"others": 1}
    clock.advance(HOUR)
    assert had(desk, card) == {}
    assert desk.approval_counts(user="elif").values("taken") == {"nobody": 1}
    desk.set_absent("ana", clock.now() + HOUR, "ana", "test", deputy="tomas")
    assert had(desk, card) == {}


def test_of_those_who_take_it_at_once_one_has_it_and_the_others_are_told(desk: Desk, card: ApprovalCard) -> None:
    people = ["ana", "elif", *(f"bea{number}" for number in range(6))]
    for name in people[2:]:
        desk.add_user(name, ("brand",), name.title(), "joost", "test")
    told: dict[str, str] = {}
    ready = threading.Barrier(len(people))

    def press(name: str) -> None:
        ready.wait(scenes.PATIENCE)
        try:
            desk.take_approval(card.id, name, "test")
        except NotAllowedError as error:
            told[name] = str(error)

    threads = [threading.Thread(target=press, args=(name,)) for name in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(scenes.PATIENCE)
    (holder,) = had(desk, card)
    assert set(told) == set(people) - {holder}
    assert all(words.startswith(f"{holder} has taken this for Brand.") for words in told.values())
    assert len(records(desk, "approval.taken")) == 1


def test_the_queue_is_filtered_and_counted_by_who_is_on_it(desk: Desk, card: ApprovalCard) -> None:
    brands = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    free = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    take(desk, card, "ana")
    take(desk, brands, "elif")
    expected = {
        "ana": {"mine": {card.id}, "others": {brands.id}, "nobody": {free.id}},
        "elif": {"mine": {brands.id}, "others": {card.id}, "nobody": {free.id}},
        "ingrid": {"mine": set(), "others": {brands.id}, "nobody": {card.id, free.id}},  # Compliance's part is nobody's
        "joost": {"mine": set(), "others": {card.id, brands.id}, "nobody": {free.id}},
        "edda": {"mine": set(), "others": {card.id, brands.id}, "nobody": {free.id}},
    }
    for user, whose in expected.items():
        counts = desk.approval_counts(user=user)
        for value, cards in whose.items():
            found = desk.approvals(viewer=user, where={"taken": value})
            assert {view.id for view in found} == cards, (user, value)
            assert counts.total({"taken": value}) == len(cards)
            own = desk.approvals(user=user, where={"taken": value})
            assert counts.total({"taken": value}, mine=True) == len(own)
    assert {view.id for view in desk.approvals(user="ana", where={"taken": "others"})} == {brands.id}
    assert {view.id for view in desk.approvals(where={"taken": "others"})} == {card.id, brands.id}
    assert desk.approval_counts(status="decided").values("taken") == {}


def test_a_filter_by_what_is_nobodys_word_for_it_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="A card is taken by mine, nobody, others, and not by 'ana'"):
        desk.approvals(where={"taken": "ana"})
    with pytest.raises(InputError, match="Whose is 'mine'"):
        desk.approvals(where={"taken": "mine"})


def test_an_erased_person_has_nothing_and_their_name_stays_nowhere(desk: Desk, card: ApprovalCard) -> None:
    desk.add_user("quentina", ("brand",), "Quentina", "joost", "test")
    take(desk, card, "quentina")
    take(desk, card, "ana", over=True)
    take(desk, card, "quentina", over=True)
    desk.erase(Erasure(person="quentina"), "joost", "test")
    assert had(desk, card) == {}
    assert [path for path in desk.home.path.rglob("*") if path.is_file() and b"quentina" in path.read_bytes()] == []
    desk.engine.notices.tick()
    assert [each for each in desk.notices() if each.kind == "taken" and each.target != "person:ana"] == []
    assert desk.audit_verify().ok
