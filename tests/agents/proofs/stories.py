"""What happens at a desk, step by step, so that it can be cut off anywhere and gone on with.

A step that may have happened before the cut is taken again, as somebody does who was told nothing. A desk that refuses
it then must say so in one of the ways that `told_already` knows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.decision import Approve, Choice, Decision, Edit, Reject, Revise, Tweak
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.views import ApprovalCard, AskRequest, RunRow
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import REQUESTER, START
from tests.agents.earned import TIER, earn, with_tier

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SAID_ALREADY = frozenset({"signed-already", "no-change", "released-already", "nothing-held"})
DONE_ALREADY = (
    "nothing to choose",
    "nothing to withdraw",
    "recalled already",
    "has this case already",
)

Act = Callable[[Desk], object]


@dataclass(frozen=True)
class Step:
    act: Act
    after: timedelta = timedelta(0)  # the clock goes on by this before it


@dataclass(frozen=True)
class Story:
    steps: tuple[Step, ...]
    ends: str  # what the run is called in the end
    published: int = 0
    begins: int = 0  # steps that are taken before anything is counted
    home: Callable[[Path], None] | None = None  # what is changed in the home before the desk opens
    before: Act | None = None  # what has happened at the desk a day ago

    def clock(self, step: int) -> ManualClock:
        """As it stands when this step begins."""
        gone = sum((each.after for each in self.steps[: step + 1]), timedelta(0))
        return ManualClock(START + gone)


def take(desk: Desk, step: Step, *, again: bool) -> None:
    """`again`: it may have happened already."""
    try:
        step.act(desk)
    except InputError as error:
        if not (again and told_already(error)):
            raise
    settle(desk)


def told_already(error: InputError) -> bool:
    if isinstance(error, NotAllowedError):
        return error.rule in SAID_ALREADY
    return isinstance(error, AlreadyDecidedError) or any(words in str(error) for words in DONE_ALREADY)


def settle(desk: Desk) -> None:
    for row in desk.runs():
        desk.wait(row.run, scenes.PATIENCE)


def ask(text: str, *, hold: bool = False, when: timedelta | None = None) -> Act:
    """Once: whoever comes back looks first whether their request is there."""
    request = AskRequest(text=text, hold=hold, when=None if when is None else START + when)

    def act(desk: Desk) -> object:
        return told(desk) or desk.ask(request, REQUESTER, scenes.DOOR)

    return act


def told(desk: Desk) -> list[RunRow]:
    """The runs of the story itself."""
    return [row for row in desk.runs() if row.created >= START]


def cards(desk: Desk) -> list[ApprovalCard]:
    return scenes.cards(desk, told(desk)[0].run)


def by(user: str, make: Callable[[ApprovalCard], Decision]) -> Act:
    """One decision on each card of the run; the first that is refused ends it, the others are tried all the same."""

    def act(desk: Desk) -> object:
        refused: InputError | None = None
        for card in cards(desk):
            try:
                desk.decide(card.id, make(card), user, scenes.DOOR)
            except InputError as error:
                refused = error
        if refused is not None:
            raise refused
        return None

    return act


def sign(user: str) -> Act:
    return by(user, lambda card: Approve(digest=card.digest, reason="As agreed"))


def edit(user: str, caption: str) -> Act:
    return by(user, lambda card: Edit(fields={"caption": caption}, digest=card.digest))


def send_back(desk: Desk) -> None:
    """Whoever comes back and finds a new version has been heard."""
    for card in cards(desk):
        if card.round == 1:
            desk.decide(card.id, Revise(notes="Warmer", digest=card.digest), "ana", scenes.DOOR)


def on_run(work: Callable[[Desk, str], object]) -> Act:
    return lambda desk: work(desk, told(desk)[0].run)


def tick(desk: Desk) -> object:
    return desk.engine.scheduler.tick()


def batch(desk: Desk) -> object:
    lines = desk.sign_many({card.id: card.digest for card in cards(desk)}, "ana", scenes.DOOR)
    assert all(line.signed or "Already approved by ana" in str(line.error) for line in lines), lines
    return None


def tweak(caption: str) -> Act:
    def act(desk: Desk) -> object:
        view = desk.run(told(desk)[0].run)
        changes = [
            Tweak(draft=draft.id, fields={"caption": caption})
            for draft in view.drafts
            if draft.fields["caption"] != caption
        ]
        if not changes:
            return None
        return desk.choose(view.run, Choice(kind="tweak", tweaks=tuple(changes)), REQUESTER, scenes.DOOR)

    return act


submit = on_run(lambda desk, run: desk.choose(run, Choice(kind="submit"), REQUESTER, scenes.DOOR))
withdraw = on_run(lambda desk, run: desk.withdraw(run, REQUESTER, scenes.DOOR))
recall = on_run(lambda desk, run: desk.recall(run, "ana", "The pump leaks", scenes.DOOR))


def case(work: Callable[[Desk, str], object]) -> Act:
    return lambda desk: work(desk, desk.cases()[0].id)


def release(user: str, condition: str) -> Act:
    return case(lambda desk, id: desk.release_case(id, (condition,), user, scenes.DOOR))


def opened(desk: Desk) -> None:
    earn(desk)
    desk.open_tier(TIER, "ana", scenes.DOOR)


def steps(*acts: Act | Step) -> tuple[Step, ...]:
    return tuple(act if isinstance(act, Step) else Step(act) for act in acts)


ASKED = ask(scenes.CAPTION)
STORIES: Mapping[str, Story] = {
    "approve": Story(steps(ASKED, sign("ana")), "published", 1),
    "edit": Story(steps(ASKED, edit("ana", scenes.GREEN)), "published", 1, begins=1),
    "edit that another signs": Story(steps(ASKED, edit("ana", scenes.AMBER), sign("elif")), "published", 1, begins=1),
    "red, two roles": Story(
        steps(ask(scenes.CAPTION, hold=True), tweak(scenes.RED), submit, sign("ana"), sign("tomas")),
        "published",
        1,
        begins=1,
    ),
    "reject": Story(steps(ASKED, by("ana", lambda _: Reject(reason="Not now"))), "rejected", begins=1),
    "sent back": Story(
        steps(ASKED, send_back, sign("elif")),
        "published",
        1,
        begins=1,
    ),
    "withdraw": Story(steps(ASKED, withdraw), "withdrawn", begins=1),
    "expire": Story(steps(ASKED, Step(tick, after=25 * HOUR)), "expired", begins=1),
    "chain": Story(
        steps(ASKED, Step(tick, after=23 * HOUR), sign("joost")),
        "published",
        1,
        begins=1,
    ),
    "released case": Story(
        steps(
            ask(scenes.FACES),
            release("leila", "Consent first"),
            release("ingrid", "No face is stored"),
            sign("ana"),
            sign("ingrid"),
            sign("leila"),
        ),
        "published",
        1,
    ),
    "resolved case": Story(
        steps(
            ask(scenes.RASH),
            case(lambda desk, id: desk.take_case(id, "noor", scenes.DOOR)),
            case(lambda desk, id: desk.transfer_case(id, "joost", "My shift ends", "noor", scenes.DOOR)),
            case(lambda desk, id: desk.take_case(id, "joost", scenes.DOOR)),
            case(lambda desk, id: desk.resolve_case(id, "product", "The balm", "joost", scenes.DOOR)),
        ),
        "resolved",
    ),
    "batch": Story(steps(ask(scenes.THREE), batch), "published", 3, begins=1),
    "timed": Story(
        steps(ask(scenes.CAPTION, when=2 * DAY), sign("ana"), Step(tick, after=DAY), Step(tick, after=DAY)),
        "published",
        1,
        begins=1,
    ),
    "held": Story(
        steps(
            ASKED,
            lambda desk: desk.hold(None, "A recall of the pump", "ana", scenes.DOOR),
            sign("ana"),
            lambda desk: desk.lift(None, "joost", scenes.DOOR),
        ),
        "published",
        1,
        begins=1,
    ),
    "tier": Story(steps(ASKED), "published", 1, home=with_tier, before=opened),
    "recall": Story(steps(ASKED, sign("ana"), recall), "recalled", 1, begins=2),
}
