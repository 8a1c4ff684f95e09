"""Whom copy is written to, as far as it shows: to firms that order, or to people who complained.

A brand may speak to them otherwise than to everybody: a rule of address names them under `unless`. The expressions are
in audience.yaml; a language without a list has neither.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.numerals import language_of
from knowledge.text.phrases import fold

Audience = Literal["firms", "complaints"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_LISTS = Path(__file__).with_name("audience.yaml")


class _Lists(BaseModel):
    """The file: expressions by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    firms: dict[str, str]
    complaints: dict[str, str]


def audiences(text: str, locale: str) -> frozenset[Audience]:
    """`text` is all of the copy: its headline may say nothing of whom it is for."""
    folded = fold(text)
    cues = _cues(language_of(locale))
    return frozenset(one for one in AUDIENCES if (cue := cues.get(one)) is not None and cue.search(folded))


@cache
def _cues(language: str) -> dict[Audience, "re.Pattern[str]"]:
    lists = _Lists.model_validate(yaml.safe_load(_LISTS.read_text(encoding="utf-8")))
    written: dict[Audience, dict[str, str]] = {"firms": lists.firms, "complaints": lists.complaints}
    return {one: re.compile(_any_of(by[language])) for one, by in written.items() if language in by}


def _any_of(listed: str) -> str:
    return "|".join(f"(?:{part.strip()})" for part in re.split(r" ; |\n", listed) if part.strip())
