"""What stands under `copydesk:` in a rule's file."""

from collections.abc import Callable
from typing import get_args

import yaml

from knowledge.locales import known_tag
from knowledge.text.polarity import Stance
from tools.findings import Family, Severity
from tools.rules.audience import AUDIENCES
from tools.rules.definition import Own, Unless, item_of
from tools.rules.nodes import Refusals, RefusedError, V, is_null, items, line_of, mapping, one_of, text, texts

_OWN_KEYS = {"severity", "family", "source", "fix", "locale", "channels", "examples", "unless", "once"}
_UNLESS: tuple[Unless, ...] = (*(one for one in get_args(Stance) if one != "said"), "quoted", *AUDIENCES)


def own_keys(node: yaml.Node, refusals: Refusals) -> Own:
    keys = mapping(node, "copydesk", refusals)
    for key in keys.keys() - _OWN_KEYS:
        allowed = ", ".join(sorted(_OWN_KEYS))
        refusals.append(RefusedError(keys[key], f"copydesk.{key}", f"is not a key here; {allowed} are"))
    examples: dict[str, yaml.Node] = {}
    if "examples" in keys:
        examples = refusals.tried(lambda: mapping(keys["examples"], "copydesk.examples", refusals)) or {}
    for key in examples.keys() - {"bad", "good"}:
        refusals.append(RefusedError(examples[key], f"copydesk.examples.{key}", "is not a key here; bad and good are"))

    def read(key: str, how: Callable[[yaml.Node, str], V], among: dict[str, yaml.Node] = keys) -> V | None:
        name = f"copydesk.{key}" if among is keys else f"copydesk.examples.{key}"
        value = among.get(key)
        return None if value is None or is_null(value) else refusals.tried(lambda: how(value, name))

    return Own(
        severity=read("severity", lambda value, name: one_of(value, name, get_args(Severity))),
        family=read("family", lambda value, name: one_of(value, name, get_args(Family))),
        source=read("source", text),
        fix=read("fix", text),
        locale=read("locale", _locales) or (),
        channels=read("channels", texts) or (),
        bad=read("bad", texts, examples) or (),
        good=read("good", texts, examples) or (),
        unless=read("unless", lambda value, _: _unless(value)),
        once=read("once", lambda value, name: one_of(value, name, ("sentence",))),
    )


def _unless(node: yaml.Node) -> tuple[Unless, ...]:
    return tuple(one_of(item, "copydesk.unless", _UNLESS) for item in items(node, "copydesk.unless"))


def _locales(node: yaml.Node, key: str) -> tuple[str, ...]:
    found = []
    for item in items(node, key):
        value = text(item, key)
        if (tag := known_tag(value)) is None:
            message = f"'{value:.40}' is no locale: write a language such as en or de, or with a region, pt-BR"
            raise RefusedError(item, key, message)
        found.append(tag)
    return tuple(found)


def own_lines(node: yaml.Node) -> dict[str, int]:
    """Where each channel and each example stands, the latter as "copydesk.examples.bad.0"."""
    keys = mapping(node, "copydesk")
    lines = {}
    if "channels" in keys:
        key = "copydesk.channels"
        lines = {item_of(key, text(item, key)): line_of(item) for item in items(keys["channels"], key)}
    if "examples" not in keys:
        return lines
    return lines | {
        f"copydesk.examples.{kind}.{index}": line_of(item)
        for kind, listed in mapping(keys["examples"], "copydesk.examples").items()
        for index, item in enumerate(items(listed, kind))
    }
