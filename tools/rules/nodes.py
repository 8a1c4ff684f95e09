"""YAML nodes read strictly: what is not of the wanted shape is refused with its line and key."""

from collections.abc import Callable
from typing import TypeVar

import yaml

T = TypeVar("T", bound=str)
V = TypeVar("V")


class RefusedError(Exception):
    """Why a file is no rule, with the line and the key."""

    def __init__(self, node: yaml.Node | None, key: str, message: str) -> None:
        super().__init__(message)
        self.line = line_of(node)
        self.key = key


class Refusals(list[RefusedError]):
    """All that is wrong with a file, gathered while the rest of it is read."""

    def tried(self, read: Callable[[], V]) -> V | None:
        try:
            return read()
        except RefusedError as error:
            self.append(error)
            return None


def line_of(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node else 1


def mapping(node: yaml.Node | None, key: str, refusals: Refusals | None = None) -> dict[str, yaml.Node]:
    """A key that stands there twice is refused: nobody could say which of the two holds. With `refusals` it goes there,
    and the first of the two stays.
    """
    if not isinstance(node, yaml.MappingNode):
        raise RefusedError(node, key, "must be a mapping of keys to values")
    found: dict[str, yaml.Node] = {}
    for name, value in node.value:
        label = text(name, key)
        if label in found:
            where = "stands here twice" if key == "file" else f"'{label}' stands here twice"
            error = RefusedError(name, label if key == "file" else key, where)
            if refusals is None:
                raise error
            refusals.append(error)
            continue
        found[label] = value
    return found


def text(node: yaml.Node, key: str) -> str:
    """As it is written: `no` and `1.0` stay words."""
    if not isinstance(node, yaml.ScalarNode):
        raise RefusedError(node, key, "must be a text")
    return str(node.value)


def items(node: yaml.Node, key: str) -> tuple[yaml.Node, ...]:
    if isinstance(node, yaml.ScalarNode):
        return () if is_null(node) else (node,)
    if not isinstance(node, yaml.SequenceNode):
        raise RefusedError(node, key, "must be a list of texts")
    return tuple(node.value)


def texts(node: yaml.Node, key: str) -> tuple[str, ...]:
    return tuple(text(item, key) for item in items(node, key))


def is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def boolean(node: yaml.Node, key: str) -> bool:
    value = text(node, key).lower()
    if value not in ("true", "false", "yes", "no", "on", "off"):
        raise RefusedError(node, key, f"is '{value}'; must be true or false")
    return value in ("true", "yes", "on")


def integer(node: yaml.Node, key: str) -> int:
    value = text(node, key)
    if not value.isdecimal() or len(value) > 9:
        raise RefusedError(node, key, f"is '{value[:20]}'; must be a whole number")
    return int(value)


def number(node: yaml.Node, key: str) -> float:
    value = text(node, key)
    try:
        return float(value)
    except ValueError:
        raise RefusedError(node, key, f"is '{value}'; must be a number") from None


def one_of(node: yaml.Node, key: str, allowed: tuple[T, ...]) -> T:
    value = text(node, key)
    for option in allowed:
        if option == value:
            return option
    raise RefusedError(node, key, f"is '{value}'; one of {', '.join(allowed)}")
