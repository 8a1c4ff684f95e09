"""Files in, documents out. What cannot be read is refused with a reason, one file at a time."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict

from knowledge.documents import DocumentKind, DocumentMeta
from knowledge.feeds import Feed, RefusedRow, read_feed
from knowledge.formats.blocks import Block
from knowledge.formats.frontmatter import FrontMatter, FrontMatterError, language_tag, make_meta, split_front_matter
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError
from knowledge.formats.plain import decode
from knowledge.formats.read import OLDER, TEXT, is_quick, read
from knowledge.formats.reader import Reader
from knowledge.formats.words import check_words
from knowledge.sidecar import Sidecars
from knowledge.sources import SIDECAR, SUFFIXES, Source, listed
from knowledge.text.language import detect_surely

_MANY = 20  # refused rows that are named one by one
# a folder's name gives the kind where front matter is silent: "products/", "past copy/", "channels"
_KINDS: dict[str, str] = {kind: kind for kind in get_args(DocumentKind)} | {
    "products": "product", "claims": "claim", "personas": "persona", "segments": "persona", "channels": "channel",
    "voices": "voice", "style": "voice", "tone": "voice", "policies": "legal", "copy": "past_copy",
    "past": "past_copy", "campaigns": "campaign_result", "campaign_results": "campaign_result",
    "results": "campaign_result",
}  # fmt: skip
_LOCALE_SUFFIX = re.compile(r"\.([a-z]{2}(?:-[A-Z]{2})?)$")  # care.de.md
_DRAFT_SUFFIX = re.compile(r"\.draft(?=\.|$)", re.I)  # care.draft.md, care.draft.de.md


class Refusal(BaseModel):
    """A file that was not taken, and why."""

    model_config = ConfigDict(frozen=True)

    path: str  # below the folder given
    reason: str


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """`own` is what the file, what stands beside it and the ingest say of it, before a person at the desk does; `said`
    names those of its keys that somebody set, by whatever means; the others are guesses."""

    id: str
    title: str
    meta: DocumentMeta
    sha256: str
    blocks: Sequence[Block]
    lines: Mapping[str, Sequence[int]]  # of front matter lists: the line of each entry of `facts` and `claims`
    feed: Feed = field(default_factory=Feed)
    hidden: Sequence[Hidden] = ()
    notes: Sequence[str] = ()
    own: Mapping[str, object] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    guessed: frozenset[str] = frozenset()  # keys of its meta that were told from its words alone


class Loader:
    """Reads the files of one ingest.

    What is known of a document comes, from strongest to weakest: from a person at the desk (`kept`); from its front
    matter and from its line in `knowledge.yaml`, which must agree; from the ingest's own `given`; from `knowledge.yaml`
    for all files of a folder; from the names of file and folder; from the brand.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        locale: str = "en",
        given: Mapping[str, object] | None = None,
        kept: Mapping[str, Mapping[str, object]] | None = None,
        brand: Collection[str] = (),
    ) -> None:
        """`brand`: the names under which a document may say whose it is; where there are none, it may say anything."""
        self._reader = reader
        self._locale = locale
        self._given = given or {}
        self._kept = kept or {}
        self._brand = {name.casefold() for name in brand}
        self._sidecars = Sidecars()

    @property
    def limits(self) -> Limits:
        return self._reader.limits

    def idle(self, folder: Path, sources: Sequence[Source]) -> dict[str, tuple[str, ...]]:
        """What a `knowledge.yaml` at or below `folder` says of files that are not there."""
        return self._sidecars.idle(folder, sources)

    def load(self, source: Source) -> LoadedDocument:
        """Raises RefusedError with a reason that makes sense beside the file's name."""
        data = self._bytes(source)
        try:
            front, parsed = self._parse(source, data)
            own, said = self._own(source, front, parsed)
            reads_like, doubt = self._language(source, own, parsed, is_said="locale" in said)
            if reads_like:
                own["locale"] = reads_like
            meta = make_meta({**own, **self._kept.get(source.id, {})}, "document")
            feed = read_feed(parsed.tables, of_products=meta.kind == "product")
        except FrontMatterError as error:
            raise RefusedError(str(error)) from error
        except RecursionError as error:
            raise RefusedError("it is nested too deeply") from error
        gone = {(row.line, row.at) for row in feed.refused}
        blocks = [block for block in parsed.blocks if block.kind == "heading" or (block.line, block.at) not in gone]
        if not any(block.kind != "heading" for block in blocks) and feed.refused:
            raise RefusedError(f"none of its rows can be used: {'; '.join(_named(feed.refused))}")
        if not blocks and not meta.facts and not meta.claims:
            raise RefusedError("it holds no words")
        is_kept = "locale" in self._kept.get(source.id, {})
        return LoadedDocument(
            id=source.id,
            title=meta.title or parsed.title or _title(blocks, source.path),
            meta=meta,
            sha256=hashlib.sha256(data).hexdigest(),
            blocks=blocks,
            lines=front.lines,
            feed=feed,
            hidden=parsed.hidden,
            notes=[*parsed.notes, *([doubt] if doubt and not is_kept else []), *feed.notes, *_named(feed.refused)],
            own=own,
            said=said,
            guessed=frozenset({"locale"} if reads_like and not is_kept else ()),
        )

    def _bytes(self, source: Source) -> bytes:
        if source.problem:
            raise RefusedError(source.problem)
        suffix = source.path.suffix.lower()
        if source.path.name.casefold() in ("knowledge.yml", SIDECAR):
            raise RefusedError(f"it is not heard under this name; call it {SIDECAR}")
        if suffix in OLDER:
            raise RefusedError(f"{suffix} cannot be read; save it as {OLDER[suffix]}")
        if suffix not in SUFFIXES:
            raise RefusedError(f"{suffix or 'files without a suffix'} cannot be read; {listed(SUFFIXES)} can")
        try:
            size = source.path.stat().st_size
            if size > self.limits.max_bytes:
                raise RefusedError(f"it is too large: {size:,} bytes, the limit is {self.limits.max_bytes:,}")
            data = source.path.read_bytes()
        except OSError as error:
            raise RefusedError(f"it cannot be opened: {error.strerror}") from error
        if not data.strip():
            raise RefusedError("it is empty")
        return data

    def _parse(self, source: Source, data: bytes) -> tuple[FrontMatter, Parsed]:
        text = source.path.suffix.lower() in TEXT
        front = split_front_matter(decode(data)) if text else FrontMatter()
        if front.brand and self._brand and front.brand[0].strip().casefold() not in self._brand:
            name, line = front.brand
            raise RefusedError(
                f"line {line}: its front matter says that it is of the brand '{name:.60}'; bring it in with --brand, "
                "or take the line out"
            )
        at_hand = is_quick(source.path, data)
        parsed = read(source.path, data, self.limits) if at_hand else self._reader.read(source.path)
        check_words((block.text for block in parsed.blocks), self.limits)
        return front, parsed

    def _own(self, source: Source, front: FrontMatter, parsed: Parsed) -> tuple[dict[str, object], frozenset[str]]:
        named, for_all = self._sidecars.of(source)
        for key in named.keys() & front.values.keys():
            if named[key] != front.values[key]:
                raise RefusedError(
                    f"its front matter says {key}: {front.values[key]}, and knowledge.yaml says {key}: {named[key]}; "
                    "make them agree, or leave one out"
                )
        said = {**for_all, **self._given, **named, **front.values}
        guessed: dict[str, object] = {
            "kind": _kind_of(source.id),
            "locale": _locale_of(source.path) or language_tag(parsed.language or "") or self._locale,
            "status": "draft" if _DRAFT_SUFFIX.search(source.path.stem) else "published",
        }
        by_name = {"kind"} if guessed["kind"] != "other" else set()
        return {**guessed, **said}, frozenset(said.keys() | by_name)

    def _language(
        self, source: Source, own: Mapping[str, object], parsed: Parsed, *, is_said: bool
    ) -> tuple[str | None, str | None]:
        """Its language as its words tell it, where nothing else does; and what to note."""
        reads_like = detect_surely("\n".join(block.text for block in parsed.blocks))
        locale = str(own["locale"])
        if reads_like in (None, locale.partition("-")[0]):
            return None, None
        if is_said or _locale_of(source.path) or language_tag(parsed.language or ""):
            return None, f"its locale is {locale}, and it reads like {reads_like}; look at it"
        return reads_like, f"nobody says its language; it reads like {reads_like}, and is taken for it"


def _named(rows: Sequence[RefusedRow]) -> list[str]:
    """The first of them, each with its place and reason."""
    more = [f"{len(rows) - _MANY:,} more rows are not taken"] if len(rows) > _MANY else []
    return [f"{row.at} is not taken: {row.reason}" for row in rows[:_MANY]] + more


def _title(blocks: Sequence[Block], path: Path) -> str:
    first = next((block for block in blocks if block.kind == "heading"), None)
    stem = _DRAFT_SUFFIX.sub("", _LOCALE_SUFFIX.sub("", path.stem))
    name = stem.replace("-", " ").replace("_", " ").strip()
    return " ".join(first.text.split()) if first and first.level == 1 else name[:1].upper() + name[1:]


def _kind_of(document: str) -> str:
    for part in reversed(document.split("/")[:-1]):
        name = part.lower().replace("-", "_").replace(" ", "_")
        if name in _KINDS:
            return _KINDS[name]
    return "other"


def _locale_of(path: Path) -> str | None:
    match = _LOCALE_SUFFIX.search(path.stem)
    return match.group(1) if match else None
