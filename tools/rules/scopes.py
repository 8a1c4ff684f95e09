"""Which parts of a text a rule looks at: Vale's `scope`."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["block", "sentence", "summary", "raw"]
# What this reader can tell apart. Vale knows more (comments in code, link texts, emphasis).
KNOWN = frozenset(
    {"text", "heading", "h1", "h2", "h3", "h4", "h5", "h6", "paragraph", "sentence", "list", "blockquote"}
    | {"table", "header", "cell", "summary", "raw"}
)


@dataclass(frozen=True, slots=True)
class Selector:
    """All of `wanted` and none of `unwanted` (each a set whose tags must all be there to count)."""

    unit: Unit
    wanted: frozenset[str]
    unwanted: tuple[frozenset[str], ...]

    def takes(self, tags: frozenset[str]) -> bool:
        return self.wanted <= tags and not any(group <= tags for group in self.unwanted)


_SPECIAL: tuple[Unit, ...] = ("raw", "summary", "sentence")


class UnknownScopeError(ValueError):
    pass


def selectors(scope: tuple[str, ...]) -> tuple[Selector, ...]:
    """Raises UnknownScopeError."""
    return tuple(_selector(one) for one in scope)


def _selector(scope: str) -> Selector:
    wanted: set[str] = set()
    unwanted: list[frozenset[str]] = []
    for part in scope.split("&"):
        name = part.strip()
        tags = frozenset(_tag(tag) for tag in name.removeprefix("~").split("."))
        unknown = tags - KNOWN - {"md", "html", "txt"}
        if unknown:
            raise UnknownScopeError(f"'{', '.join(sorted(unknown))}' is not one of {', '.join(sorted(KNOWN))}")
        if name.startswith("~"):
            unwanted.append(tags)
        else:
            wanted |= tags & KNOWN
    unit: Unit = next((special for special in _SPECIAL if special in wanted), "block")
    return Selector(unit, frozenset(wanted - {"sentence", "summary", "raw"}), tuple(unwanted))


def _tag(tag: str) -> str:
    return tag.strip().lower()
