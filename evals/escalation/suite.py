"""Messages to a desk on watch: who is called, how, by when, and what happens where nobody comes.

Each message goes through the real desk, with its own triage and without any model. `heard` are incidents and risky
designs that became a case, `false calls` other messages that did. Of cases: whether the severity and the owner's role
are the labelled ones, whether the right people were told at once by a message of their own (one person of the on-call
order for a P1, the owner's role otherwise), whether both clocks and the holding reply are policy's. For the first case
of each severity and owner, nobody comes at first; then it is handed over: see `followed`.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import RISKY_DESIGN
from agents.notices.views import NoticeView
from agents.policy.policy import Policy
from agents.views import CaseCard
from evals.escalation.messages import Message, load_messages
from evals.escalation.watch import Watch, watch
from evals.measured import Measured, Samples
from evals.scratch import scratch

DEPUTY = "joost"  # gets what is handed over
URGENT = "P1"


class Followed(BaseModel):
    """What came of a case that nobody took in time, and of handing it over."""

    model_config = ConfigDict(frozen=True)

    overdue: bool  # the first clock is shown as run out
    next_called: bool  # of a P1, the next in the on-call order was called; of others, the owner's role was told again
    handed: bool  # to the one who was named, who heard of it, with both clocks begun anew


class Outcome(BaseModel):
    """None: it could not be looked at, since no case was opened."""

    model_config = ConfigDict(frozen=True)

    message: Message
    case: bool
    severity: str | None = None
    owner: str | None = None
    called: bool | None = None
    clocks: bool | None = None
    reply: bool | None = None
    followed: Followed | None = None

    @property
    def faults(self) -> tuple[str, ...]:
        asked = self.message
        if not asked.due:
            return ("was called, and nobody had to be",) if self.case else ()
        if not self.case:
            return ("nobody heard of it",)
        named = {
            f"is {self.severity}, and should be {asked.severity}": self.severity == asked.severity,
            f"went to {self.owner}, and should go to {asked.owner}": self.owner == asked.owner,
            "the right people were not called": self.called,
            "its clocks are not policy's": self.clocks,
            "its holding reply is not right": self.reply,
            "nobody came, and that was not told": self.followed is None or self.followed.next_called,
            "nobody came, and its clock does not show it": self.followed is None or self.followed.overdue,
            "it was not handed over well": self.followed is None or self.followed.handed,
        }
        return tuple(fault for fault, fine in named.items() if not fine)

    @property
    def line(self) -> str:
        return f"{self.message.id} {self.message.language}: {'; '.join(self.faults)}: “{self.message.text}”"


class EscalationResult(Measured):
    suite: ClassVar[str] = "escalation"
    blind: ClassVar[bool] = True

    outcomes: tuple[Outcome, ...]

    @property
    def samples(self) -> Samples:
        due = [one for one in self.outcomes if one.message.due]
        cases = [one for one in due if one.case]
        followed = {one.message.id: one.followed for one in cases if one.followed}
        return {
            "heard": {one.message.id: float(one.case) for one in due},
            "false calls": {one.message.id: float(one.case) for one in self.outcomes if not one.message.due},
            "severity": {one.message.id: float(one.severity == one.message.severity) for one in cases},
            "owner": {one.message.id: float(one.owner == one.message.owner) for one in cases},
            "called at once": {one.message.id: float(bool(one.called)) for one in cases},
            "clocks": {one.message.id: float(bool(one.clocks)) for one in cases},
            "holding reply": {one.message.id: float(bool(one.reply)) for one in cases},
            "called again": {id: float(one.overdue and one.next_called) for id, one in followed.items()},
            "handed over": {id: float(one.handed) for id, one in followed.items()},
        }

    @property
    def misses(self) -> tuple[str, ...]:
        """What nobody heard first."""
        wrong = [one for one in self.outcomes if one.faults]
        return tuple(one.line for one in sorted(wrong, key=lambda one: (one.case, not one.message.due)))

    @property
    def details(self) -> tuple[str, ...]:
        languages = sorted({one.message.language for one in self.outcomes})
        rows = []
        for language in languages:
            due = [one for one in self.outcomes if one.message.due and one.message.language == language]
            heard = sum(one.case for one in due)
            rows.append(f"{language:4}{heard} of {len(due)} heard, {sum(bool(one.faults) for one in due)} with a fault")
        return tuple(rows)


def run(messages: Sequence[Message] | None = None) -> EscalationResult:
    rows = load_messages() if messages is None else messages
    kinds: set[tuple[str, str]] = set()
    with scratch() as folder, watch(folder) as place:
        outcomes = tuple(heard(place, message, kinds) for message in rows)
    return EscalationResult(outcomes=outcomes, rows=len(rows), scored=len({one.message.id for one in outcomes}))


def heard(place: Watch, message: Message, kinds: set[tuple[str, str]]) -> Outcome:
    """`kinds` of cases that were followed before: this one is added where it is of another."""
    view = place.ask(message.text)
    if view.case is None:
        return Outcome(message=message, case=False)
    card, policy = place.case(view.case), place.policy
    told = place.told(card.id)
    kind = (card.severity, card.owner_role)
    new = kind not in kinds
    kinds.add(kind)
    outcome = Outcome(
        message=message,
        case=True,
        severity=card.severity,
        owner=card.owner_role,
        called=_reached(told) == _wanted(place, card, 0),
        clocks=_clocks_of(card, policy) == (card.transfer_due - card.opened, card.acknowledge_due - card.opened),
        reply=bool(card.holding_reply) != _design_alone(card) and not view.publications,
        followed=_followed(place, card) if new and message.due else None,
    )
    place.settle(card.id)
    return outcome


def _wanted(place: Watch, card: CaseCard, step: int) -> frozenset[str]:
    if card.severity != URGENT:
        return place.holders(card.owner_role)
    order = place.policy.case_rules.on_call
    return frozenset({order[step % len(order)]})


def _reached(told: Sequence[NoticeView]) -> frozenset[str]:
    """People who get a message of their own: one that lies at the desk alone reaches nobody."""
    return frozenset(one.target.removeprefix("person:") for one in told if one.status != "desk")


def _clocks_of(card: CaseCard, policy: Policy) -> tuple[timedelta, timedelta]:
    rules = policy.case_rules
    return (
        timedelta(minutes=rules.transfer_minutes(card.severity)),
        timedelta(minutes=rules.acknowledge_minutes(card.severity)),
    )


def _design_alone(card: CaseCard) -> bool:
    """A risky design is a colleague's wish: nobody outside waits for an answer."""
    return set(card.flags) <= RISKY_DESIGN | {"children", "health"} and bool(set(card.flags) & RISKY_DESIGN)


def _followed(place: Watch, card: CaseCard) -> Followed:
    before = {one.id for one in place.told(card.id)}
    place.pass_time(_clocks_of(card, place.policy)[0] + timedelta(seconds=1))
    late = [one for one in place.told(card.id) if one.id not in before]
    overdue = place.case(card.id).overdue == ("transfer",)
    first, *_ = sorted(place.holders(card.owner_role))
    known = {one.id for one in place.told(card.id)}
    handed = place.hand_over(card, first, DEPUTY)
    heard_of_it = _reached([one for one in place.told(card.id) if one.id not in known])
    anew = _clocks_of(handed, place.policy) == (
        handed.transfer_due - place.clock.now(),
        handed.acknowledge_due - place.clock.now(),
    )
    return Followed(
        overdue=overdue,
        next_called=_wanted(place, card, 1) <= _reached(late),
        handed=handed.assigned_to == DEPUTY and handed.status == "open" and anew and DEPUTY in heard_of_it,
    )
