"""The desk on which the stories are played: the sample brand, a clock that stands still, a model that follows them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agents.clock import ManualClock
from agents.model.chat import Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from agents.signing.decision import Approve, Choice, Decision, Edit, Reject, Revise, Tweak, Wish
from agents.views import ApprovalCard, AskRequest, DraftView, RunView
from evals.path.stories import FACTS, Act, Deed, Model, Story
from knowledge.embedding import HashEmbedder
from knowledge.errors import CopydeskError, NotFoundError

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PATIENCE = 60  # seconds
DOOR = "evals"
MAX_CALLS = 20  # of the model, for one run
BACK = "Earlier version"  # how a prompt shows what is to be changed


class Stage:
    """One desk for all stories; each clears away what it leaves."""

    def __init__(self, home: Path) -> None:
        self.clock = ManualClock(START)
        self._model = Model()
        self._runs: list[str] = []
        self.desk = Desk(
            Settings(home=home, max_calls=MAX_CALLS),
            clock=self.clock,
            model=ScriptedChat(self._say),
            embedder=HashEmbedder(),
        )
        self.desk.index()
        self.desk.users()

    def _say(self, prompt: Prompt) -> str:
        again = BACK in prompt.user
        if self._model.down == "always" or (self._model.down == "again" and again):
            raise ModelError("The endpoint answered 500.")
        facts = " ".join(line.removeprefix("- ") for line in prompt.user.splitlines() if line.startswith("- "))
        return (self._model.again if again else self._model.first).replace(FACTS, facts)

    def play(self, story: Story) -> RunView:
        """Raises CopydeskError where somebody may not do what the story says."""
        self._model = story.model
        when = None if story.hours is None else self.clock.now() + timedelta(hours=story.hours)
        asked = AskRequest(text=story.text, hold=story.hold, when=when, channels=story.channels, locales=story.locales)
        run = self._asked(asked, story.by)
        for act in story.acts:
            ACTS[act.does](self, run, act)
            self._settled(run)
        return self.desk.run(run)

    def path(self, run: str) -> tuple[str, ...]:
        """The nodes that the run has gone through, as the desk's own steps tell them."""
        return tuple(step.node for step in self.desk.steps(run))

    def clear(self) -> None:
        """Nothing of a story waits, is held, or counts as published before when the next one comes."""
        with suppress(CopydeskError):
            self.desk.lift(None, "joost", DOOR)
        for run in self._runs:
            for end in (self.desk.withdraw, self._recall):
                with suppress(CopydeskError):
                    end(run, "joost", DOOR)
            self._settled(run)
        self._runs.clear()

    def close(self) -> None:
        self.desk.close()

    def twin(self, story: str) -> None:
        """Asked, signed and published at once."""
        text = self.desk.run(story).request
        run = self._asked(AskRequest(text=text, channels=("instagram",)), "jonas")
        self.decide(run, Act(does="approve"), lambda card: Approve(digest=card.digest))
        self._settled(run)

    def _asked(self, request: AskRequest, by: str) -> str:
        run = self.desk.ask(request, by, DOOR).run
        self._runs.append(run)
        self._settled(run)
        return run

    def _recall(self, run: str, user: str, door: str) -> RunView:
        return self.desk.recall(run, user, "the story is over", door)

    def _settled(self, run: str) -> None:
        self.desk.wait(run, PATIENCE)

    def meant(self, run: str, act: Act) -> list[DraftView]:
        drafts = list(self.desk.run(run).drafts)
        if len(drafts) < act.draft:
            raise NotFoundError(f"there are {len(drafts)} drafts, and none is number {act.draft}")
        return drafts if not act.draft else [drafts[act.draft - 1]]

    def decide(self, run: str, act: Act, made: Callable[[ApprovalCard], Decision]) -> None:
        for draft in self.meant(run, act):
            if draft.approval and (card := self.desk.approval(draft.approval)).status == "pending":
                self.desk.decide(card.id, made(card), act.by, DOOR)

    def choose(self, run: str, act: Act, choice: Choice) -> None:
        self.desk.choose(run, choice, act.by, DOOR)

    def pass_time(self, hours: float) -> None:
        self.clock.advance(timedelta(hours=hours))
        self.desk.engine.scheduler.tick()

    def ask_back(self, run: str, act: Act) -> None:
        for draft in self.meant(run, act):
            self.desk.ask_requester(draft.approval or "", act.text, act.by, DOOR)

    def answer(self, run: str, act: Act) -> None:
        for question in self.desk.run(run).questions:
            self.desk.answer_question(question.id, act.text, act.by, DOOR)

    def case(self, run: str) -> str:
        return self.desk.run(run).case or ""

    def mend(self) -> None:
        self._model = self._model.model_copy(update={"down": "never"})


def _submit(stage: Stage, run: str, act: Act) -> None:
    drafts = tuple(draft.id for draft in stage.meant(run, act)) if act.draft else ()
    stage.choose(run, act, Choice(kind="submit", drafts=drafts))


def _tweak(stage: Stage, run: str, act: Act) -> None:
    tweaks = tuple(Tweak(draft=draft.id, fields={"caption": act.text}) for draft in stage.meant(run, act))
    stage.choose(run, act, Choice(kind="tweak", tweaks=tweaks))


def _wish(stage: Stage, run: str, act: Act) -> None:
    wishes = tuple(Wish(draft=draft.id, notes=act.text) for draft in stage.meant(run, act))
    stage.choose(run, act, Choice(kind="rewrite", wishes=wishes))


def _edit(card: ApprovalCard, act: Act) -> Edit:
    return Edit(fields={"caption": act.text}, digest=card.digest)


ACTS: Mapping[Deed, Callable[[Stage, str, Act], object]] = {
    "approve": lambda stage, run, act: stage.decide(
        run, act, lambda card: Approve(digest=card.digest, reason=act.text or None)
    ),
    "edit": lambda stage, run, act: stage.decide(run, act, lambda card: _edit(card, act)),
    "reject": lambda stage, run, act: stage.decide(run, act, lambda _: Reject(cause="other", reason=act.text)),
    "revise": lambda stage, run, act: stage.decide(run, act, lambda _: Revise(notes=act.text)),
    "ask": lambda stage, run, act: stage.ask_back(run, act),
    "answer": lambda stage, run, act: stage.answer(run, act),
    "tweak": _tweak,
    "wish": _wish,
    "submit": _submit,
    "withdraw": lambda stage, run, act: stage.desk.withdraw(run, act.by, DOOR),
    "hold": lambda stage, _run, act: stage.desk.hold(None, act.text, act.by, DOOR),
    "lift": lambda stage, _run, act: stage.desk.lift(None, act.by, DOOR),
    "take": lambda stage, run, act: stage.desk.take_case(stage.case(run), act.by, DOOR),
    "resolve": lambda stage, run, act: stage.desk.resolve_case(stage.case(run), "handled", act.text, act.by, DOOR),
    "release": lambda stage, run, act: stage.desk.release_case(stage.case(run), (act.text,), act.by, DOOR),
    "wait": lambda stage, _run, act: stage.pass_time(act.hours),
    "mend": lambda stage, _run, _act: stage.mend(),
    "resume": lambda stage, run, act: stage.desk.resume(run, act.by, DOOR),
    "twin": lambda stage, run, _act: stage.twin(run),
    "recall": lambda stage, run, act: stage.desk.recall(run, act.by, act.text, DOOR),
}
