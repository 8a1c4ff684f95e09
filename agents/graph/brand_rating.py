"""What the check says of one brand's copy, by all that the brand knows: its rules, facts, claims and passages."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from agents.clock import Clock
from agents.graph.held import Held
from agents.graph.held_checks import HeldChecks
from knowledge.base import KnowledgeBase
from knowledge.brand import BrandFolder
from knowledge.embedding import Embedder, Vectors
from knowledge.passages import Passage
from knowledge.text.quantities import find_quantities
from tools.channels import Channels
from tools.check import BrandCheck, copy_of
from tools.copy import Copy
from tools.findings import BrandReport
from tools.grounding.sentences.support import support
from tools.repeats import Recent
from tools.text.markup import Format
from tools.text.prose import prose

if TYPE_CHECKING:
    from tools.kinds.model import SentenceKinds

Recently = Callable[[str, str], Sequence[Recent]]  # (brand, run that is left out)
Kinds = Callable[[], "SentenceKinds | None"]


class BrandRating:
    """Thread-safe. Rules are read again when their files change, documents when one of them does, and every day."""

    def __init__(
        self,
        folder: BrandFolder,
        knowledge: KnowledgeBase,
        embedder: Callable[[], Embedder],
        clock: Clock,
        recently: Recently,
        kinds: Kinds,
    ) -> None:
        """`recently` looks up what was published in the last months; `kinds` gives what reads sentences by their
        likeness, where there is such a thing.
        """
        self._folder = folder
        self._knowledge = knowledge
        self._embedder = embedder
        self._clock = clock
        self._recently = recently
        self._kinds = kinds
        self._checks = HeldChecks(folder, clock)
        self._read: Held | None = None

    def check(self, extra: Sequence[Path] = ()) -> BrandCheck:
        """Rules and limits as the files say now."""
        return self._checks.current(extra)

    @property
    def held(self) -> Held:
        """What the brand's documents say now; they are read again when one of them changes, and every day."""
        version = self._knowledge.version()
        if self._read is None or self._read.version != version:
            self._read = Held(self._knowledge, version)
        return self._read

    @property
    def channels(self) -> Channels:
        return Channels.load(self._folder.channels)

    def rule_problems(self) -> tuple[str, ...]:
        return tuple(str(problem) for problem in self.check().problems)

    def fields(self, channel: str, text: str) -> dict[str, str]:
        """A supplied text as the channel's fields."""
        return copy_of(text, channel=channel, channels=self.channels).fields

    def rate(self, draft: Row[Any], fields: Mapping[str, str], citations: Sequence[str]) -> BrandReport:
        """Under today's rules, facts and claims, by the passages that it cites, beside what other runs published."""
        planned = draft.plan is not None
        copy = Copy(fields=dict(fields), channel=draft.channel, locale=draft.locale, machine_made=planned)
        recent = self.recent(draft.channel, draft.run)
        passages = self.held.passages(tuple(citations))
        return self.of(copy, passages, recent=recent)

    def rate_edit(
        self, draft: Row[Any], fields: Mapping[str, str], cited: Sequence[str]
    ) -> tuple[BrandReport, tuple[str, ...]]:
        """`cited`: what the text before rests on."""
        citations = self.cite(fields, draft.locale, cited)
        return self.rate(draft, fields, citations), citations

    def check_supplied(
        self, copy: Copy, extra: Sequence[Path] = (), form: Format | None = None, cited: Sequence[str] = ()
    ) -> BrandReport:
        """Copy from anywhere: it may rest on the passages that it cites, and where it cites none on all that the
        documents say. Where that is much, what it rests on is looked up by the numbers and products that it names,
        without a model.
        """
        held = self.held
        seen = prose(copy, form).copy
        passages = held.passages(cited) if cited else held.everything or self._lookup(seen.fields, copy.locale, held)
        return self.of(copy, passages, held=held, form=form, check=self._checks.of_batch(extra))

    def recent(self, channel: str, run: str) -> Sequence[Recent]:
        return () if channel == "text" else self._recently(self._folder.brand.id, run)

    def of(
        self,
        copy: Copy,
        evidence: Sequence[Passage],
        recent: Sequence[Recent] = (),
        held: Held | None = None,
        form: Format | None = None,
        check: BrandCheck | None = None,
    ) -> BrandReport:
        """By these passages, beside what was published recently."""
        held = held or self.held
        return (check or self.check()).check(
            copy,
            evidence=evidence,
            facts=held.facts,
            claims=held.claims,
            products=held.products,
            today=self.today(),
            similarity=None if copy.locale.startswith("en") else self._similarity,
            recent=recent,
            form=form,
            voice=held.voice,
            kinds=self._kinds(),
        )

    def lookup(self, fields: Mapping[str, str], locale: str) -> tuple[Passage, ...]:
        """Passages that state the copy's numbers, and those of the products it names."""
        return self._lookup(fields, locale, self.held)

    def _lookup(self, fields: Mapping[str, str], locale: str, held: Held) -> tuple[Passage, ...]:
        text = "\n".join(fields.values())
        stating = held.stating([found.key for found in find_quantities(text, locale)])
        facts = [fact for name in _named(text, held) for fact in held.facts_about(name)]
        about = held.passages(tuple(dict.fromkeys(fact.passage for fact in facts)))
        return tuple({passage.id: passage for passage in (*about, *stating)}.values())

    def cite(self, fields: Mapping[str, str], locale: str, cited: Sequence[str] = ()) -> tuple[str, ...]:
        """What a person's words rest on: passages that carry a sentence of them, or state one of their numbers.

        They are looked for among those that the text before cited, and those that the words themselves lead to.
        """
        found = (*self._knowledge.passages(tuple(cited)), *self.lookup(fields, locale))
        candidates = tuple({passage.id: passage for passage in found}.values())
        copy = Copy(fields=dict(fields), locale=locale)
        carrying = [passage for entry in support(copy, candidates) for passage in entry.passages]
        keys = {found.key for found in find_quantities(copy.text, locale)}
        stating = [
            passage.id
            for passage in candidates
            if keys & {found.key for found in find_quantities(passage.text, passage.locale)}
        ]
        return tuple(dict.fromkeys((*carrying, *stating)))

    def _similarity(self, texts: Sequence[str], others: Sequence[str]) -> Vectors:
        """Cosines, a row for each of `texts`: what carries a sentence in another language than its document's."""
        embedder = self._embedder()
        return embedder.passages(texts) @ embedder.passages(others).T

    def today(self) -> date:
        """Where the brand is."""
        return self._clock.now().astimezone(ZoneInfo(self._folder.brand.timezone)).date()


def _named(text: str, held: Held) -> list[str]:
    folded = text.casefold()
    return [product for product, names in held.names if any(name in folded for name in names)]
