"""Brands, what they know, and what the check says of a text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agents.doors.parts import Parts
from agents.request import check_copy, known_locale
from agents.signing import staff
from knowledge.brand import SAMPLE_BRAND, Brand
from knowledge.product_names import check_product

if TYPE_CHECKING:
    from knowledge.base import IngestReport
    from knowledge.changes import Change
    from knowledge.documents import Document, DocumentKind
    from knowledge.labels import LabelField, Unsure
    from knowledge.passages import Passage, SearchResult
    from knowledge.progress import Progress
    from knowledge.record import Quarantined
    from knowledge.report import QualityReport
    from tools.copy import Copy
    from tools.findings import BrandReport
    from tools.rule_list import RuleView
    from tools.text.markup import Format
    from tools.why import RuleNote


class KnowledgeDoor(Parts):
    @property
    def default_brand(self) -> Brand:
        return self.home.folder().brand

    def brands(self) -> tuple[Brand, ...]:
        return tuple(self.home.folder(name).brand for name in self.home.brands())

    def init(self, name: str) -> Path:
        """A brand of one's own, made the default. With the first of them, the sample's people stop acting here."""
        first = set(self.home.brands()) <= {SAMPLE_BRAND}
        path = self.home.init(name).path
        if first and SAMPLE_BRAND in self.home.brands():
            staff.retire_sample(self.ledger, self.home, "init")
        return path

    def ingest(
        self,
        paths: Sequence[Path],
        kind: "DocumentKind | None" = None,
        brand: str | None = None,
        progress: "Progress | None" = None,
        given: "dict[str, str | list[str]] | None" = None,
    ) -> "IngestReport":
        """`given` holds keys of DocumentMeta for all the files; what a file says of itself beats them."""
        knowledge = self._benches.of(brand).knowledge
        report = knowledge.ingest(paths, kind=kind, given=given, progress=progress)
        self._curator.record_ingest(report, knowledge.brand.id)
        knowledge.index(progress)
        return report

    def upload_limit(self) -> int:
        """The most bytes that a file may have to be read."""
        return self._benches.limits.max_bytes

    def upload_document(
        self,
        file: Path,
        name: str,
        user: str,
        door: str,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        progress: "Progress | None" = None,
    ) -> "IngestReport":
        """Takes a copy of `file` as the draft `name`, whatever it says of its own status; for those who publish."""
        self._curator.may_curate(user)
        knowledge = self._benches.of(brand).knowledge
        report = self._uploads.take(file, name, kind, brand, progress)
        self._curator.record_upload(report, user, door, knowledge.brand.id)
        knowledge.index(progress)
        return report

    def quality(self, brand: str | None = None) -> "QualityReport":
        return self._benches.of(brand).knowledge.report()

    def search(
        self,
        query: str,
        k: int = 5,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        locale: str | None = None,
        product: str | None = None,
    ) -> "SearchResult":
        """Cited passages; `kind`, `locale` ("de" takes "de-AT" too) and `product` leave only theirs."""
        knowledge = self._benches.of(brand).knowledge
        if product:
            check_product(knowledge, product)
        return knowledge.search(query, k, kinds=(kind,) if kind else (), locale=locale, product=product)

    def documents(self, brand: str | None = None) -> "tuple[Document, ...]":
        """All of them, drafts and retired ones too."""
        return self._benches.of(brand).knowledge.documents()

    def passage_counts(self, brand: str | None = None) -> dict[str, int]:
        """How many passages each document became, by its id."""
        return self._benches.of(brand).knowledge.passage_counts()

    def read_document(self, id: str, brand: str | None = None) -> "tuple[Passage, ...]":
        """What a document became, passage by passage, whether or not it is in use."""
        return self._benches.of(brand).knowledge.read(id)

    def publish_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        return self._curator.publish(id, user, door, brand)

    def retire_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        return self._curator.retire(id, user, door, brand)

    def describe_document(
        self, id: str, values: "dict[str, str | None]", user: str, door: str, brand: str | None = None
    ) -> "Document":
        """Sets keys of a document's meta; they are kept when its file is read again. None forgets what was set."""
        return self._curator.describe(id, values, user, door, brand)

    def document_changes(self, id: str, brand: str | None = None) -> "tuple[Change, ...]":
        """What each version said differently from the one before, the newest first."""
        return self._curator.changes(id, brand)

    def quarantine(self, brand: str | None = None) -> "tuple[Quarantined, ...]":
        """Words in documents that speak to the machine."""
        return self._curator.quarantined(brand)

    def release_passage(self, id: str, user: str, door: str, brand: str | None = None) -> "Quarantined":
        """A person says that what is in quarantine is harmless."""
        return self._curator.release(id, user, door, brand)

    def unsure_labels(self, brand: str | None = None) -> "tuple[Unsure, ...]":
        """Passages that wait for a person's label, the least sure first."""
        return self._curator.unsure(brand)

    def label_passage(
        self, passage: str, field: "LabelField", value: str, user: str, door: str, brand: str | None = None
    ) -> "Passage":
        return self._curator.label(passage, field, value, user, door, brand)

    def index(self, brand: str | None = None, progress: "Progress | None" = None, briefly: bool = False) -> None:
        """Brings the indexes up to date, telling how far it is; a search does the same without a word, and `briefly`:
        where much is missing it takes what is there."""
        self._benches.of(brand).knowledge.index(progress, briefly=briefly)

    def check(
        self,
        copy: "Copy",
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: "Format | None" = None,
        cited: tuple[str, ...] = (),
    ) -> "BrandReport":
        """`form` is how the text is written, where its channel does not say it; `cited` are ids of the passages that
        it rests on, if not on all.
        """
        check_copy(copy.fields)
        copy = copy.model_copy(update={"locale": known_locale(copy.locale)})
        return self._benches.of(brand).rating.check_supplied(copy, rules, form, cited)

    def rules(self, brand: str | None = None) -> "tuple[RuleView, ...]":
        """Every rule there is for a brand's copy, those too that it has switched off."""
        from tools.brand_rules import load_rules
        from tools.rule_list import rules_of

        bench = self._benches.of(brand)
        return rules_of(bench.rating.check(), load_rules(bench.folder, switched=False))

    def rule_problems(self, brand: str | None = None) -> tuple[str, ...]:
        """What of a brand's rule files, packages and settings could not be used, and why: a line each."""
        return self._benches.of(brand).rating.rule_problems()

    def why(self, rule: str, brand: str | None = None, rules: tuple[Path, ...] = ()) -> "RuleNote":
        """What a rule asks for, where it comes from, and its examples."""
        from tools.why import note_on

        return note_on(rule, self._benches.of(brand).rating.check(rules))
