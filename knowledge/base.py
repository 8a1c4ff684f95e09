"""The knowledge base of one brand: documents in, cited passages and typed facts out."""

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.answerability import READ_CLOSELY, Evidence, close_texts, is_answerable
from knowledge.brand import Brand
from knowledge.catalogue import Catalogue
from knowledge.chroma import VectorStore
from knowledge.documents import Document, DocumentKind
from knowledge.embedding import Embedder, Vectors
from knowledge.errors import InputError, NotFoundError
from knowledge.facts import Claim, Fact, Product
from knowledge.loading import MAX_BYTES, Refusal, RefusedError, Source, find_sources, load
from knowledge.passages import Hit, Passage, SearchResult
from knowledge.progress import Progress, silent
from knowledge.record import make_record
from knowledge.report import QualityReport, make_report
from knowledge.retrieval import Candidate, Mask, Searcher, heading_id, heading_text

MAX_QUERY = 2_000  # characters; what stands behind them says nothing more about what is asked
MAX_READ = 5_000  # passages whose sentences are kept as vectors


class IngestReport(BaseModel):
    """What an ingest did. Documents are named by id; `passages` and `facts` count those of the files read."""

    model_config = ConfigDict(frozen=True)

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    passages: int = 0
    facts: int = 0


class KnowledgeBase:
    """`root` is shared by all brands of a home. Any thread may call; one ingest runs at a time, and readers
    see a document's old version or its new one, never a mixture."""

    def __init__(self, root: Path, brand: Brand, embedder: Callable[[], Embedder], today: Callable[[], date]) -> None:
        self.brand = brand
        self._root = root
        self._today = today
        self._make_embedder = embedder
        self._embedder: Embedder | None = None
        self._catalogue = Catalogue(root / "catalogue.db")
        self._store: VectorStore | None = None
        self._searcher: Searcher | None = None
        self._read: dict[str, Vectors] = {}
        self._ingesting = threading.Lock()
        self._indexing = threading.Lock()

    def close(self) -> None:
        with self._ingesting, self._indexing:
            self._searcher = None
            if self._store:
                self._store.close()
                self._store = None
            self._catalogue.close()

    # ── documents in ──

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        kind: DocumentKind | None = None,
        progress: Progress | None = None,
        max_bytes: int = MAX_BYTES,
    ) -> IngestReport:
        """Read files and folders into the catalogue; `index` or the next search brings the indexes up to date.

        A document's id is its path below the folder given. What cannot be read is refused, the rest goes in.
        Raises InputError for a path that does not exist and for a folder without documents.
        """
        tell = progress or silent
        sources = find_sources(paths)
        outcome: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
        refused: list[Refusal] = []
        facts = passages = 0
        with self._ingesting:
            known = {document.id: document for document in self._catalogue.documents(self.brand.id)}
            for number, source in enumerate(sources):
                tell("Reading documents", number, len(sources))
                try:
                    verb, held, stated = self._take(source, kind, max_bytes, known.get(source.id))
                except RefusedError as error:
                    refused.append(Refusal(path=source.id, reason=str(error)))
                    continue
                outcome[verb].append(source.id)
                passages += held
                facts += stated
            self._catalogue.refuse(self.brand.id, refused)
        tell("Reading documents", len(sources), len(sources))
        return IngestReport(
            **{verb: tuple(ids) for verb, ids in outcome.items()},
            refused=tuple(refused),
            passages=passages,
            facts=facts,
        )

    def _take(
        self, source: Source, kind: DocumentKind | None, max_bytes: int, known: Document | None
    ) -> tuple[Literal["added", "changed", "unchanged"], int, int]:
        loaded = load(source, kind=kind, locale=self.brand.default_locale, max_bytes=max_bytes)
        record = make_record(loaded, self.brand.id, known.version + 1 if known else 1)
        size = len(record.entries), len(record.facts)
        if known and known.sha256 == loaded.sha256 and _same_meta(known, record.document):
            return "unchanged", *size
        self._catalogue.replace(record)
        return "changed" if known else "added", *size

    def retire(self, document: str) -> None:
        """Take a document out of use. It stays in the catalogue, and comes back when a changed version is ingested."""
        known = [one.id for one in self._catalogue.documents(self.brand.id)]
        if document not in known:
            raise NotFoundError(f"{self.brand.name} has no document '{document}'. `copydesk knowledge list` names all.")
        self._catalogue.retire(self.brand.id, document)

    # ── the indexes ──

    def index(self, progress: Progress | None = None) -> None:
        """Bring the indexes up to date. Safe to kill: what was embedded is kept."""
        with self._indexing:
            self._bring_up_to_date(progress or silent)

    def _bring_up_to_date(self, progress: Progress) -> Searcher:
        held = self._searcher
        if held and held.generation == self._catalogue.generation(self.brand.id):
            return held
        generation, entries, off_voice = self._catalogue.entries(self.brand.id)
        embedder = self._the_embedder()
        store = self._the_store(embedder)
        texts = {entry.passage.id: entry.passage.indexed_text for entry in entries}
        headings = {heading_id(text): text for text in (heading_text(entry.passage) for entry in entries)}
        store.passages.fill(texts, embedder, "Learning passages", progress)
        store.headings.fill(headings, embedder, "Learning headings", progress)
        aliases = {product.name: product.aliases for product in self.products()}
        searcher = Searcher(generation, entries, off_voice, aliases, store)
        self._searcher = searcher  # from here on readers see the new state
        store.passages.keep_only(texts)
        store.headings.keep_only(headings)
        return searcher

    def _the_embedder(self) -> Embedder:
        if self._embedder is None:
            self._embedder = self._make_embedder()
        return self._embedder

    def _the_store(self, embedder: Embedder) -> VectorStore:
        if self._store is None:
            self._store = VectorStore(self._root / "chroma", self.brand.id, embedder.name)
        return self._store

    def _current(self) -> Searcher:
        """The newest state that can be had without waiting for another thread's indexing, if there is one at all."""
        held = self._searcher
        if held and held.generation == self._catalogue.generation(self.brand.id):
            return held
        if self._indexing.acquire(blocking=held is None):
            try:
                return self._bring_up_to_date(silent)
            finally:
                self._indexing.release()
        assert held is not None  # noqa: S101 - only then the lock is not waited for
        return held

    # ── questions ──

    def search(
        self,
        query: str,
        k: int = 5,
        *,
        kinds: Sequence[DocumentKind] = (),
        locale: str | None = None,
        product: str | None = None,
    ) -> SearchResult:
        """The best passages of published documents that are valid today.

        `locale` "de" takes "de-AT" too, and the other way round; `product` is a name or an alias. Past copy that
        missed the voice is found only when `kinds` asks for past copy.
        """
        evidence = self.evidence(query, kinds=kinds, locale=locale, product=product)
        hits = tuple(Hit(passage=one.passage, score=round(one.score, 6)) for one in evidence.found[: max(1, k)])
        return SearchResult(
            query=evidence.query,
            answered=is_answerable(evidence, self._the_embedder().name),
            hits=hits,
            owner=next((hit.passage.owner for hit in hits if hit.passage.owner), None),
        )

    def evidence(
        self,
        query: str,
        *,
        kinds: Sequence[DocumentKind] = (),
        locale: str | None = None,
        product: str | None = None,
        without: Callable[[Passage], bool] | None = None,
    ) -> Evidence:
        """What `search` decides on; `without` takes passages away, to see how a question fares that has no answer."""
        query = " ".join(query.split())[:MAX_QUERY]
        if not query:
            raise InputError("The question is empty. Ask with at least one word.")
        searcher = self._current()
        allowed = self._allowed(searcher, kinds, locale, product)
        if without:
            gone = (without(entry.passage) for entry in searcher.entries)
            allowed &= ~np.fromiter(gone, dtype=np.bool_, count=len(searcher.entries))
        vector = self._the_embedder().query(query)
        found = searcher.find(query, vector, allowed) if allowed.any() else []
        close = [float(row @ vector) for one in found[:READ_CLOSELY] for row in self._sentences(one)]
        return Evidence(query, vector, found, searcher.sample, close, searcher.lexicon)

    def _sentences(self, candidate: Candidate) -> Vectors:
        """The vectors of a passage's sentences; a passage's id stands for its words, so they are kept by it."""
        held = self._read.get(candidate.passage.id)
        if held is None:
            texts = close_texts(candidate)
            held = self._the_embedder().passages(texts) if texts else np.zeros((0, 0), np.float32)
            if len(self._read) >= MAX_READ:
                self._read.clear()
            self._read[candidate.passage.id] = held
        return held

    def _allowed(self, searcher: Searcher, kinds: Sequence[str], locale: str | None, product: str | None) -> Mask:
        allowed = searcher.usable(self._today(), with_off_voice="past_copy" in kinds)
        names = self._names(product) if product else frozenset()
        if kinds or locale or product:
            passages = (entry.passage for entry in searcher.entries)
            fits = (
                (not kinds or passage.kind in kinds)
                and (not locale or _locales_meet(locale, passage.locale))
                and (not product or (passage.product or "").casefold() in names)
                for passage in passages
            )
            allowed &= np.fromiter(fits, dtype=np.bool_, count=len(searcher.entries))
        return allowed

    def _names(self, product: str) -> frozenset[str]:
        """The names, folded, of the products that go by this name or alias."""
        wanted = product.casefold()
        return frozenset(
            one.name.casefold()
            for one in self.products()
            if wanted in (one.name.casefold(), *(alias.casefold() for alias in one.aliases))
        ) | {wanted}

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        return self._catalogue.passages(self.brand.id, ids)

    def passages_stating(self, quantity_keys: Sequence[str]) -> tuple[Passage, ...]:
        """Passages that hold today in which at least one of these quantities (`Quantity.key`) stands."""
        if not quantity_keys:
            return ()
        return self._catalogue.usable_passages(self.brand.id, self._today(), stating=quantity_keys)

    def passages_of(self, kind: DocumentKind) -> tuple[Passage, ...]:
        return self._catalogue.usable_passages(self.brand.id, self._today(), kind=kind)

    def past_copy(self, voice: Literal["on", "off"]) -> tuple[Passage, ...]:
        """Past copy that people have labelled as on or off the brand's voice."""
        return self._catalogue.usable_passages(self.brand.id, self._today(), kind="past_copy", voice=voice)

    def facts(self, subject: str | None = None) -> tuple[Fact, ...]:
        """Facts that hold today; `subject` is a product's name or alias, or a document's title."""
        facts = self._catalogue.facts(self.brand.id, self._today())
        if subject is None:
            return facts
        names = self._names(subject)
        return tuple(fact for fact in facts if fact.subject.casefold() in names)

    def claims(self) -> tuple[Claim, ...]:
        return self._catalogue.claims(self.brand.id, self._today())

    def products(self) -> tuple[Product, ...]:
        """Each product once, with the aliases of all its sheets."""
        merged: dict[str, Product] = {}
        for product in self._catalogue.products(self.brand.id, self._today()):
            first = merged.get(product.name)
            aliases = (*first.aliases, *product.aliases) if first else product.aliases
            merged[product.name] = (first or product).model_copy(update={"aliases": tuple(dict.fromkeys(aliases))})
        return tuple(merged.values())

    def documents(self) -> tuple[Document, ...]:
        """All of them, drafts and retired ones too."""
        return self._catalogue.documents(self.brand.id)

    def report(self) -> QualityReport:
        return make_report(
            self.documents(),
            self._catalogue.counts(self.brand.id),
            self.facts(),
            self.claims(),
            self._catalogue.refusals(self.brand.id),
            self._today(),
        )

    def digest(self) -> str:
        """SHA-256 of all that is published and valid today: the same digest, the same answers."""
        today = self._today()
        rows = [
            [document.id, document.sha256, document.meta.model_dump(mode="json")]
            for document in self.documents()
            if document.meta.status == "published" and document.meta.holds_on(today)
        ]
        facts = [fact.id for fact in self.facts()]  # one more day can end a fact, not its document
        claims = [claim.id for claim in self.claims()]
        return hashlib.sha256(json.dumps([rows, facts, claims], sort_keys=True).encode()).hexdigest()


def _same_meta(known: Document, new: Document) -> bool:
    """A retired document that is read again unchanged stays retired."""
    status = "retired" if known.meta.status == "retired" else new.meta.status
    return known.title == new.title and known.meta == new.meta.model_copy(update={"status": status})


def _locales_meet(wanted: str, has: str) -> bool:
    one, other = wanted.casefold(), has.casefold()
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")
