"""The worked examples of a prompt: a brand's own past copy, and general ones where that is too little."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from agents.graph.copywriting.examples import Example, without_hashtags
from agents.graph.copywriting.voice import Voice
from agents.model.chat import Shot
from agents.signing.decided import DecidedDraft
from tools.channels import Channel, ChannelField

FEWEST = 2


class _General(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: tuple[str, ...]
    begin: str | None = None
    text: str = ""
    answer: Mapping[str, str] = {}


class _Shipped(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    one_field: Mapping[str, tuple[_General, ...]]  # by language
    fields: Mapping[str, tuple[_General, ...]]  # by channel


def shots(
    voice: Voice, channel: Channel | None, fields: Sequence[ChannelField], locale: str, product: str | None
) -> tuple[Shot, ...]:
    """The brand's own come last: what stands nearest is followed most."""
    own = voice.shown(channel.id, locale, product) if channel else ()
    if len(fields) == 1:
        return (
            tuple(_one_field(each) for each in own)
            if len(own) >= FEWEST
            else (*_general(locale), *map(_one_field, own))
        )
    names = {field.name for field in fields}
    rows = _shipped().fields.get(channel.id, ()) if channel else ()
    general = tuple(_of_fields(row.facts, row.answer, fields) for row in rows if names <= set(row.answer))
    own_fields = [(each, _answer(each)) for each in own]
    return (
        *general,
        *[_of_fields(each.facts, answer, fields) for each, answer in own_fields if names <= set(answer)][:1],
    )


def request(facts: Sequence[str], opening: str | None) -> str:
    lines = ["Facts:", *(f"- {fact}" for fact in facts)]
    return "\n".join([*lines, f"Begin: {opening}"] if opening else lines)


def put_right(example: DecidedDraft, fields: Sequence[ChannelField]) -> Shot:
    """A text as a person signed it, without what every text of its channel is framed with."""
    texts = {name: _unframed(text) for name, text in (example.after or example.before).items()}
    if len(fields) == 1:
        return Shot(user=request(example.facts, example.opening), answer=" ".join(texts.values()))
    return _of_fields(example.facts, {field.name: texts.get(field.name, "") for field in fields}, fields)


def _unframed(text: str) -> str:
    lines = [line for line in without_hashtags(text).splitlines() if line.strip()]
    if lines and lines[0].endswith(",") and len(lines[0].split()) <= 2:  # the greeting
        lines = lines[1:]
    return " ".join(lines)


def _general(locale: str) -> tuple[Shot, ...]:
    known = _shipped().one_field
    rows = known.get(locale.split("-")[0].lower(), known["en"])
    return tuple(Shot(user=request(row.facts, row.begin), answer=row.text) for row in rows)


def _one_field(example: Example) -> Shot:
    return Shot(user=request(example.facts, example.opening), answer=example.told)


def _of_fields(facts: Sequence[str], answer: Mapping[str, str], fields: Sequence[ChannelField]) -> Shot:
    lines = (f"{field.label.capitalize()}: {answer[field.name]}" for field in fields)
    return Shot(user=request(facts, None), answer="\n".join(lines))


def _answer(example: Example) -> dict[str, str]:
    """An e-mail's greeting and signature are put around it afterwards, so that the model writes what varies."""
    found = {
        name: " ".join(line for line in text.splitlines() if len(line.split()) > 2)
        for name, text in example.labelled.items()
    }
    return {name: text for name, text in found.items() if text}


@lru_cache(maxsize=1)
def _shipped() -> _Shipped:
    text = Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8")
    return _Shipped.model_validate(yaml.safe_load(text))
