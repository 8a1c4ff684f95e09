"""The whole way with the embedded models: a brief, drafts, a choice, every signature, a file in the outbox.

`delivered`: exactly one file lies in the outbox, with the words of the draft that was submitted; it and every signature
name the digest of that draft, and those who signed are the roles that policy asks, each a person of its own who holds
it and did not ask. `not red` and `grounded` look at the draft that was submitted: its rating, and whether any red
finding is about facts. Both are the desk's own check, which a half-true sentence can pass: read the drafts (`--all`). A
brief that no draft came of counts against all three. Seconds, from the request to drafts, are told and gate nothing.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.model.chat import ChatModel
from agents.views import ApprovalCard, DraftView
from evals.embedded import Embedded
from evals.endtoend.briefs import Brief, load_briefs
from evals.endtoend.office import REQUESTER, Office, Sent
from evals.measured import Samples
from evals.scratch import scratch
from knowledge.embedding import Embedder
from knowledge.errors import CopydeskError

FACTS = frozenset({"grounding", "claims"})  # families of findings
FIGURES = ("delivered", "not red", "grounded")


class Outcome(BaseModel):
    """`problems`: what is wrong with the delivery; `refused`: why there is none, in the desk's words."""

    model_config = ConfigDict(frozen=True)

    brief: Brief
    seconds: float  # from the request to its drafts
    draft: DraftView | None = None
    problems: tuple[str, ...] = ()
    refused: str = ""

    @property
    def values(self) -> dict[str, float]:
        if self.draft is None:
            return dict.fromkeys(FIGURES, 0.0)
        loose = any(each.family in FACTS and each.severity == "red" for each in self.draft.report.findings)
        delivered = not self.refused and not self.problems
        return dict(zip(FIGURES, map(float, (delivered, self.draft.rating != "red", not loose)), strict=True))

    @property
    def line(self) -> str:
        wrong = ", ".join(name for name, value in self.values.items() if not value)
        red = () if self.draft is None else (f for f in self.draft.report.findings if f.severity == "red")
        why = "; ".join((*filter(None, [self.refused]), *self.problems, *(each.message for each in red)))
        return f"{self.brief.id}, {self.brief.reason}: not {wrong.replace('not ', '')}: {why}"


class EndToEndResult(Embedded):
    suite: ClassVar[str] = "endtoend"

    outcomes: tuple[Outcome, ...]

    @property
    def samples(self) -> Samples:
        return {name: {one.brief.id: one.values[name] for one in self.outcomes} for name in FIGURES}

    @property
    def misses(self) -> tuple[str, ...]:
        return tuple(one.line for one in self.outcomes if not all(one.values.values()))

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(
            f"{one.brief.id} {one.brief.channel:10}{one.brief.locale:4}{one.draft.rating if one.draft else 'none':7}"
            f"{one.seconds:6.1f} s  {one.draft.text if one.draft else one.refused!r}"
            for one in self.outcomes
        )

    @property
    def summary(self) -> str:
        middle = statistics.median(one.seconds for one in self.outcomes) if self.outcomes else 0.0
        return f"{super().summary}, drafts after {middle:.0f} s in the middle"


def run(
    model: ChatModel,
    told: Callable[[str], None] = lambda _: None,
    briefs: Sequence[Brief] | None = None,
    embedder: Embedder | None = None,
) -> EndToEndResult:
    """`told` hears of each request once it is through; `embedder` stands in for the desk's own."""
    rows = load_briefs() if briefs is None else briefs
    outcomes = []
    with scratch() as folder:
        told("the sample brand is read…")
        office = Office(folder, model, embedder)
        try:
            for brief in rows:
                one = gone(office, brief)
                outcomes.append(one)
                told(f"{brief.id}, {brief.channel} in {brief.locale}: {one.seconds:.0f} s to drafts")
        finally:
            office.close()
    return EndToEndResult(outcomes=tuple(outcomes), rows=len(rows), scored=len(outcomes))


def gone(office: Office, brief: Brief) -> Outcome:
    """One brief, as far as it gets."""
    start = time.perf_counter()
    try:
        run = office.ask(brief)
    except CopydeskError as error:
        return Outcome(brief=brief, seconds=time.perf_counter() - start, refused=str(error))
    seconds = time.perf_counter() - start
    if not run.drafts:
        return Outcome(brief=brief, seconds=seconds, refused=run.error or f"no draft; the request is {run.status}")
    id = ""
    try:
        id = office.submit(run)
        office.sign(run.run, id)
    except CopydeskError as error:
        draft = office.draft(run.run, id) if id else run.drafts[0]
        return Outcome(brief=brief, seconds=seconds, draft=draft, refused=str(error))
    draft = office.draft(run.run, id)
    problems = wrong(brief, draft, office.card(run.run, id), office.sent(run.run, id), office.roles)
    return Outcome(brief=brief, seconds=seconds, draft=draft, problems=problems)


def wrong(
    brief: Brief,
    draft: DraftView,
    card: ApprovalCard | None,
    sent: Sequence[Sent],
    roles: dict[str, frozenset[str]],
) -> tuple[str, ...]:
    """What keeps a delivery from being one of exactly this text with a complete set of signatures."""
    if card is None or len(sent) != 1:
        return (f"{len(sent)} files in the outbox, the draft is {draft.status}",)
    (file,) = sent
    signed = {(mark.user, mark.role) for mark in card.signed}
    users = [user for user, _ in signed]
    checks = {
        "the file has other words": file.text == draft.text,
        "the file names another digest": file.digest == draft.digest,
        "the file names other signatures": file.signed == signed,
        "somebody signed another text": all(mark.digest == draft.digest for mark in card.signed),
        "somebody signed twice": len(users) == len(set(users)),
        "whoever asked signed too": REQUESTER not in users,
        "somebody signed in a role that is not theirs": all(role in roles[user] for user, role in signed),
        f"signed by {sorted(role for _, role in signed)}, and policy asks {sorted(brief.asked_of(draft.rating))}": (
            {role for _, role in signed} == brief.asked_of(draft.rating)
        ),
    }
    return tuple(problem for problem, right in checks.items() if not right)
