"""What a model answered, as the fields of a piece of copy, some of which may be missing; None where it is not that."""

import re
from collections.abc import Sequence

from agents.graph.copywriting.examples import FEWEST_STEMS, without_emoji, without_hashtags
from agents.graph.copywriting.plan import VariantPlan
from agents.model.chat import Completion
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems
from tools.channels import ChannelField

_LABEL = re.compile(r"^\W*([^\W\d_][\w -]{1,24}?)\W*:\W*\s(.*)$")
_QUOTES = "\"'“”„«»"
_PROMPTED = re.compile(r"^\W*(facts|begin|answer|earlier version|change it|write in)\b.*?:", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:] (?:and|but|so|or|which|et|mais|und|aber|y|pero|e|ma|en|maar)\b|; | – ")
_END = tuple(".!?…。！？")


def parse(
    completion: Completion, plan: VariantPlan, fields: Sequence[ChannelField], *, emoji: frozenset[str] = frozenset()
) -> dict[str, str] | None:
    """Labels, quotes, hashtags and strange emoji go; so do half a last sentence, a sentence said twice, and sentences
    that share nothing with the facts."""
    text = without_hashtags(without_emoji(completion.text.strip(), emoji))
    found = {fields[0].name: _unlabelled(text, fields[0])} if len(fields) == 1 else _labelled(text, fields)
    if not found:
        return None
    last = list(found)[-1]
    if completion.cut:
        found[last] = _whole(found[last])
    cleaned = {name: _grounded(_bare(value), plan) for name, value in found.items()}
    if len(fields) == 1:
        cleaned = {name: _opened(value, plan.opening) for name, value in cleaned.items()}
    return None if _says_nothing(cleaned, plan) else {name: value for name, value in cleaned.items() if value}


def _unlabelled(text: str, field: ChannelField) -> str:
    lines = []
    for line in text.splitlines():
        if _PROMPTED.match(line):
            break
        match = _LABEL.match(line)
        lines.append(match[2] if match and match[1].casefold() == field.label.casefold() else line)
    return " ".join(line.strip() for line in lines if line.strip())


def _labelled(text: str, fields: Sequence[ChannelField]) -> dict[str, str]:
    """Lines after a label belong to it; what stands before the first label is dropped."""
    by_label = {key.casefold(): field.name for field in fields for key in (field.label, field.name)}
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        match = _LABEL.match(line)
        name = by_label.get(match[1].casefold()) if match else None
        if name is not None and match is not None:
            if name in found:
                break  # it starts again
            current = found.setdefault(name, [match[2]])
        elif _PROMPTED.match(line):
            break
        elif current is not None and line.strip():
            current.append(line.strip())
    return {name: " ".join(lines) for name, lines in found.items()}


def _bare(text: str) -> str:
    text = text.strip().removesuffix("---").strip()
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = text[1:-1]
    return " ".join(text.split())


def _whole(text: str) -> str:
    """Without the half sentence at the end; empty where that is all there is."""
    found = sentences(text)
    if found and not found[-1].text.rstrip(f"{_QUOTES})").endswith(_END):
        return text[: found[-1].start].rstrip()
    return text


def _opened(text: str, opening: str | None) -> str:
    if not text or opening is None or text.casefold().startswith(opening.rstrip(".?").casefold()):
        return text
    return f"{opening} {text}"


def _grounded(text: str, plan: VariantPlan) -> str:
    """Without sentences said twice, those with a figure that is not the plan's (it may stand in a document, and mean
    something else there), and those that hold nothing of the facts: a small model's asides are promises nobody made."""
    known = _known(plan)
    figures = {found.key for each in plan.statements for found in find_quantities(each.text)}
    kept: list[str] = []
    for sentence in (each.text for each in sentences(text)):
        said = sentence if sentence == plan.opening else _told(sentence, plan, known, figures)
        if said and said not in kept:
            kept.append(said)
    return " ".join(kept)


def _told(sentence: str, plan: VariantPlan, known: frozenset[str], figures: set[str]) -> str | None:
    said = {found.key for found in find_quantities(sentence, plan.locale)}
    if said - figures:
        head = _before_figure(sentence, plan, figures)
        return _told(head, plan, known, figures) if head else None
    own = set(stems(sentence, plan.locale))
    aside = len(own) >= FEWEST_STEMS and not own & known and not said & figures
    return None if aside and plan.locale.startswith("en") else sentence


def _before_figure(sentence: str, plan: VariantPlan, figures: set[str]) -> str | None:
    """The clauses before the one with the strange figure."""
    at = min(found.start for found in find_quantities(sentence, plan.locale) if found.key not in figures)
    breaks = [match.start() for match in _CLAUSE.finditer(sentence) if match.start() < at]
    return f"{sentence[: breaks[-1]].rstrip()}." if breaks else None


def _known(plan: VariantPlan) -> frozenset[str]:
    return frozenset(stem for statement in plan.statements for stem in stems(statement.text))


def _says_nothing(fields: dict[str, str], plan: VariantPlan) -> bool:
    text = " ".join(fields.values())
    rest = text.removeprefix(plan.opening) if plan.opening else text
    return len(rest.split()) < 2
