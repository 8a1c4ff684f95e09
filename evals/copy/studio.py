"""The sample brand's copywriter without its graph: a brief in, the drafts that it planned, chose and checked out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time

from pydantic import BaseModel, ConfigDict

from agents.benches import Benches
from agents.clock import ManualClock
from agents.graph.brief import Brief
from agents.graph.prompt_files import Prompts
from agents.home import Home
from agents.model.chat import ChatModel
from agents.settings import Settings
from evals.brand.drafts import TODAY
from evals.scratch import scratch
from knowledge.embedding import HashEmbedder
from knowledge.passages import Passage
from tools.copy import Copy
from tools.findings import BrandReport


class Draft(BaseModel):
    """`facts`: what its plan was to say."""

    model_config = ConfigDict(frozen=True)

    copy_: Copy
    report: BrandReport
    facts: tuple[str, ...]


class Studio:
    """Passages are found by words alone: which ones does not matter here, as long as they are the same each time."""

    def __init__(self, benches: Benches, model: ChatModel) -> None:
        self._bench = benches.of()
        self._model = model

    def write(self, brief: Brief, run: str) -> tuple[Draft, ...]:
        """Raises ModelError where the model says nothing usable. Each draft differs from those before it."""
        drafts: list[Draft] = []
        passages = [passage.id for passage in self._bench.gather(brief)]
        for planned in self._bench.plan(run, brief, passages):
            siblings = [draft.copy_.text for draft in drafts]
            made = self._bench.write(
                planned.plan, notes=None, previous=None, siblings=siblings, model=self._model, run=run
            )
            copy = Copy(fields=made.fields, channel=planned.channel, locale=planned.locale)
            facts = tuple(each["text"] for each in planned.plan["statements"])
            drafts.append(Draft(copy_=copy, report=made.report, facts=facts))
        return tuple(drafts)

    def past_copy(self) -> Sequence[Passage]:
        return self._bench.knowledge.past_copy("on")


@contextmanager
def studio(model: ChatModel, prompts: Prompts | None = None) -> Iterator[Studio]:
    with scratch() as folder:
        settings = Settings(home=folder)
        home = Home(settings.home)
        home.prepare()
        clock = ManualClock(datetime.combine(TODAY, time(12), UTC))
        benches = Benches(home, settings, clock, embedder=HashEmbedder(), prompts=prompts)
        try:
            yield Studio(benches, model)
        finally:
            benches.close()
