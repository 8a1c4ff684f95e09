"""The prompt: a first part that stays the same byte for byte, so that the server's cache of it serves, and the rest."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from string import Template

import yaml

from agents.graph.copywriting.examples import Example
from agents.graph.copywriting.plan import VariantPlan
from agents.graph.copywriting.voice import Voice
from agents.model.chat import Prompt, Shot
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


def prefix(brand: Brand, voice: Voice, channel: Channel | None, locale: str, product: str | None) -> Prompt:
    """The part that stays the same for all variants."""
    fields = fields_of(channel)
    system = Template(_file("prompt.md")).substitute(
        what=channel.name if channel else "short copy",
        brand=brand.name,
        about=re.split(r"[:;.(]", " ".join(brand.about.split()), maxsplit=1)[0].strip(),
        sounds=voice.sounds or "plain and concrete; short sentences; one thing at a time.",
        shape=f" Answer with these lines: {_lines(fields)}." if len(fields) > 1 else "",
    )
    shown = voice.shown(channel.id, locale, product) if channel else ()
    shots = tuple(_shot(example, fields) for example in shown)
    return Prompt(system=system, shots=shots or (_general() if len(fields) == 1 else ()), user=".")


def prompt(
    brand: Brand, voice: Voice, channel: Channel | None, plan: VariantPlan, notes: str | None, previous: str | None
) -> Prompt:
    """`notes` are a person's, or what the brand check found; `previous` is the text that they are about."""
    language = plan.locale.split("-")[0].lower()
    asked = _asked([statement.text for statement in plan.statements], plan.opening)
    if language != "en":
        asked += f"\nWrite in {LANGUAGES.get(language, plan.locale)}."
    if previous and notes:
        asked += f"\nEarlier version: {_joined(previous)}\nWrite it anew and change this: {_joined(notes)[:MOST_NOTES]}"
    return prefix(brand, voice, channel, plan.locale, plan.product).model_copy(update={"user": asked})


def _asked(facts: Sequence[str], opening: str | None) -> str:
    lines = ["Facts:", *(f"- {fact}" for fact in facts)]
    return "\n".join([*lines, f"Begin: {opening}"] if opening else lines)


def fields_of(channel: Channel | None) -> tuple[ChannelField, ...]:
    """Those that are written: all but the further ones of a repeated field. Copy without a channel is one text."""
    if channel is None:
        return (ChannelField.model_validate(_TEXT),)
    return tuple(field for field in channel.fields if field.required or field.name == field.group)


_TEXT = {
    "name": "text",
    "label": "text",
    "required": True,
    "min": 0,
    "count": "code_points",
    "limits": {},
    "group": "text",
    "different": False,
}


def _lines(fields: Sequence[ChannelField]) -> str:
    return ", ".join(
        f"{field.label.capitalize()} (at most {limit} characters)"
        if (limit := field.soft_max or field.max)
        else field.label.capitalize()
        for field in fields
    )


def _shot(example: Example, fields: Sequence[ChannelField]) -> Shot:
    if len(fields) == 1:
        return Shot(user=_asked(example.facts, example.opening), answer=example.told)
    labelled = example.labelled
    lines = (f"{field.label.capitalize()}: {_one_line(labelled.get(field.name, ''))}" for field in fields)
    return Shot(user=_asked(example.facts, None), answer="\n".join(lines))


@lru_cache(maxsize=1)
def _general() -> tuple[Shot, ...]:
    rows = yaml.safe_load(_file("examples.yaml"))
    return tuple(Shot(user=_asked(row["facts"], row["begin"]), answer=row["text"]) for row in rows)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _one_line(text: str) -> str:
    """An e-mail's greeting and signature are put around it afterwards, so that the model writes what varies."""
    lines = text.splitlines()
    return " ".join(line for line in lines if len(line.split()) > 2)


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").strip()
