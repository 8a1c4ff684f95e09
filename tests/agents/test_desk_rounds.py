"""Sent back, decided in part, and what becomes of a run with several drafts."""

from pathlib import Path

from agents.clock import ManualClock
from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Reject, Revise
from tests.agents import scenes
from tests.agents.desks import a_desk


def warmer(prompt: Prompt) -> str:
    """Another text when a person's notes ask for one."""
    return scenes.GREEN if "Warmer" in prompt.user else scenes.restate(prompt)


def test_notes_bring_a_new_version_a_new_round_and_no_old_signature(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.SKIN)
    before = scenes.only(desk, view.run)
    scenes.sign(desk, view.run, "ana")
    view = scenes.decide(desk, before.id, Revise(notes="Leave out the test"), "ingrid")
    after = scenes.only(desk, view.run)
    assert (view.status, after.status, after.round, after.signed) == ("waiting", "pending", 2, ())
    assert [(version.author, version.note) for version in after.copy_.versions] == [
        ("copydesk", None),
        ("copydesk", "Leave out the test"),
    ]
    assert scenes.sign(desk, view.run, "ana", "ingrid").status == "published"


def test_a_persons_notes_reach_the_model(home: Path, clock: ManualClock) -> None:
    model = ScriptedChat(warmer)
    desk = a_desk(home, clock=clock, model=model)
    view = scenes.ask(desk, scenes.CAPTION)
    scenes.decide(desk, scenes.only(desk, view.run).id, Revise(notes="Warmer, please"))
    assert scenes.only(desk, view.run).copy_.text.startswith("A quarter turn")
    assert "Warmer, please" in model.prompts[-1].user
    desk.close()


def test_mixed_outcomes_publish_what_is_signed(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE)
    rejected, revised, signed = scenes.cards(desk, view.run)
    scenes.decide(desk, rejected.id, Reject(reason="Too long"))
    scenes.decide(desk, revised.id, Revise(notes="Shorter, please"))
    view = scenes.sign(desk, view.run)
    assert [draft.status for draft in view.drafts] == ["rejected", "published", "published"]
    assert (view.status, len(scenes.published(desk))) == ("published", 2)
    assert [publication.draft for publication in view.publications] == sorted([revised.draft, signed.draft])
    assert desk.approval(signed.id).round == 1
    assert desk.approval(revised.id).round == 2


def test_a_signed_draft_is_not_written_again_when_another_is_sent_back(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE)
    first, second, _ = scenes.cards(desk, view.run)
    scenes.edit(desk, first.id, scenes.GREEN)
    scenes.decide(desk, second.id, Revise(notes="Shorter, please"))
    versions = [draft.version for draft in desk.run(view.run).drafts]
    assert versions == [2, 2, 1]
    assert desk.run(view.run).drafts[0].text == scenes.GREEN


def test_nothing_goes_out_while_a_draft_is_open(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE)
    first, *_ = scenes.cards(desk, view.run)
    scenes.edit(desk, first.id, scenes.GREEN)
    assert (desk.run(view.run).status, scenes.published(desk)) == ("waiting", [])


def test_what_is_withdrawn_while_the_model_writes_stays_withdrawn(home: Path, clock: ManualClock) -> None:
    asked: list[str] = []

    def script(prompt: Prompt) -> str:
        if "Change it:" in prompt.user or "Shorter" in prompt.user:
            asked.append(prompt.user)
            if len(asked) == 1:
                desk.withdraw(run, "mara", "test")
        return scenes.restate(prompt)

    desk = a_desk(home, clock=clock, model=ScriptedChat(script))
    run = scenes.ask(desk, scenes.CAPTION).run
    view = scenes.decide(desk, scenes.only(desk, run).id, Revise(notes="Shorter, please"))
    assert asked
    assert (view.status, [draft.status for draft in view.drafts]) == ("withdrawn", ["withdrawn"])
    assert [draft.version for draft in view.drafts] == [1]
    desk.close()
