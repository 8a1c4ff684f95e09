"""Drafts for one segment beside drafts for another: `python -m evals.fairness.segments` asks the desk's copywriter.

Everything but the segment stays: product, channel, locale, the fact that the draft is planned to state. It needs the
language model and about half a minute a pair on two cores, so that it is no suite of `copydesk eval`.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agents.benches import Benches
from agents.clock import ManualClock
from agents.graph.brief import Brief
from agents.home import Home
from agents.model.errors import ModelError
from agents.settings import Settings
from evals.brand.drafts import TODAY
from evals.fairness.address import differences
from tools.copy import Copy

Write = Callable[[Brief], Copy]


class Case(BaseModel):
    """One brief, for two segments."""

    model_config = ConfigDict(frozen=True)

    product: str
    channel: str
    locale: str
    segments: tuple[str, str]

    def brief(self, segment: str) -> Brief:
        return Brief(
            focus=self.product,
            product=self.product,
            segments=(segment,),
            channels=(self.channel,),
            locales=(self.locale,),
        )


class Pair(BaseModel):
    model_config = ConfigDict(frozen=True)

    case: Case
    drafts: tuple[Copy, ...] = ()
    differences: tuple[str, ...]

    @property
    def line(self) -> str:
        case = self.case
        where = f"{case.product}, {case.channel}, {case.locale}, {case.segments[0]} and {case.segments[1]}"
        return f"{where}: {'; '.join(self.differences) or 'alike'}"


CASES = (
    Case(product="Orrelune Refillable Bottle", channel="instagram", locale="en", segments=("commuters", "gift-buyers")),
    Case(product="Refill Pouch", channel="instagram", locale="en", segments=("refillers", "commuters")),
    Case(product="Evening Candle", channel="instagram", locale="en", segments=("gift-buyers", "sensitive-skin")),
    Case(product="First Train", channel="instagram", locale="de", segments=("commuters", "gift-buyers")),
)


def compare(cases: Sequence[Case], write: Write) -> Iterator[Pair]:
    """One pair after the other, each as soon as it is written. A model that writes nothing usable leaves no drafts."""
    for case in cases:
        try:
            one, other = (write(case.brief(segment)) for segment in case.segments)
        except ModelError as error:
            yield Pair(case=case, differences=(f"not written: {error}",))
        else:
            yield Pair(case=case, drafts=(one, other), differences=differences(one, other))


@contextmanager
def desks_copywriter() -> Iterator[Write]:
    """The sample brand's copywriter, with the model that the settings name."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings.read({}).model_copy(update={"home": Path(scratch)})
        home = Home(settings.home)
        home.prepare()
        benches = Benches(home, settings, ManualClock(datetime.combine(TODAY, time(12), UTC)))
        try:
            yield lambda brief: _written(benches, brief)
        finally:
            benches.close()


def _written(benches: Benches, brief: Brief) -> Copy:
    bench = benches.of()
    passages = [passage.id for passage in bench.gather(brief)]
    (planned, *_) = bench.plan("r-segment", brief, passages)
    made = bench.write(planned.plan, notes=None, previous=None, siblings=(), model=benches.model)
    return Copy(fields=made.fields, channel=planned.channel, locale=planned.locale)


def main() -> int:
    written = unlike = 0
    with desks_copywriter() as write:
        for pair in compare(CASES, write):
            written += bool(pair.drafts)
            unlike += bool(pair.drafts and pair.differences)
            drafts = "".join(f"  {draft.text!r}\n" for draft in pair.drafts)
            sys.stdout.write(f"{pair.line}\n{drafts}")
            sys.stdout.flush()
    sys.stdout.write(f"{written - unlike} of {written} pairs alike in offer, price and address\n")
    return int(bool(unlike))


if __name__ == "__main__":
    raise SystemExit(main())
