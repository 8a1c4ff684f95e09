"""Intake: what a request carries, found before any model sees it, by word lists. Nothing found here can be unset."""

from functools import cache
from pathlib import Path
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Flag
from knowledge.text.instructions import Instruction, find_instructions, without_instructions
from knowledge.text.language import detect
from knowledge.text.personal_data import PersonalData, find_personal_data, mask
from knowledge.text.phrases import Phrases, clean, fold, load_phrases

_DATA = Path(__file__).parent / "data"


class Mention(BaseModel):
    """The word that raised a flag."""

    model_config = ConfigDict(frozen=True)

    flag: Flag
    words: str


class Screening(BaseModel):
    """`masked` is what models and embeddings may see: no personal data, no unseen characters.

    `asked` is the same, as long, with instructions to the machine left blank: what decides where the request goes.
    """

    model_config = ConfigDict(frozen=True)

    masked: str
    asked: str
    language: str
    flags: tuple[Flag, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    mentions: tuple[Mention, ...] = ()


def screen(text: str) -> Screening:
    """Personal data, instructions to the machine, sensitive subjects and risky designs."""
    instructions = find_instructions(text, request=True)
    visible = clean(text)
    personal = find_personal_data(visible)
    masked = mask(visible, personal)
    asked = without_instructions(masked)
    language = detect(asked if asked.strip() else masked)
    mentions = (*_mentions("subjects", masked, language), *_mentions("designs", masked, language))
    flags: list[Flag] = [mention.flag for mention in mentions]
    if personal:
        flags.append("personal_data")
    if instructions:
        flags.append("prompt_injection")
    return Screening(
        masked=masked,
        asked=asked,
        language=language,
        flags=tuple(dict.fromkeys(flags)),
        personal_data=find_personal_data(text),
        instructions=instructions,
        mentions=mentions,
    )


def _mentions(name: Literal["subjects", "designs"], text: str, language: str) -> tuple[Mention, ...]:
    folded = fold(text)
    found = ((flag, phrases.search(folded, language)) for flag, phrases in _lists(name).items())
    return tuple(
        Mention(flag=cast(Flag, flag), words=text[match.start() : match.end()]) for flag, match in found if match
    )


@cache
def _lists(name: str) -> dict[str, Phrases]:
    return load_phrases(_DATA / f"{name}.yaml")
