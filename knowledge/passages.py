"""A passage: the unit that is retrieved, cited and shown."""

from pydantic import BaseModel, ConfigDict

from knowledge.documents import DocumentKind


class Passage(BaseModel):
    """A chunk of one document, below one heading."""

    model_config = ConfigDict(frozen=True)

    id: str  # stable: the same document and text give the same id
    brand: str
    document: str  # Document.id
    title: str
    heading: tuple[str, ...]  # outermost first
    position: int  # among the document's passages, from 0
    line: int  # first line in the source file, from 1
    at: str = ""  # where in a file that has no lines to count: "page 3", "slide 2", "sheet Prices, row 14"
    text: str
    kind: DocumentKind
    locale: str
    product: str | None = None
    owner: str | None = None

    @property
    def citation(self) -> str:
        """Where a person finds it: document, line (or page, slide, row) and headings."""
        return " › ".join((self.spot, *self.heading))

    @property
    def spot(self) -> str:
        """Document and line, or page, slide, row."""
        return f"{self.document}, {self.at}" if self.at else f"{self.document}:{self.line}"

    @property
    def indexed_text(self) -> str:
        """What the indexes see: where it stands, then the text."""
        return f"{self.place}\n{self.text}"

    @property
    def place(self) -> str:
        """The document's title and the headings, each once."""
        return " › ".join(dict.fromkeys((self.title, *self.heading)))


class Hit(BaseModel):
    """A passage that retrieval found; `score` grows with relevance and compares within one result only."""

    model_config = ConfigDict(frozen=True)

    passage: Passage
    score: float
    section: tuple[str, ...] = ()  # where asked for: the texts under the passage's heading, its own among them


class SearchResult(BaseModel):
    """`answered` is false when nothing found is good enough to answer from; the hits are shown all the same."""

    model_config = ConfigDict(frozen=True)

    query: str
    answered: bool
    hits: tuple[Hit, ...]
    owner: str | None = None  # whom to ask: the owner of the nearest document
    behind: int = 0  # passages that are not indexed yet, and were not looked through
