"""Of a desk: documents, passages, and what the brand check says of a text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

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


class KnowledgeApi(Protocol):
    def ingest(
        self,
        paths: Sequence[Path],
        kind: "DocumentKind | None" = None,
        brand: str | None = None,
        progress: "Progress | None" = None,
        given: "dict[str, str | list[str]] | None" = None,
    ) -> "IngestReport":
        """Reads files and folders of the desk's machine into the knowledge base; returns what became of each.

        `given` holds keys of a document's meta for all of them; what a file says of itself beats them.
        """
        ...

    def upload_limit(self) -> int:
        """The most bytes that a file may have to be read."""
        ...

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
        """Takes a copy of `file` as the draft `name`, whatever it says of its own status. By who may publish."""
        ...

    def quality(self, brand: str | None = None) -> "QualityReport":
        """The quality report on a brand's documents: what is missing, old, doubled, contradicted or not understood."""
        ...

    def documents(self, brand: str | None = None) -> "tuple[Document, ...]":
        """Every document of a brand, drafts and retired ones too."""
        ...

    def passage_counts(self, brand: str | None = None) -> dict[str, int]:
        """How many passages each document became, by its id."""
        ...

    def read_document(self, id: str, brand: str | None = None) -> "tuple[Passage, ...]":
        """What a document became, passage by passage, whether or not it is in use. Raises NotFoundError."""
        ...

    def publish_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        """Puts a document into use: answers and drafts may cite it now. By Brand, Legal, Compliance or an admin."""
        ...

    def retire_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        """Takes a document out of use; what cited it stays as it is. By Brand, Legal, Compliance or an admin."""
        ...

    def describe_document(
        self, id: str, values: "dict[str, str | None]", user: str, door: str, brand: str | None = None
    ) -> "Document":
        """Sets keys of a document's meta, kept when its file is read again; None forgets what was set."""
        ...

    def document_changes(self, id: str, brand: str | None = None) -> "tuple[Change, ...]":
        """What each version of a document said differently from the one before, the newest first."""
        ...

    def quarantine(self, brand: str | None = None) -> "tuple[Quarantined, ...]":
        """Words in documents that speak to the machine: nothing of them is used until a person lets them go."""
        ...

    def release_passage(self, id: str, user: str, door: str, brand: str | None = None) -> "Quarantined":
        """Says that what is in quarantine is harmless, so that it is used. By Brand, Legal, Compliance or an admin."""
        ...

    def unsure_labels(self, brand: str | None = None) -> "tuple[Unsure, ...]":
        """Passages that wait for a person's label, the least sure first."""
        ...

    def label_passage(
        self, passage: str, field: "LabelField", value: str, user: str, door: str, brand: str | None = None
    ) -> "Passage":
        """Sets one label of a passage, such as its kind; it holds over what the desk guessed."""
        ...

    def index(self, brand: str | None = None, progress: "Progress | None" = None, briefly: bool = False) -> None:
        """Brings the indexes up to date, telling how far it is. `briefly`: as far as a search does."""
        ...

    def search(
        self,
        query: str,
        k: int = 5,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        locale: str | None = None,
        product: str | None = None,
    ) -> "SearchResult":
        """The `k` passages nearest to a query, cited, and whether any is good enough for an answer.

        `kind`, `locale` ("de" takes "de-AT" too) and `product` leave only theirs.
        """
        ...

    def check(
        self,
        copy: "Copy",
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: "Format | None" = None,
        cited: tuple[str, ...] = (),
    ) -> "BrandReport":
        """The brand report on a text: rating, score and findings, each with its place, its source and a fix.

        `form` is how the text is written, where its channel does not say it; `cited` are ids of the passages that it
        rests on, if not on all.
        """
        ...

    def rules(self, brand: str | None = None) -> "tuple[RuleView, ...]":
        """Every rule there is for a brand's copy, those too that it has switched off."""
        ...

    def rule_problems(self, brand: str | None = None) -> tuple[str, ...]:
        """What of a brand's rule files, packages and settings could not be used, and why: a line each."""
        ...

    def why(self, rule: str, brand: str | None = None, rules: tuple[Path, ...] = ()) -> "RuleNote":
        """What a rule asks for, where it comes from, and its examples. Raises NotFoundError."""
        ...
