"""What a document's new version says differently from the one before."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.facts import Fact


class FactChange(BaseModel):
    """`before` or `after` is None where the fact is new, or gone."""

    model_config = ConfigDict(frozen=True)

    subject: str
    attribute: str
    before: str | None
    after: str | None


class Change(BaseModel):
    """From one version of a document to the next. `added` and `removed` are the texts of passages."""

    model_config = ConfigDict(frozen=True)

    document: str
    version: int  # the newer one
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    facts: tuple[FactChange, ...] = ()
    meta: dict[str, tuple[str | None, str | None]] = {}  # key → before, after


def compare(
    document: str,
    version: int,
    texts: tuple[Sequence[str], Sequence[str]],
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    meta: tuple[Mapping[str, object], Mapping[str, object]],
) -> Change:
    """Each pair is (before, after)."""
    before, after = texts
    return Change(
        document=document,
        version=version,
        added=tuple(text for text in dict.fromkeys(after) if text not in set(before)),
        removed=tuple(text for text in dict.fromkeys(before) if text not in set(after)),
        facts=tuple(_facts(*facts)),
        meta=dict(_meta(*meta)),
    )


def _facts(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[FactChange]:
    old, new = _by_name(before), _by_name(after)
    for key in dict.fromkeys((*old, *new)):
        gone = [value for value in old.get(key, []) if value not in new.get(key, [])]
        come = [value for value in new.get(key, []) if value not in old.get(key, [])]
        for at in range(max(len(gone), len(come))):
            yield FactChange(
                subject=key[0],
                attribute=key[1],
                before=gone[at] if at < len(gone) else None,
                after=come[at] if at < len(come) else None,
            )


def _by_name(facts: Sequence[Fact]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        value = f"{fact.value} {fact.unit}" if fact.unit else fact.value
        found.setdefault((fact.subject, fact.attribute), []).append(value)
    return found


def _meta(
    before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    for key in sorted({*before, *after} - {"facts", "claims"}):
        if before.get(key) != after.get(key):
            yield key, (_shown(before.get(key)), _shown(after.get(key)))


def _shown(value: object) -> str | None:
    if value is None or value == []:
        return None
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
