"""What a knowledge base holds today, each thing read once until it changes: a thousand drafts are checked by it."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from knowledge.base import KnowledgeBase
from knowledge.documents import DocumentKind
from knowledge.facts import Claim, Fact, Product
from knowledge.passages import Passage
from tools.grounding.evidence import is_evidence

if TYPE_CHECKING:
    from tools.voice.model import VoiceModel

MOST = 20_000  # passages that are kept in memory
AT_ONCE = 1_000  # passages that a piece of copy is compared with
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)


class Held:
    """One version of a brand's knowledge. Threads may share it: what two read at once is the same."""

    def __init__(self, knowledge: KnowledgeBase, version: object) -> None:
        self._knowledge = knowledge
        self.version = version
        self._passages: dict[str, Passage] = {}
        self._stating: dict[str, tuple[Passage, ...]] = {}
        self._about: dict[str, tuple[Fact, ...]] = {}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return self._knowledge.facts()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return self._knowledge.claims()

    @cached_property
    def products(self) -> tuple[Product, ...]:
        return self._knowledge.products()

    @cached_property
    def everything(self) -> tuple[Passage, ...]:
        """All passages that state facts, in the documents' order; none where they are too many to compare copy with."""
        found = [one for kind in KINDS for one in self._knowledge.passages_of(kind) if is_evidence(one)]
        found.sort(key=lambda passage: (passage.document, passage.position))
        return tuple(found) if len(found) <= AT_ONCE else ()

    @cached_property
    def voice(self) -> "VoiceModel | None":
        """By the past copy that people have labelled; None where that is too little to tell by."""
        from tools.voice.check import TooFew, fit_voice

        fitted = fit_voice(self._knowledge.past_copy("on"), self._knowledge.past_copy("off"))
        return None if isinstance(fitted, TooFew) else fitted

    @cached_property
    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each product's name, with all the names it goes by, folded."""
        return tuple(
            (product.name, tuple(name.casefold() for name in (product.name, *product.aliases)))
            for product in self.products
        )

    def facts_about(self, product: str) -> tuple[Fact, ...]:
        if product not in self._about:
            self._about[product] = self._knowledge.facts(product)
        return self._about[product]

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """In the order of the ids; those that are not known are left out."""
        missing = [each for each in ids if each not in self._passages]
        read = {passage.id: passage for passage in self._knowledge.passages(missing)} if missing else {}
        found = [read.get(each) or self._passages.get(each) for each in dict.fromkeys(ids)]
        if len(self._passages) + len(read) <= MOST:
            self._passages |= read
        return tuple(passage for passage in found if passage is not None)

    def stating(self, keys: Sequence[str]) -> tuple[Passage, ...]:
        """Passages in which at least one of these quantities stands, in the documents' order."""
        found: dict[str, Passage] = {}
        for key in dict.fromkeys(keys):
            if key not in self._stating:
                if len(self._stating) >= MOST:
                    self._stating.clear()
                self._stating[key] = self._knowledge.passages_stating((key,))
            found |= {passage.id: passage for passage in self._stating[key]}
        return tuple(sorted(found.values(), key=lambda passage: (passage.document, passage.position)))
