"""When it goes out, what is looked at again before, and taking it back."""

from datetime import timedelta

import pytest

from agents.clock import ManualClock
from agents.ledger import outbox
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START

LATER = timedelta(days=2)


@pytest.fixture
def scheduled(desk: Desk) -> str:
    """A signed run whose time has not come."""
    view = scenes.asked(desk, when=START + LATER)
    view = scenes.sign(desk, view.run)
    assert (view.status, view.waiting_for) == ("scheduled", "Signed; goes out in 2 days")
    return view.run


def test_it_goes_out_at_its_time_and_not_before(desk: Desk, clock: ManualClock, scheduled: str) -> None:
    clock.advance(LATER - timedelta(seconds=1))
    assert scenes.tick(desk, scheduled).status == "scheduled"
    clock.advance(timedelta(seconds=1))
    view = scenes.tick(desk, scheduled)
    assert view.status == "published"
    assert view.publications[0].at == START + LATER


def test_what_is_withdrawn_before_its_time_ends_at_once(desk: Desk, clock: ManualClock, scheduled: str) -> None:
    desk.withdraw(scheduled, scenes.REQUESTER, "test")
    view = desk.wait(scheduled, scenes.PATIENCE)
    assert (view.status, view.waiting_for) == ("withdrawn", None)
    clock.advance(LATER)
    assert scenes.tick(desk, scheduled).status == "withdrawn"
    assert scenes.published(desk) == []


def test_what_is_withdrawn_under_a_hold_ends_at_once(desk: Desk) -> None:
    desk.hold(None, "A recall of the pump", "ana", "test")
    view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    assert view.status == "scheduled"
    desk.withdraw(view.run, scenes.REQUESTER, "test")
    assert desk.wait(view.run, scenes.PATIENCE).status == "withdrawn"


def add_rule(desk: Desk) -> None:
    rule = "extends: existence\nmessage: \"No '%s'.\"\nlevel: error\ntokens: [cap]\n"
    examples = "copydesk:\n  examples: {bad: ['A cap of steel.'], good: ['A lid of steel.']}\n"
    (desk.home.folder().path / "rules" / "Caps.yml").write_text(rule + examples, encoding="utf-8")


def test_a_rule_that_came_meanwhile_opens_a_new_round(desk: Desk, clock: ManualClock, scheduled: str) -> None:
    add_rule(desk)
    clock.advance(LATER)
    view = scenes.tick(desk, scheduled)
    card = scenes.only(desk, scheduled)
    assert (view.status, card.round, card.signed, card.rating) == ("waiting", 2, (), "amber")
    assert "approval.reopened" in scenes.events(desk)
    assert scenes.sign(desk, scheduled, "elif").status == "published"


def test_a_fact_that_changed_meanwhile_opens_a_new_round(desk: Desk, clock: ManualClock, scheduled: str) -> None:
    sheet = desk.home.folder().documents / "products" / "orrelune-refillable-bottle.md"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("118", "124"), encoding="utf-8")
    desk.ingest([desk.home.folder().documents])
    clock.advance(LATER)
    assert scenes.tick(desk, scheduled).status in {"waiting", "blocked"}
    card = scenes.only(desk, scheduled)
    assert (card.round, card.signed) == (2, ())
    assert card.rating != "green"
    assert scenes.published(desk) == []


def test_a_policy_that_asks_for_more_meanwhile_opens_a_new_round(
    desk: Desk, clock: ManualClock, scheduled: str
) -> None:
    policy = desk.home.folder().policy
    text = policy.read_text(encoding="utf-8")
    rule = "{id: legal-too, because: Legal reads it too., when: {channel: instagram}, then: {also: [legal]}}"
    policy.write_text(text.replace("rules:\n", f"rules:\n  - {rule}\n", 1), encoding="utf-8")
    clock.advance(LATER)
    assert scenes.tick(desk, scheduled).status == "waiting"
    card = scenes.only(desk, scheduled)
    assert (card.open_roles, "legal-too" in card.reason.rule) == (("brand", "legal"), True)
    assert scenes.sign(desk, scheduled, "ana", "tomas").status == "published"


def test_a_finding_that_the_signers_did_not_see_opens_a_new_round(desk: Desk, clock: ManualClock) -> None:
    view = scenes.ask(desk, scenes.CAPTION, when=START + LATER)
    scenes.edit(desk, scenes.only(desk, view.run).id, scenes.AMBER)
    assert scenes.sign(desk, view.run, "elif").status == "scheduled"
    add_rule(desk)
    clock.advance(LATER)
    assert scenes.tick(desk, view.run).status == "waiting"  # amber as before, for another reason too


def test_a_policy_that_asks_for_less_meanwhile_changes_nothing(desk: Desk, clock: ManualClock) -> None:
    view = scenes.ask(desk, scenes.SKIN, when=START + LATER)
    scenes.sign(desk, view.run, "ana", "ingrid")
    policy = desk.home.folder().policy
    text = policy.read_text(encoding="utf-8").replace("any: [sensitive_skin]", "any: [politics]")
    policy.write_text(text, encoding="utf-8")
    clock.advance(LATER)
    assert scenes.tick(desk, view.run).status == "published"


def test_a_hold_stops_every_publication_of_the_brand_until_it_is_lifted(desk: Desk) -> None:
    desk.hold(None, "A storm in Porto", "ana", "test")
    view = scenes.ask(desk, scenes.CAPTION)
    view = scenes.sign(desk, view.run)
    assert (view.status, view.waiting_for) == ("scheduled", "Signed; held: A storm in Porto")
    assert scenes.tick(desk, view.run).status == "scheduled"
    with pytest.raises(NotAllowedError, match="lift-roles"):
        desk.lift(None, "ana", "test")
    desk.lift(None, "noor", "test")
    assert desk.wait(view.run, scenes.PATIENCE).status == "published"
    with pytest.raises(InputError, match="Nothing holds"):
        desk.lift(None, "noor", "test")


def test_what_is_in_the_outbox_is_held_too(desk: Desk, clock: ManualClock) -> None:
    desk.home.outbox.write_text("in the way", encoding="utf-8")
    view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    assert view.status == "failed"
    desk.hold(None, "A storm in Porto", "ana", "test")
    desk.home.outbox.unlink()
    clock.advance(timedelta(minutes=1))
    scenes.tick(desk, view.run)
    assert scenes.published(desk) == []
    desk.lift(None, "noor", "test")
    assert desk.wait(view.run, scenes.PATIENCE).status == "published"


def test_a_hold_needs_a_reason_and_somebody_who_works_here(desk: Desk) -> None:
    with pytest.raises(InputError, match="reason"):
        desk.hold(None, " ", "ana", "test")
    with pytest.raises(NotAllowedError, match="auditor-reads"):
        desk.hold(None, "why", "edda", "test")


def test_a_recall_after_delivery_says_so_in_the_files(desk: Desk) -> None:
    view = scenes.sign(desk, scenes.asked(desk).run)
    view = desk.wait(desk.recall(view.run, "ana", "Wrong price", "test").run, scenes.PATIENCE)
    assert (view.status, view.publications[0].status) == ("recalled", "recalled")
    (path,) = desk.home.outbox.rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert "status: recalled" in text
    assert "Wrong price" in text
    assert ",recalled," in (path.parents[1] / "publications.csv").read_text(encoding="utf-8")
    with pytest.raises(InputError, match=r"was recalled already, by ana \(Wrong price\)"):
        desk.recall(view.run, "mara", "again", "test")


def test_what_was_never_published_cannot_be_recalled(desk: Desk) -> None:
    with pytest.raises(InputError, match="nothing of it was published"):
        desk.recall(scenes.ask(desk, scenes.CAPTION).run, "ana", "why", "test")


def test_a_recall_before_delivery_delivers_nothing(desk: Desk) -> None:
    desk.home.outbox.write_text("in the way", encoding="utf-8")
    view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    desk.home.outbox.unlink()
    view = desk.wait(desk.recall(view.run, "mara", "Wrong day", "test").run, scenes.PATIENCE)
    assert (view.status, view.publications[0].status, scenes.published(desk)) == ("recalled", "recalled", [])
    assert scenes.tick(desk, view.run).status == "recalled"


def test_a_file_that_was_written_before_a_death_says_that_it_was_recalled(desk: Desk) -> None:
    view = scenes.sign(desk, scenes.asked(desk).run)
    with desk.ledger.write() as connection:  # as a kill between the file and the ledger leaves it
        outbox.change(connection, view.publications[0].key, status="pending", delivered=None, path=None, attempts=0)
    view = desk.recall(view.run, "ana", "Wrong price", "test")
    (path,) = desk.home.outbox.rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert "status: recalled" in text
    assert "Wrong price" in text
    (entry,) = view.publications
    assert (entry.status, entry.path, entry.error) == ("recalled", str(path), None)
    assert ",recalled," in (path.parents[1] / "publications.csv").read_text(encoding="utf-8")


def test_a_recall_that_cannot_be_written_is_written_later(desk: Desk, clock: ManualClock) -> None:
    view = scenes.sign(desk, scenes.asked(desk).run)
    outbox, aside = desk.home.outbox, desk.home.path / "aside"
    outbox.rename(aside)
    outbox.write_text("in the way", encoding="utf-8")
    with pytest.raises(Exception, match="outbox"):
        desk.recall(view.run, "ana", "Wrong price", "test")
    outbox.unlink()
    aside.rename(outbox)
    clock.advance(timedelta(minutes=1))
    assert scenes.tick(desk, view.run).status == "recalled"
    (path,) = outbox.rglob("*.md")
    assert "status: recalled" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("user", "reason", "rule"),
    [("edda", "why", "auditor-reads"), ("jonas", "why", "own-run"), ("ana", " ", "reason")],
)
def test_a_recall_has_a_reason_and_somebody_who_works_here(desk: Desk, user: str, reason: str, rule: str) -> None:
    view = scenes.sign(desk, scenes.asked(desk).run)
    with pytest.raises(InputError, match=rule):
        desk.recall(view.run, user, reason, "test")
    assert desk.run(view.run).status == "published"


def test_the_files_cite_what_a_person_can_follow(desk: Desk) -> None:
    view = scenes.sign(desk, scenes.asked(desk).run)
    (draft,) = view.drafts
    file = next(desk.home.outbox.rglob("*.md")).read_text(encoding="utf-8")
    index = next(desk.home.outbox.rglob("*.csv")).read_text(encoding="utf-8")
    assert draft.evidence
    for item in draft.evidence:
        assert ".md:" in item.citation
        assert f"{item.citation} [{item.passage}]" in file
        assert f"{item.citation} [{item.passage}]" in index
