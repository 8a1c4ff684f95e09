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
    about: re.Pattern[str] | None
    source: str


def needs_of(kind: ClaimKind) -> str:
    """The evidence that would do, as half a sentence."""
    return _needs().kinds[kind].needs


def law_of(kind: ClaimKind, claim: str, copy: str) -> str | None:
    """The section that such a claim falls under in the EU; None where none is certain."""
    said = claim.lower().replace("-", " ")
    for law in _laws()[kind]:
        if (law.said is None or law.said.search(said)) and (law.about is None or law.about.search(copy)):
            return law.source
    return None


@lru_cache(maxsize=1)
def _laws() -> dict[ClaimKind, tuple[_Asked, ...]]:
    needs = _needs()
    about = {
        name: re.compile(rf"(?<!\w)(?:{getattr(needs, name)})(?!\w)", re.I | re.X) for name in ("cosmetics", "food")
    }
    return {
        kind: tuple(
            _Asked(re.compile(law.said) if law.said else None, about[law.about] if law.about else None, law.source)
            for law in entry.laws
        )
        for kind, entry in needs.kinds.items()
    }


@lru_cache(maxsize=1)
def _needs() -> _Needs:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Needs.model_validate(yaml.load(_FILE.read_text(encoding="utf-8"), loader))  # noqa: S506
