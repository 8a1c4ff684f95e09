"""The fields that are written for a channel, and how the answers of several tries make one piece of copy."""

from collections.abc import Mapping, Sequence

from agents.graph.copywriting.plan import VariantPlan
from knowledge.text.vocabulary import stems
from tools.channels import Channel, ChannelField, Limits

_TEXT = ChannelField(
    name="text", label="text", required=True, min=0, count="code_points", limits=Limits(), group="text", different=False
)


def fields_of(channel: Channel | None) -> tuple[ChannelField, ...]:
    """All but the further ones of a repeated field. Copy without a channel is one text."""
    if channel is None:
        return (_TEXT,)
    return tuple(field for field in channel.fields if field.required or field.name == field.group)


def room(field: ChannelField) -> int | None:
    """Characters that are advised, else allowed."""
    return field.soft_max or field.max


def complete(found: Mapping[str, str], fields: Sequence[ChannelField]) -> bool:
    return all(found.get(field.name) for field in fields if field.required)


def blend(
    tries: Sequence[Mapping[str, str]], fields: Sequence[ChannelField], plan: VariantPlan
) -> dict[str, str] | None:
    """For each field the first text of any try that has room, isn't there yet and speaks of the facts; where there is
    none, the product's name or a fact that fits. None where a field must stay empty."""
    made: dict[str, str] = {}
    for field in fields:
        written = [text for each in tries for name, text in each.items() if _group(name, fields) == field.group]
        known = [text for text in written if _speaks_of_facts(text, plan)]
        choice = next(
            (text for text in (*known, *_stock(plan)) if _fits(text, field) and text not in made.values()), None
        )
        if choice is not None:
            made[field.name] = choice
    return made if complete(made, fields) else None


def _group(name: str, fields: Sequence[ChannelField]) -> str | None:
    return next((field.group for field in fields if field.name == name), None)


def _stock(plan: VariantPlan) -> tuple[str, ...]:
    figures = tuple(
        f"{each.value} {each.unit}" for each in plan.statements if each.value and each.unit and not each.money
    )
    facts = tuple(statement.text for statement in plan.statements)
    return (*([plan.product] if plan.product else []), *(fact.removesuffix(".") for fact in facts), *facts, *figures)


def _fits(text: str, field: ChannelField) -> bool:
    limit = room(field)
    return limit is None or len(text) <= limit


def _speaks_of_facts(text: str, plan: VariantPlan) -> bool:
    known = {stem for statement in plan.statements for stem in stems(f"{statement.text} {statement.subject}")}
    return not plan.locale.startswith("en") or bool(known & set(stems(text)))
