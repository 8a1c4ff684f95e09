"""A request that runs is withdrawn: at once for who asked, and no further call of the model is begun."""

import threading
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.chat import Completion, Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Choice, Wish
from agents.signing.errors import NotAllowedError
from agents.views import AskRequest
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import a_desk


class Slow(ScriptedChat):
    """Each call waits until the test lets it go, then restates the facts or fails."""

    def __init__(self) -> None:
        super().__init__(scenes.restate, slots=1)
        self.asked = threading.Semaphore(0)
        self.go = threading.Event()
        self.fails = False

    def chat(self, prompt: Prompt, **options: int) -> Completion:
        self.asked.release()
        assert self.go.wait(scenes.PATIENCE)
        if self.fails:
            raise ModelError("The model does not answer.")
        return super().chat(prompt, **options)  # type: ignore[arg-type]


@pytest.fixture
def model() -> Slow:
    return Slow()


def begun(desk: Desk, model: Slow, text: str) -> str:
    """A run whose first call of the model is under way."""
    run = desk.ask(AskRequest(text=text, hold=True), "mara", "test").run
    assert model.asked.acquire(timeout=scenes.PATIENCE)
    return run


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("text", [scenes.THREE, scenes.PRICE])
def test_what_runs_is_withdrawn_and_stays_so(
    home: Path, model: Slow, text: str, fails: bool, clock: ManualClock
) -> None:
    desk = a_desk(home, model=model, clock=clock)
    run = begun(desk, model, text)
    stopped = desk.withdraw(run, "mara", "test")
    assert (stopped.status, stopped.error) == ("withdrawn", None)
    assert all(step.status != "running" for step in desk.steps(run))
    model.fails = fails
    model.go.set()
    ended = desk.wait(run, scenes.PATIENCE)
    assert (ended.status, ended.drafts, ended.answer, ended.error) == ("withdrawn", (), None, None)
    assert not model.asked.acquire(blocking=False)  # no call after the one under way
    with pytest.raises(InputError, match="is withdrawn"):
        desk.withdraw(run, "mara", "test")
    events = scenes.events(desk)
    assert "run.withdrawn" in events
    assert "run.failed" not in events
    desk.close()
    after = a_desk(home, model=ScriptedChat(scenes.restate), clock=clock)
    assert after.start() == []
    assert after.run(run).status == "withdrawn"
    after.close()


def test_what_is_written_anew_is_withdrawn_with_the_rest(home: Path, model: Slow) -> None:
    model.go.set()
    desk = a_desk(home, model=model)
    view = scenes.ask(desk, scenes.THREE, hold=True)
    while model.asked.acquire(blocking=False):
        pass
    model.go.clear()
    wish = Wish(draft=view.drafts[0].id, notes="Shorter")
    desk.choose(view.run, Choice(kind="rewrite", wishes=(wish,)), "mara", "test")
    assert model.asked.acquire(timeout=scenes.PATIENCE)
    stopped = desk.withdraw(view.run, "mara", "test")
    assert (stopped.status, {draft.status for draft in stopped.drafts}) == ("withdrawn", {"withdrawn"})
    model.go.set()
    ended = desk.wait(view.run, scenes.PATIENCE)
    assert (ended.status, [draft.version for draft in ended.drafts]) == ("withdrawn", [1, 1, 1])
    desk.close()


def test_only_its_requester_or_an_admin_stops_a_run(home: Path, model: Slow) -> None:
    desk = a_desk(home, model=model)
    run = begun(desk, model, scenes.CAPTION)
    for user in ("jonas", "ana"):
        with pytest.raises(NotAllowedError, match="own-run"):
            desk.withdraw(run, user, "test")
    assert desk.withdraw(run, "joost", "test").status == "withdrawn"
    model.go.set()
    desk.wait(run, scenes.PATIENCE)
    desk.close()


def test_what_has_not_been_looked_through_cannot_be_withdrawn(home: Path, model: Slow) -> None:
    """It may be somebody's harm: a person sees that, whatever its requester presses."""
    looked = threading.Event()

    def slowly(nodes):  # type: ignore[no-untyped-def]
        def triage(state):  # type: ignore[no-untyped-def]
            assert looked.wait(scenes.PATIENCE)
            return nodes["triage"](state)

        return {**nodes, "triage": triage}

    desk = a_desk(home, model=model, around=slowly)
    run = desk.ask(AskRequest(text=scenes.RASH), "mara", "test").run
    with pytest.raises(InputError, match="once it is known where it goes"):
        desk.withdraw(run, "mara", "test")
    looked.set()
    assert desk.wait(run, scenes.PATIENCE).status == "escalated"
    with pytest.raises(InputError, match="nothing to withdraw"):
        desk.withdraw(run, "mara", "test")
    desk.close()
