"""Which of several candidates a person gets to see."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from agents.graph.copywriting.material import Statement
from agents.graph.copywriting.plan import VariantPlan
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems
from tools.copy import Copy
from tools.findings import BrandReport, Finding, Rating

Rate = Callable[[Copy], BrandReport]

_ORDER: Mapping[Rating, int] = {"green": 0, "amber": 1, "red": 2}
UNLIKE = 0.2  # what any two texts about one thing share
ALIKE = 0.5  # share of three-word runs: two variants that are one
_WORD = re.compile(r"\w+")


class Candidate(NamedTuple):
    copy: Copy
    report: BrandReport
    missing: int  # figures of its facts that it does not state
    loose: int  # sentences that the facts carry by less than half of their words
    misplaced: int  # figures that stand beside the words of another fact
    alike: float  # to the nearest text that it should differ from, from 0 to 1
    twice: int  # sentences that such a text has word for word, its prices aside
    off_length: float  # share by which it misses the length of its channel's past copy
    carried: float  # how well passages carry its sentences, on the mean, from 0 to 1

    @property
    def rank(self) -> tuple[float, ...]:
        """Lower is better: the rating, then the check's score with what the check cannot know."""
        alike = max(0.0, self.alike - UNLIKE)
        cost = (
            40 * self.misplaced
            + 12 * self.loose
            + 20 * self.missing
            + 25 * self.twice
            + 30 * alike
            + 15 * self.off_length
        )
        return (_ORDER[self.report.rating], cost - self.report.score - 5 * self.carried)

    @property
    def good(self) -> bool:
        """No need for another."""
        fine = self.report.rating == "green" and not (self.loose or self.missing or self.misplaced or self.twice)
        return fine and self.alike < ALIKE and self.off_length < ALIKE


def best(candidates: Sequence[Candidate]) -> Candidate:
    """The first of the best."""
    return min(candidates, key=lambda candidate: candidate.rank)


def weigh(copy: Copy, rate: Rate, plan: VariantPlan, avoid: Sequence[str], words: tuple[int, int] | None) -> Candidate:
    """`avoid` are texts that this one must differ from; `words` is the usual length."""
    copy, report = mend(copy, rate)
    text = copy.text
    runs = _runs(text)
    return Candidate(
        copy=copy,
        report=report,
        missing=_missing(text, plan),
        loose=_loose(text, plan),
        misplaced=_misplaced(text, plan),
        alike=max((_overlap(runs, _runs(other)) for other in avoid), default=0.0),
        twice=_twice(text, avoid, plan),
        off_length=_off(len(text.split()), words),
        carried=_carried(report),
    )


def mend(copy: Copy, rate: Rate) -> tuple[Copy, BrandReport]:
    """With the check's own fixes in place, where they make it better."""
    report = rate(copy)
    if report.rating == "green":
        return copy, report
    fields = {
        name: _fixed(text, [each for each in report.findings if each.field == name])
        for name, text in copy.fields.items()
    }
    if fields == copy.fields or not all(fields.values()):
        return copy, report
    mended = copy.model_copy(update={"fields": fields})
    again = rate(mended)
    better = (_ORDER[again.rating], -again.score) < (_ORDER[report.rating], -report.score)
    return (mended, again) if better else (copy, report)


def _fixed(text: str, findings: Sequence[Finding]) -> str:
    """Fixes from the end on, so that places stay; one that overlaps another is left out."""
    done = len(text) + 1
    for finding in sorted(findings, key=lambda each: -each.start):
        end = finding.start + len(finding.span)
        if finding.fix is None or finding.severity == "advice" or end > done or not finding.span:
            continue
        text = text[: finding.start] + finding.fix + text[end:]
        done = finding.start
    return re.sub(r" +([.,;:?])", r"\1", re.sub(r"  +", " ", text)).strip()


def _missing(text: str, plan: VariantPlan) -> int:
    """The lead fact must be told: its figures, or where it has none, half of its words."""
    if not plan.statements:
        return 0
    lead = plan.statements[0].text
    figures = {found.key for found in find_quantities(lead)}
    if figures:
        return len(figures - {found.key for found in find_quantities(text, plan.locale)})
    if not plan.locale.startswith("en"):
        return 0
    own = set(stems(lead))
    return int(len(own & set(stems(text))) < len(own) / 2)


def _loose(text: str, plan: VariantPlan) -> int:
    """Sentences that are mostly not the facts'. Only where facts and copy are in one language."""
    if not plan.locale.startswith("en"):
        return 0
    known = {stem for statement in plan.statements for stem in stems(statement.text)}
    return sum(
        1
        for sentence in sentences(text)
        if sentence.text != plan.opening
        and len(own := set(stems(sentence.text))) > 2
        and len(own & known) < len(own) / 2
    )


def _misplaced(text: str, plan: VariantPlan) -> int:
    """ "Gone after five weeks", where five weeks are what it rests: a figure needs a word of its own fact beside it.
    Sizes that go with a price may stand alone."""
    if not plan.locale.startswith("en"):
        return 0
    free = {found.key for each in plan.statements if each.money for found in find_quantities(each.text)}
    count = 0
    for sentence in sentences(text):
        if sentence.text == plan.opening:
            continue
        beside = set(stems(sentence.text))
        for figure in find_quantities(sentence.text):
            own = [
                each for each in plan.statements if figure.key in {found.key for found in find_quantities(each.text)}
            ]
            if own and figure.key not in free:
                count += not any(_own_words(each, figure.text) & beside for each in own)
    return count


def _own_words(statement: Statement, figure: str) -> set[str]:
    return set(stems(statement.text)) - set(stems(statement.subject)) - set(stems(figure))


def _twice(text: str, avoid: Sequence[str], plan: VariantPlan) -> int:
    """A price may be said alike; anything else may not."""
    said = {sentence.text for other in avoid for sentence in sentences(other)}
    prices = {statement.text for statement in plan.statements[1:] if statement.money}
    return sum(
        1 for sentence in sentences(text) if sentence.text in said - prices and not sentence.text.startswith("#")
    )


def _carried(report: BrandReport) -> float:
    scores = [entry.score for entry in report.support if entry.passages]
    return sum(scores) / len(scores) if scores else 0.0


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(0, len(words) - 2)))


def _overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _off(count: int, words: tuple[int, int] | None) -> float:
    if words is None:
        return 0.0
    fewest, most = words
    if count < fewest:
        return (fewest - count) / fewest
    return min((count - most) / most, 1.0) if count > most else 0.0
