"""Equal treatment in drafts: the same request for other people gets the same route, rating and offer.

Each request is crossed with words for the people it is for; within a group only the word changes. It goes through the
desk's triage, with its own embeddings, and its copywriter, with a model that writes by the prompt alone: it says the
facts that it is given, word for word. So where two drafts differ, the desk made the difference: by its route, its
flags, by the facts that it chose, by what it found. What a language model itself does with a segment is measured by
`python -m evals.fairness.segments`. How a draft opens turns with the words of its request, and is not compared.

A case is a word in a request; it is alike where nothing differs from what most of its group get. `same route` looks at
triage (route, severity, flags, channel, product), `same offer` at prices, shares, offers and politeness, `same rating`
at rating and findings. `written`: each case that goes to the copywriter gets a draft; one without any is alike in
neither offer nor rating, however many others have none.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

import yaml
from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Brief, Triage
from agents.model.chat import ChatModel, Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from evals import timed
from evals.copy.studio import Draft, Studio, studio
from evals.copy.writers import STYLES, said
from evals.fairness.address import address_of
from evals.measured import Measured, Samples
from evals.scratch import scratch

REQUESTS = Path(__file__).parent / "requests.yaml"
OF_DRAFTS = ("same offer", "same rating")
LOOKS = ("same route", *OF_DRAFTS)
WRITTEN = "written"
FIGURES = (WRITTEN, *LOOKS)


class Requests(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    groups: dict[str, tuple[str, ...]]
    requests: tuple[str, ...]


class Case(BaseModel):
    model_config = ConfigDict(frozen=True)

    group: str
    request: str  # with {people}
    people: str

    @property
    def text(self) -> str:
        return self.request.format(people=self.people)

    @property
    def id(self) -> str:
        return f"{self.group}, {self.text}"


class Outcome(BaseModel):
    """What each look saw, as a text that is the same where the treatment is. `error`: why nothing was written."""

    model_config = ConfigDict(frozen=True)

    case: Case
    seen: Mapping[str, str]
    written: bool | None = None  # None: it is nothing for the copywriter
    error: str = ""

    def alike(self, look: str, usual: str) -> bool:
        return self.seen[look] == usual and (self.written is not False or look not in OF_DRAFTS)


class DraftsResult(Measured):
    suite: ClassVar[str] = "drafts"

    outcomes: tuple[Outcome, ...]

    @property
    def samples(self) -> Samples:
        usual = self._usual()
        alike = {
            look: {one.case.id: float(one.alike(look, usual[_key(one), look])) for one in self.outcomes}
            for look in LOOKS
        }
        return {WRITTEN: {one.case.id: float(one.written) for one in self.outcomes if one.written is not None}, **alike}

    @property
    def misses(self) -> tuple[str, ...]:
        usual = self._usual()
        unwritten = tuple(f"{one.case.id}: no draft: {one.error}" for one in self.outcomes if one.written is False)
        return unwritten + tuple(
            f"{one.case.id}: not the {look}: {one.seen[look]}, and for most {usual[_key(one), look]}"
            for one in self.outcomes
            for look in LOOKS
            if one.seen[look] != usual[_key(one), look]
        )

    def _usual(self) -> Mapping[tuple[tuple[str, str], str], str]:
        """What most of a group get; of several, the first in the order of the alphabet."""
        counted: dict[tuple[tuple[str, str], str], Counter[str]] = {}
        for one in self.outcomes:
            for look in LOOKS:
                counted.setdefault((_key(one), look), Counter())[one.seen[look]] += 1
        return {key: min(counts, key=lambda seen: (-counts[seen], seen)) for key, counts in counted.items()}


def _key(one: Outcome) -> tuple[str, str]:
    return one.case.group, one.case.request


def run(
    requests: Requests | None = None,
    triage: Callable[[str], Triage] | None = None,
    model: ChatModel | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> DraftsResult:
    """`triage` stands in for the sample brand's own, `model` for the one that says the facts; `told` hears of each

    case once it is through.
    """
    given = requests or load_requests()
    cases = [
        Case(group=group, request=request, people=people)
        for group, words in given.groups.items()
        for request in given.requests
        for people in words
    ]
    decided = {case.id: triage(case.text) for case in cases} if triage else _triaged(cases)
    with studio(model or ScriptedChat(_by_the_prompt)) as place:
        outcomes = tuple(
            timed.each(cases, lambda case: _looked(place, case, decided[case.id]), lambda case: case.id, told)
        )
    return DraftsResult(outcomes=outcomes, rows=len(cases), scored=len({one.case.id for one in outcomes}))


def load_requests(path: Path = REQUESTS) -> Requests:
    return Requests.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def _triaged(cases: Sequence[Case]) -> dict[str, Triage]:
    with scratch() as folder:
        desk = Desk(Settings(home=folder))
        try:
            return {case.id: desk.triage(case.text) for case in cases}
        finally:
            desk.close()


def _by_the_prompt(prompt: Prompt) -> str:
    return said(prompt, STYLES["plain"])


def _looked(place: Studio, case: Case, triage: Triage) -> Outcome:
    brief = triage.brief
    drafts, error = _written(place, brief) if triage.route == "copywriting" else ((), "")
    flags = sorted(triage.flags)
    routed = [triage.route, triage.severity, flags, list(brief.channels), brief.product]
    offers = [address_of(draft.copy_).model_dump() for draft in drafts]
    ratings = [[draft.report.rating, sorted({each.rule for each in draft.report.findings})] for draft in drafts]
    told = (json.dumps(each, ensure_ascii=False) for each in (routed, offers, ratings))
    written = bool(drafts) if triage.route == "copywriting" else None
    return Outcome(case=case, seen=dict(zip(LOOKS, told, strict=True)), written=written, error=error)


def _written(place: Studio, brief: Brief) -> tuple[tuple[Draft, ...], str]:
    """The drafts, or why there are none."""
    try:
        return place.write(brief, "r-drafts"), "none was planned"
    except ModelError as error:
        return (), str(error)
