"""What a claim of a kind needs to be said, and the law or code that asks for it (`claim_needs.yaml`)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.claims import ClaimKind

_FILE = Path(__file__).with_name("claim_needs.yaml")


class _Law(BaseModel):
    model_config = ConfigDict(extra="forbid")

    said: str | None = None
    about: str | None = None
    topics: frozenset[str] = frozenset()
    bans: bool = False
    source: str


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid")

    needs: str
    laws: tuple[_Law, ...] = ()


class _Needs(BaseModel):
    model_config = ConfigDict(extra="forbid")

    cosmetics: str
    food: str
    kinds: dict[ClaimKind, _Kind]


@dataclass(frozen=True)
class _Asked:
    """A law, and the patterns that the claim's words and the copy must have."""

    said: re.Pattern[str] | None
    law: _Law


def needs_of(kind: ClaimKind) -> str:
    """The evidence that would do, as half a sentence."""
    return _needs().kinds[kind].needs


def law_of(kind: ClaimKind, claim: str, about: frozenset[str], topics: frozenset[str] = frozenset()) -> str | None:
    """The section that a claim falls under in the EU; None where none is certain. `about` is `goods_in` the copy."""
    law = _law(kind, claim, about, topics)
    return None if law is None else law.source


def is_banned(kind: ClaimKind, claim: str, topics: frozenset[str]) -> bool:
    """Whether a law forbids it whatever is said of it, unless it is proved as that law asks."""
    law = _law(kind, claim, frozenset(), topics)
    return law is not None and law.bans


def _law(kind: ClaimKind, claim: str, about: frozenset[str], topics: frozenset[str]) -> _Law | None:
    said = claim.lower().replace("-", " ")
    for one in _laws()[kind]:
        told = (one.said is not None and one.said.search(said)) or bool(one.law.topics & topics)
        if (told or (one.said is None and not one.law.topics)) and (one.law.about is None or one.law.about in about):
            return one.law
    return None


def goods_in(text: str) -> frozenset[str]:
    """Of which goods with a law of their own the text speaks."""
    return frozenset(name for name, pattern in _goods().items() if pattern.search(text))


@lru_cache(maxsize=1)
def _goods() -> dict[str, re.Pattern[str]]:
    needs = _needs()
    listed = {"cosmetics": needs.cosmetics, "food": needs.food}
    return {
        name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE | re.VERBOSE) for name, words in listed.items()
    }


@lru_cache(maxsize=1)
def _laws() -> dict[ClaimKind, tuple[_Asked, ...]]:
    return {
        kind: tuple(_Asked(re.compile(law.said) if law.said else None, law) for law in entry.laws)
        for kind, entry in _needs().kinds.items()
    }


@lru_cache(maxsize=1)
def _needs() -> _Needs:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Needs.model_validate(yaml.load(_FILE.read_text(encoding="utf-8"), loader))  # noqa: S506
