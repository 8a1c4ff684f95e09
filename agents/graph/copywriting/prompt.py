"""The prompt: a first part that stays the same byte for byte, so that the server's cache of it serves, and the rest."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from string import Template

from agents.graph.copywriting.examples import Example
from agents.graph.copywriting.plan import VariantPlan
from agents.graph.copywriting.voice import Voice
from agents.model.chat import Prompt
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


def system_prompt(brand: Brand, voice: Voice, channel: Channel | None, locale: str, product: str | None) -> str:
    shown = voice.shown(channel.id, locale, product) if channel else ()
    fields = fields_of(channel)
    many = len(fields) > 1
    return Template(_file("prompt.md")).substitute(
        what=channel.name if channel else "short copy",
        brand=brand.name,
        about=re.split(r"[:;.(]", " ".join(brand.about.split()), maxsplit=1)[0].strip(),
        sounds=voice.sounds or "plain and concrete; short sentences; one thing at a time.",
        shape=f" Answer with these lines: {_lines(fields)}." if many else "",
        examples=_examples(shown, fields) if not many or shown else _labels(fields),
    )


def user_prompt(
    plan: VariantPlan,
    channel: Channel | None,
    *,
    language: str | None = None,
    notes: str | None = None,
    previous: str | None = None,
) -> str:
    """`notes` are a person's, or what the brand check found; `previous` is the text that they are about."""
    fields = fields_of(channel)
    lines = []
    if previous and notes:
        lines += [
            f"Earlier version: {' '.join(previous.split())}",
            f"Change it: {' '.join(notes.split())[:MOST_NOTES]}",
            "",
        ]
    lines.append("Facts:")
    lines += [f"- {statement.text}" for statement in plan.statements]
    if language:
        lines.append(f"Write in {language}.")
    if plan.opening:
        lines.append(f"Begin: {plan.opening}")
    if len(fields) > 1:
        lines.append("Answer:")
    else:  # with the opening there already, a small model doesn't stop after it
        lines.append(f"{fields[0].label.capitalize()}: {plan.opening or ''}".rstrip())
    return "\n".join(lines)


def prompt(
    brand: Brand, voice: Voice, channel: Channel | None, plan: VariantPlan, notes: str | None, previous: str | None
) -> Prompt:
    language = plan.locale.split("-")[0].lower()
    return Prompt(
        system=system_prompt(brand, voice, channel, plan.locale, plan.product),
        user=user_prompt(
            plan,
            channel,
            language=None if language == "en" else LANGUAGES.get(language, plan.locale),
            notes=notes,
            previous=previous,
        ),
    )


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


def _examples(shown: Sequence[Example], fields: Sequence[ChannelField]) -> str:
    if not shown:
        return Template(_file("examples.md")).substitute(label=fields[0].label.capitalize()).strip()
    return "\n\n".join(_example(example, fields) for example in shown)


def _example(example: Example, fields: Sequence[ChannelField]) -> str:
    lines = ["Facts:", *(f"- {fact}" for fact in example.facts)]
    if len(fields) == 1:
        if example.opening:
            lines.append(f"Begin: {example.opening}")
        lines.append(f"{fields[0].label.capitalize()}: {example.told}")
    else:
        labelled = example.labelled
        lines.append("Answer:")
        lines += [f"{field.label.capitalize()}: {_one_line(labelled.get(field.name, ''))}" for field in fields]
    return "\n".join(lines)


def _labels(fields: Sequence[ChannelField]) -> str:
    return "Form of the answer:\n" + "\n".join(f"{field.label.capitalize()}: …" for field in fields)


def _one_line(text: str) -> str:
    """An e-mail's greeting and signature are put around it afterwards, so that the model writes what varies."""
    lines = text.splitlines()
    return " ".join(line for line in lines if len(line.split()) > 2)


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").strip()
