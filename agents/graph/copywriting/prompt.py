"""The prompt: a first part that stays the same byte for byte, so that the server's cache of it serves, and the rest."""

import re
from collections.abc import Sequence
from string import Template

from agents.graph.copywriting.fields import fields_of, room
from agents.graph.copywriting.plan import VariantPlan
from agents.graph.copywriting.shots import put_right, request, shots
from agents.graph.copywriting.voice import Voice
from agents.model.chat import Prompt
from agents.signing.decided import DecidedDraft
from knowledge.brand import Brand
from tools.channels import Channel, ChannelField

LANGUAGES = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ja": "Japanese",
}
MOST_NOTES = 600  # characters
_BEGIN = "Where you are given words to begin with, begin with these."


def prefix(
    wording: str, brand: Brand, voice: Voice, channel: Channel | None, locale: str, product: str | None
) -> Prompt:
    """The part that stays the same for all variants. `wording` is the copywriter's prompt file."""
    fields = fields_of(channel)
    system = Template(wording.strip()).substitute(
        what=channel.name if channel else "short copy",
        brand=brand.name,
        about=re.split(r"[:;.(]", " ".join(brand.about.split()), maxsplit=1)[0].strip(),
        sounds=voice.sounds or "plain and concrete; short sentences; one thing at a time.",
        begin=_BEGIN if len(fields) == 1 else f"Answer with these lines: {_lines(fields)}.",
    )
    return Prompt(system=system, shots=shots(voice, channel, fields, locale, product), user=".")


def prompt(
    wording: str,
    brand: Brand,
    voice: Voice,
    channel: Channel | None,
    plan: VariantPlan,
    notes: str | None,
    previous: str | None,
    example: DecidedDraft | None = None,
) -> Prompt:
    """`notes` are a person's, or what the brand check found; `previous` is the text that they are about; `example` is a
    text that a person put right: it stands nearest.
    """
    language = plan.locale.split("-")[0].lower()
    asked = request([statement.text for statement in plan.statements], plan.opening)
    if language != "en":
        asked += f"\nWrite in {LANGUAGES.get(language, plan.locale)}."
    if plan.wishes:
        asked += f"\nWishes: {_joined('; '.join(plan.wishes))[:MOST_NOTES]}"
    if previous and notes:
        asked += f"\nEarlier version: {_joined(previous)}\nWrite it anew and change this: {_joined(notes)[:MOST_NOTES]}"
    first = prefix(wording, brand, voice, channel, plan.locale, plan.product)
    shots = (*first.shots, put_right(example, fields_of(channel))) if example else first.shots
    return first.model_copy(update={"shots": shots, "user": asked})


def _lines(fields: Sequence[ChannelField]) -> str:
    return ", ".join(
        f"{field.label.capitalize()} (at most {limit} characters)"
        if (limit := room(field))
        else field.label.capitalize()
        for field in fields
    )


def _joined(text: str) -> str:
    return " ".join(text.split())
