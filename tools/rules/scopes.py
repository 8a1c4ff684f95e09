"""Which parts of a text a rule looks at: Vale's `scope`."""

from dataclasses import dataclass
from typing import Literal

from tools.text.markup import Format

Unit = Literal["block", "sentence", "summary", "raw", "inline", "document"]
# Stretches within a block; they carry the block's own tags as "in:heading", for negations alone.
INLINE = frozenset({"link", "strong", "emphasis", "code"})
# Of source code, which copy is not: such a scope is known and holds for nothing, as for Vale in a text.
_OF_CODE = frozenset({"comment", "line"})
KNOWN = frozenset(
    {"text", "heading", "h1", "h2", "h3", "h4", "h5", "h6", "paragraph", "sentence", "list", "blockquote"}
    | {"table", "header", "cell", "caption", "figure", "attr", "alt", "summary", "raw", "document", "frontmatter"}
    | INLINE
    | _OF_CODE
)
_FORMS: dict[str, Format] = {"md": "markdown", "html": "html", "txt": "text"}


@dataclass(frozen=True, slots=True)
class Selector:
    """All of `wanted` and none of `unwanted` (each a set whose tags must all be there to count)."""

    unit: Unit
    wanted: frozenset[str]
    unwanted: tuple[frozenset[str], ...]
    form: Format | None = None  # of "heading.md"

    def takes(self, tags: frozenset[str]) -> bool:
        if not self.wanted <= tags:
            return False
        around = frozenset(tag.removeprefix("in:") for tag in tags)
        return not any(group <= around for group in self.unwanted)


_SPECIAL: tuple[Unit, ...] = ("raw", "summary", "sentence", "document")


class UnknownScopeError(ValueError):
    pass


def selectors(scope: tuple[str, ...]) -> tuple[Selector, ...]:
    """Raises UnknownScopeError."""
    return tuple(_selector(one) for one in scope)


def _selector(scope: str) -> Selector:
    wanted: set[str] = set()
    unwanted: list[frozenset[str]] = []
    form: Format | None = None
    for part in scope.split("&"):
        name = part.strip()
        tags = frozenset(_tag(tag) for tag in name.removeprefix("~").split("."))
        known = KNOWN | tags if "frontmatter" in tags else KNOWN  # a field's name may be any
        unknown = tags - known - _FORMS.keys()
        if unknown:
            raise UnknownScopeError(f"'{', '.join(sorted(unknown))}' is not one of {', '.join(sorted(KNOWN))}")
        form = next((_FORMS[tag] for tag in sorted(tags & _FORMS.keys())), form)
        if name.startswith("~"):
            unwanted.append(tags & known)
        else:
            wanted |= tags & known
    unit: Unit = next((special for special in _SPECIAL if special in wanted), "block")
    if unit == "block" and wanted & INLINE:
        unit = "inline"
        wanted -= {"text"}
    return Selector(unit, frozenset(wanted - set(_SPECIAL)), tuple(group for group in unwanted if group), form)


def _tag(tag: str) -> str:
    return tag.strip().lower()
