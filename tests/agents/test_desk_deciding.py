"""Approve, edit, reject, send back: what each does, and who may."""

import threading
from datetime import timedelta

import pytest
from pydantic import ValidationError

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.decision import Approve, Decision, Edit, Reject, Respond, Revise
from agents.signing.errors import AlreadyDecidedError, DigestMismatchError, NotAllowedError, SigningError
from agents.views import AskRequest, RejectionView
from tests.agents import scenes
from tests.agents.desks import START

ROUNDS = 20
THREADS = 8


def test_a_signed_draft_is_published(desk: Desk) -> None:
    view = scenes.asked(desk)
    assert (view.status, view.waiting_for) == ("waiting", "Waiting for Brand, due in 24 h")
    assert scenes.sign(desk, view.run).status == "published"
    card = scenes.only(desk, view.run)
    assert [(mark.user, mark.role, mark.door) for mark in card.signed] == [("ana", "brand", "test")]
    assert len(scenes.published(desk)) == 1


def test_the_editors_signature_counts_for_their_own_words(desk: Desk) -> None:
    view = scenes.asked(desk)
    assert scenes.edit(desk, scenes.only(desk, view.run).id, scenes.GREEN).status == "published"
    card = scenes.only(desk, view.run)
    assert (card.status, card.round, card.edited) == ("approved", 2, True)
    assert [version.author for version in card.copy_.versions] == ["copydesk", "ana"]
    (path,) = desk.home.outbox.rglob("*.md")
    assert path.read_text(encoding="utf-8").endswith(scenes.GREEN + "\n")


@pytest.mark.parametrize("words", [scenes.AMBER, scenes.GREEN + " It can be refilled 25 times."])
def test_an_edit_that_rates_worse_or_adds_a_number_needs_another_signer(desk: Desk, words: str) -> None:
    view = scenes.asked(desk)
    assert scenes.edit(desk, scenes.only(desk, view.run).id, words).status == "waiting"
    card = scenes.only(desk, view.run)
    assert (card.status, card.signed, card.open_roles) == ("pending", (), ("brand",))
    with pytest.raises(NotAllowedError, match="another-signer"):
        scenes.decide(desk, card.id, Approve(digest=card.digest), "ana")
    assert card.id not in {view.id for view in desk.approvals(user="ana")}
    scenes.edit(desk, card.id, f"{words} Come and see.", digest=card.digest)
    again = scenes.only(desk, view.run)
    assert again.signed == ()
    assert scenes.decide(desk, card.id, Approve(digest=again.digest), "elif").status == "published"


def test_an_edit_that_changes_no_word_is_none(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    for fields in ({}, {"caption": card.copy_.fields["caption"] + "\n"}):
        with pytest.raises(NotAllowedError, match="no-change"):
            scenes.decide(desk, card.id, Edit(fields=fields))
    assert scenes.cards(desk, card.run) == [card]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"headline": "Hello"}, "unknown-field"),
        ({"caption": " "}, "empty-field"),
        ({"caption": "x" * 20_001}, "long"),
        ({"caption": "\u200b\u2060 \u3164\ufe0f"}, "empty-field"),
        ({"caption": "A cap\x00 that locks"}, r"U\+0000.*no-text"),
        ({"caption": "\x1b[2JA cap"}, r"U\+001B.*no-text"),
    ],
)
def test_an_edit_that_makes_no_copy_is_refused(desk: Desk, fields: dict[str, str], rule: str) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    with pytest.raises(NotAllowedError, match=rule):
        scenes.decide(desk, card.id, Edit(fields=fields))
    assert desk.approval(card.id).round == 1


def test_what_a_person_edited_is_signed_by_its_digest_alone(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.SKIN)
    before = scenes.only(desk, view.run)
    scenes.edit(desk, before.id, "A balm for skin that is sensitive.")
    after = scenes.only(desk, view.run)
    assert (after.digest != before.digest, after.open_roles) == (True, ("compliance",))
    for digest in (None, before.digest):
        with pytest.raises(DigestMismatchError):
            scenes.decide(desk, before.id, Approve(digest=digest), "ingrid")
    assert scenes.decide(desk, before.id, Approve(digest=after.digest), "ingrid").status == "published"


def test_a_stale_digest_decides_nothing(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    stale = "0" * 64
    decisions: list[Decision] = [
        Approve(digest=stale),
        Edit(fields={"caption": scenes.GREEN}, digest=stale),
        Reject(reason="no", digest=stale),
        Revise(notes="again", digest=stale),
    ]
    for decision in decisions:
        with pytest.raises(DigestMismatchError, match=rf"{card.digest[:12]}.*\(rule: digest\)"):
            scenes.decide(desk, card.id, decision)
    assert desk.approval(card.id) == card


def test_a_rejected_draft_ends(desk: Desk) -> None:
    view = scenes.asked(desk)
    card = scenes.only(desk, view.run)
    assert scenes.decide(desk, card.id, Reject(reason="Not now")).status == "rejected"
    assert (scenes.only(desk, view.run).status, scenes.published(desk)) == ("rejected", [])


@pytest.mark.parametrize(
    ("decision", "cause", "said"),
    [
        (Reject(reason=" Not now "), "other", "Not now"),
        (Reject(cause="untrue"), "untrue", None),
        (Reject(cause="tone", reason="Too loud"), "tone", "Too loud"),
    ],
)
def test_the_requester_reads_why_it_was_rejected(desk: Desk, decision: Reject, cause: str, said: str | None) -> None:
    view = scenes.asked(desk)
    card = scenes.only(desk, view.run)
    assert (card.rejected, view.drafts[0].rejected) == (None, None)
    scenes.decide(desk, card.id, decision)
    told = RejectionView(by="ana", at=START, cause=cause, words=said)  # type: ignore[arg-type]
    assert scenes.only(desk, view.run).rejected == told
    assert desk.run(view.run).drafts[0].rejected == told


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Reject, {}),
        (Reject, {"reason": " \n"}),
        (Reject, {"cause": "other"}),
        (Reject, {"cause": "moon", "reason": "No"}),
        (Revise, {"notes": " "}),
        (Respond, {"text": "\t"}),
    ],
)
def test_a_decision_without_its_words_is_none(kind: type[Reject | Revise | Respond], given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(given)


def test_whoever_edits_is_told_why_their_signature_does_not_count(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    told = desk.decide(card.id, Edit(fields={"caption": scenes.AMBER}), "ana", "test")
    assert "somebody else must sign it" in (told.why_not_signed or "")
    assert told.missing is not None
    assert told.missing.must == ("brand",)
    assert scenes.cards(desk, card.run)[0].signed == ()


def test_a_draft_cannot_be_answered(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    with pytest.raises(NotAllowedError, match="not answered"):
        scenes.decide(desk, card.id, Respond(text="fine by me"))


@pytest.mark.parametrize("user", ["jonas", "tomas", "joost", "edda"])
def test_only_the_roles_that_policy_names_decide(desk: Desk, user: str) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    decisions: list[Decision] = [Approve(), Edit(fields={"caption": scenes.GREEN}), Reject(reason="no")]
    for decision in decisions:
        with pytest.raises(NotAllowedError, match="wrong-role"):
            scenes.decide(desk, card.id, decision, user)
    assert desk.approval(card.id) == card


def test_nobody_signs_their_own_request(desk: Desk) -> None:
    view = scenes.asked(desk, user="ana")
    with pytest.raises(NotAllowedError, match="own-request"):
        scenes.sign(desk, view.run, "ana")
    assert desk.approvals(user="ana") == ()
    assert scenes.sign(desk, view.run, "elif").status == "published"


def test_the_second_to_decide_is_told_who_was_first_and_when(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    scenes.decide(desk, card.id, Approve())
    for decision in (Approve(), Reject(reason="no"), Edit(fields={"caption": scenes.GREEN}), Revise(notes="again")):
        with pytest.raises(AlreadyDecidedError, match=r"by ana at 2026-11-20 09:00:00 UTC.*already-decided") as refused:
            scenes.decide(desk, card.id, decision, "elif")  # type: ignore[arg-type]
    assert (refused.value.by, refused.value.at) == ("ana", START)


@pytest.mark.parametrize("meanwhile", [timedelta(0), -timedelta(minutes=5)])
def test_an_order_of_signing_is_the_order_in_which_they_signed(
    desk: Desk, clock: ManualClock, meanwhile: timedelta
) -> None:
    policy = desk.home.folder().policy
    ordered = "then: {sign: {roles: [legal, brand], order: true}}"
    text = policy.read_text(encoding="utf-8").replace("then: {sign: [brand], batch: true}", ordered)
    policy.write_text(text, encoding="utf-8")
    view = scenes.ask(desk, scenes.CAPTION)
    assert scenes.sign(desk, view.run, "tomas").status == "waiting"
    clock.advance(meanwhile)  # the same instant, or a clock that was put right
    assert scenes.sign(desk, view.run, "ana").status == "published"
    assert [mark.user for mark in scenes.only(desk, view.run).signed] == ["tomas", "ana"]


def at_once(desk: Desk, approval: str) -> list[type[SigningError]]:
    """Some people sign the same approval at the same time; the errors of those who came too late."""
    start = threading.Barrier(THREADS)
    lost: list[type[SigningError]] = []

    def sign(user: str) -> None:
        start.wait()
        try:
            desk.decide(approval, Approve(), user, "test")
        except SigningError as error:
            lost.append(type(error))

    threads = [threading.Thread(target=sign, args=(("ana", "elif")[number % 2],)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return lost


def test_of_many_who_decide_at_once_one_signature_completes(desk: Desk) -> None:
    text = f"{ROUNDS} Instagram captions for the refillable bottle"
    view = scenes.ask(desk, "", request=AskRequest(text=text, variants=ROUNDS))
    waiting = scenes.cards(desk, view.run)
    assert len(waiting) == ROUNDS
    for card in waiting:
        assert at_once(desk, card.id) == [AlreadyDecidedError] * (THREADS - 1)
        assert len(desk.approval(card.id).signed) == 1
    assert desk.wait(view.run, scenes.PATIENCE).status == "published"
    assert len(scenes.published(desk)) == ROUNDS
    assert scenes.events(desk).count("approval.approve") == ROUNDS


def test_what_is_decided_is_listed_newest_first_after_what_waits_by_deadline(desk: Desk, clock: ManualClock) -> None:
    first, second, third, fourth = (scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).id for _ in range(4))
    for id in (second, first):
        clock.advance(timedelta(minutes=1))
        scenes.decide(desk, id, Reject(reason="Off voice."))
    assert [view.id for view in desk.approvals(status="rejected")] == [first, second]
    waits = sorted([third, fourth])
    assert [view.id for view in desk.approvals(status=None)] == [*waits, first, second]
    assert desk.approvals(status=None)[0].deciding_roles == ("brand",)
    assert desk.approvals(status="rejected")[0].deciding_roles == ()
