"""The knowledge base of one brand: documents in, cited passages and typed facts out."""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import numpy as np

from knowledge import curation
from knowledge.answerability import Evidence, is_answerable
from knowledge.asking import asking_words
from knowledge.brand import Brand
from knowledge.catalogue import Catalogue
from knowledge.changes import Change
from knowledge.describing import Describer
from knowledge.documents import Document, DocumentKind, DocumentStatus
from knowledge.embedding import Embedder
from knowledge.errors import InputError, NotFoundError
from knowledge.facts import Claim, Fact, Product
from knowledge.formats.frontmatter import FrontMatterError, read_keys
from knowledge.formats.parsed import Limits
from knowledge.indexes import Indexes
from knowledge.ingest import Ingest, IngestReport
from knowledge.kindred import telling
from knowledge.labels import KINDS, LABELLED, MACHINE, Guesser, LabelField, Unsure, choices
from knowledge.passages import Hit, Passage, SearchResult
from knowledge.progress import Progress, silent
from knowledge.record import Quarantined
from knowledge.report import Holdings, QualityReport, make_report
from knowledge.retrieval import Candidate, Mask, Searcher
from knowledge.text.language import detect

__all__ = ["IngestReport", "KnowledgeBase", "QualityReport"]

JUDGED = 5  # first passages by which it is told whether there is an answer
MAX_QUERY = 2_000  # characters; what stands behind them says nothing more about what is asked


class KnowledgeBase:
    """`root` is shared by all brands of a home. Any thread may call; one ingest runs at a time, and readers
    see a document's old version or its new one, never a mixture."""

    def __init__(
        self,
        root: Path,
        brand: Brand,
        embedder: Callable[[], Embedder],
        today: Callable[[], date],
        limits: Limits | None = None,
    ) -> None:
        self.brand = brand
        self._limits = limits or Limits()
        self._today = today
        self._catalogue = Catalogue(root / "catalogue.db")
        self._indexes = Indexes(root / "chroma", brand.id, self._catalogue, embedder)
        self._ingesting = threading.Lock()
        self._digest: tuple[tuple[int, date], str] | None = None  # of which version

    def close(self) -> None:
        with self._ingesting:
            self._indexes.close()
            self._catalogue.close()

    # ── documents in ──

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        kind: DocumentKind | None = None,
        given: Mapping[str, object] | None = None,
        progress: Progress | None = None,
        as_drafts: bool = False,
    ) -> IngestReport:
        """Read files and folders into the catalogue; `index` or the next search brings the indexes up to date.

        A document's id is its path below the folder given. What cannot be read is refused, the rest goes in. `given`
        holds keys of DocumentMeta for all files, `kind` among them; what a file says of itself beats them. `as_drafts`:
        new words are a draft, also where their file says that it is published.
        Raises InputError for a path that does not exist, for a folder without documents and for a value that is none.
        """
        values = {**(given or {}), **({"kind": kind} if kind else {})}
        try:
            values = read_keys(values, "option", strict=True)
        except FrontMatterError as error:
            raise InputError(str(error)) from error
        with self._ingesting:
            ingest = Ingest(self._catalogue, self.brand, values, self._limits, as_drafts=as_drafts)
            return ingest.run(paths, progress or silent)

    def publish(self, document: str) -> bool:
        """Put a draft, or a retired document, in use; false where it is in use already."""
        return self._set_status(document, "published")

    def retire(self, document: str) -> bool:
        """Take a document out of use. It stays in the catalogue, and comes back when a changed version is ingested."""
        return self._set_status(document, "retired")

    def _set_status(self, document: str, status: DocumentStatus) -> bool:
        with self._ingesting:
            self._known(document)
            return self._catalogue.set_status(self.brand.id, document, status)

    def describe(self, document: str, values: Mapping[str, object], *, by: str, at: datetime) -> Document:
        """Set keys of a document's meta (owner, tags, valid_until, …); they are kept when its file is read again.

        None forgets what was set: what the file and the ingest had said counts again. Raises InputError for a key or a
        value that is none, where the file holds other words than those that were read (they would come in unseen), and
        where nobody knows any more what there was before.
        """
        with self._ingesting:
            known = self._known(document)
            Describer(self._catalogue, self.brand, self._limits).describe(known, values, by=by, at=at)
            return self._known(document)

    def changes(self, document: str) -> tuple[Change, ...]:
        """What each version said differently from the one before, the newest first."""
        self._known(document)
        with self._catalogue.transaction() as connection:
            return curation.changes(connection, self.brand.id, document)

    def quarantined(self) -> tuple[Quarantined, ...]:
        """Words in documents that speak to the machine, those that a person found harmless among them."""
        with self._catalogue.transaction() as connection:
            return curation.quarantined(connection, self.brand.id)

    def release(self, item: str, *, by: str, at: datetime) -> Quarantined:
        """A person says that a passage in quarantine is harmless; it may ground copy from now on."""
        found = next((one for one in self.quarantined() if one.id == item), None)
        if found is None:
            raise NotFoundError(f"There is no '{item}' in quarantine. `copydesk knowledge quarantine` shows what is.")
        if found.passage is None:
            raise InputError(f"{found.where} is {found.how}, which is never read. Show it in the file, or leave it.")
        with self._ingesting:
            self._catalogue.release(self.brand.id, found.passage, by=by, at=at)
        return found.model_copy(update={"released": True})

    # ── labels ──

    def unsure(self, at: datetime) -> tuple[Unsure, ...]:
        """Passages that wait for a person's label, the least sure first; guesses that are sure are taken by the way."""
        searcher = self._indexes.current()
        with self._catalogue.transaction() as connection:
            people = {field: curation.by_people(connection, self.brand.id, field) for field in LABELLED}
            kept = curation.kept(connection, self.brand.id)
        said = {
            key
            for key, its in self._catalogue.readings(self.brand.id).items()
            if "kind" in its.said or "kind" in kept.get(key, {})
        }
        voices = {one.id: one.meta.voice for one in self.documents()}
        passages = {entry.passage.id: entry.passage for entry in searcher.entries}
        described = {
            kind: np.tile(row, 2)
            for kind, row in zip(KINDS, self._indexes.embedder.passages([*KINDS.values()]), strict=True)
        }
        guesser = Guesser(passages, self._indexes.features(passages), people, said, voices, described)
        for field in LABELLED:
            self._catalogue.label(self.brand.id, guesser.sure(field), field, by=MACHINE, at=at)
        unsure = guesser.unsure()
        self._catalogue.count_unsure(self.brand.id, len({one.passage for one in unsure}))
        return unsure

    def label(self, passage: str, field: LabelField, value: str, *, by: str, at: datetime) -> Passage:
        """A person's label: it counts at once, is kept when the document is read again, and serves the next guess."""
        known = choices(field)
        if value not in known:
            near = get_close_matches(value.lower().replace("-", "_"), known, 1, cutoff=0.4)
            hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}."
            raise InputError(f"'{value}' is no {field}; {hint}")
        if not self.passages([passage]):
            raise NotFoundError(f"There is no passage '{passage}'. `copydesk knowledge labels` names those that wait.")
        with self._ingesting:
            self._catalogue.label(self.brand.id, {passage: value}, field, by=by, at=at)
        return self.passages([passage])[0]

    def _known(self, document: str) -> Document:
        found = next((one for one in self._catalogue.documents(self.brand.id) if one.id == document), None)
        if found is None:
            raise NotFoundError(f"{self.brand.name} has no document '{document}'. `copydesk knowledge list` names all.")
        return found

    def index(self, progress: Progress | None = None, *, briefly: bool = False) -> None:
        """Bring the indexes up to date. Safe to kill: what was embedded is kept.

        `briefly`: as far as a search does, which begins nothing that takes long where anything is indexed."""
        self._indexes.update(progress or silent, briefly=briefly)

    # ── questions ──

    def search(
        self,
        query: str,
        k: int = 5,
        *,
        kinds: Sequence[DocumentKind] = (),
        locale: str | None = None,
        product: str | None = None,
        sections: bool = False,
    ) -> SearchResult:
        """The best passages of published documents that are valid today; with `sections` each brings along what else
        stands under its heading.

        `locale` "de" takes "de-AT" too, and the other way round; `product` is a name or an alias. Past copy that
        missed the voice is found only when `kinds` asks for past copy.
        """
        evidence = self.evidence(query, kinds=kinds, locale=locale, product=product)
        hits = tuple(
            Hit(
                passage=one.passage,
                score=round(one.score, 6),
                section=evidence.section(one) if sections else (),
            )
            for one in evidence.found[: max(1, k)]
        )
        return SearchResult(
            query=evidence.query,
            answered=is_answerable(evidence, self._indexes.embedder.name),
            hits=hits,
            owner=next((hit.passage.owner for hit in hits if hit.passage.owner), None),
            behind=self._indexes.behind,
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
        searcher = self._indexes.current()
        allowed = self._allowed(searcher, kinds, locale, product)
        if without:
            gone = (without(entry.passage) for entry in searcher.entries)
            allowed = allowed & ~np.fromiter(gone, dtype=np.bool_, count=len(searcher.entries))
        language = detect(query)
        vector = self._indexes.subject(query, language)
        found: list[Candidate] = []
        if allowed.any():
            passed_over = asking_words(language)
            meanings = self._indexes.meanings(telling(query, passed_over), searcher.kindred)
            found = searcher.find(query, vector, allowed, passed_over, meanings)
        return Evidence(
            query=query,
            vector=vector,
            found=found,
            sample=searcher.sample,
            lexicon=searcher.lexicon,
            section=lambda one: searcher.section(one.position, allowed),
            nearest=self._indexes.nearest(vector, [one.passage.id for one in found[:JUDGED]]),
        )

    def _allowed(self, searcher: Searcher, kinds: Sequence[str], locale: str | None, product: str | None) -> Mask:
        allowed = searcher.usable(self._today(), with_off_voice="past_copy" in kinds)
        names = self._names(product) if product else frozenset()
        return allowed & searcher.fitting(kinds, locale, names) if kinds or locale or names else allowed

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

    def read(self, document: str) -> tuple[Passage, ...]:
        """What a document became, passage by passage, whether or not it is in use."""
        self._known(document)
        return self._catalogue.passages_of(self.brand.id, document, self._today())

    def passage_counts(self) -> dict[str, int]:
        """How many passages each document became, by its id; one that became none is left out."""
        return self._catalogue.passage_counts(self.brand.id)

    def report(self) -> QualityReport:
        """Reads all passages; loads no embedder, so passages that wait for a label are those that `unsure` counted."""
        today = self._today()
        held = Holdings(
            brand=self.brand,
            documents=self.documents(),
            passages=self._catalogue.usable_passages(self.brand.id, today),
            facts=self.facts(),
            claims=self.claims(),
            products=self.products(),
            readings=self._catalogue.readings(self.brand.id),
            quarantined=self.quarantined(),
            refused=self._catalogue.refusals(self.brand.id),
            unsure_labels=self._catalogue.unsure(self.brand.id),
            ended=self._catalogue.ended_passages(self.brand.id, today),
        )
        return make_report(held, today)

    def version(self) -> tuple[int, date]:
        """What was read from here holds for as long as this is the same: the catalogue's generation, and the day."""
        return self._catalogue.generation(self.brand.id), self._today()

    def digest(self) -> str:
        """SHA-256 of all that is published and valid today: the same digest, the same answers."""
        version = self.version()
        kept = self._digest
        if kept is None or kept[0] != version:
            kept = self._digest = (version, self._digested())
        return kept[1]

    def _digested(self) -> str:
        today = self._today()
        rows = [
            [document.id, document.sha256, document.meta.model_dump(mode="json")]
            for document in self.documents()
            if document.meta.status == "published" and document.meta.holds_on(today)
        ]
        facts = [fact.id for fact in self.facts()]  # one more day can end a fact, not its document
        claims = [claim.id for claim in self.claims()]
        return hashlib.sha256(json.dumps([rows, facts, claims], sort_keys=True).encode()).hexdigest()
