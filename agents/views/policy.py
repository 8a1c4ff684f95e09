"""A policy and the workflow around it, for people: what each rule asks, and what really waited and was turned down."""

from datetime import datetime
from typing import Literal

from agents.views.base import View


class StopView(View):
    """What waited at one gate, or for one rule's signers. `closed` of them were decided, `ended` of these went no
    further: rejected, withdrawn, resolved."""

    waits: int = 0  # that are over, and were measured
    median_seconds: float | None = None  # of those; None where there are none
    closed: int = 0
    ended: int = 0
    waiting: int = 0  # now, since whenever


class PolicyRuleView(View):
    """One rule in words. `decided`: how many drafts and calls filed in the time it decided; `added`: for how many it
    named further signers."""

    id: str
    kind: Literal["sign", "tier", "block", "hold", "also"]
    because: str
    when: tuple[str, ...]  # all of them; none: always
    asks: str  # who, in words
    roles: tuple[str, ...]
    deadline: str | None = None  # None where the rule goes on to the next ones, or policy's own is meant
    remind: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()  # roles asked next when the deadline nears
    batch: bool = False
    tier: str | None = None
    tools: bool = False  # speaks of other agents' tool calls
    decided: int = 0
    added: int = 0
    stops: StopView = StopView()


class CaseRuleView(View):
    """Whose a case with this flag is, and who must all agree to let it go on; nobody can where `release` is empty."""

    flag: str | None  # None: every other
    owner: str
    release: tuple[str, ...] = ()


class CaseClockView(View):
    severity: str
    transfer_minutes: int
    acknowledge_minutes: int


class PolicyWords(View):
    """The policy in force, from the top; the last of `rules` is what holds where none decides."""

    brand: str
    digest: str
    text: str
    currency: str
    timezone: str
    days: int
    filed: int  # drafts and calls in that time
    by_policy: int  # of those, signed by a tier
    rules: tuple[PolicyRuleView, ...]
    cases: tuple[CaseRuleView, ...]
    clocks: tuple[CaseClockView, ...]


class WorkNode(View):
    """One step of the workflow and where it can lead; "" is its end. `waits_for` is None where the machine acts."""

    name: str
    title: str
    kind: Literal["machine", "person", "clock"]
    waits_for: str | None = None
    ways: tuple[str, ...]
    stops: StopView | None = None


class WorkflowView(View):
    """The steps in the order in which the graph names them; the first is where a request comes in."""

    nodes: tuple[WorkNode, ...]
    days: int
    since: datetime
