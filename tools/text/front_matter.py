"""The front matter of a Markdown text, and those of its fields that are words."""

from collections.abc import Iterator
from typing import Any

import regex
import yaml

from tools.text.markup import Block, Writer

FRONT = regex.compile(
    r"\A---[ \t]*\r?\n(?P<fields>(?:.*\r?\n){0,400}?)---[ \t]*(?:\r?\n|\Z)"  # further down, it is a rule and no end
)
_LONGEST = 20_000
_TEXT = "tag:yaml.org,2002:str"
_READ_OTHERWISE = regex.compile(r"[\t\ufeff]")
_NESTS = ("[", "{", "- ", "? ")  # beside lines that stand further in
_DEEPEST = 200
_LINE = regex.compile(r"\S(?:[^\r\n]*\S)?")


def field_blocks(text: str) -> Iterator[Block]:
    """Each text of the outermost level as a block, with the tags "frontmatter" and its key in small letters.

    Nothing of what is no YAML, or no mapping, or very long.
    """
    front = FRONT.match(text)
    if front is None or len(front.group()) > _LONGEST:
        return
    begin = front.start("fields")
    try:
        node = yaml.compose(front.group("fields"), Loader=_loader(front.group("fields")))
    except (yaml.YAMLError, RecursionError):
        return
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and value.tag == _TEXT:
            yield _field(text, begin, value, frozenset({"text", "frontmatter", str(key.value).lower()}))


def _loader(fields: str) -> Any:  # noqa: ANN401 (yaml has no common type for them)
    """The fast one, where the two read alike: they don't with tabs and marks of byte order, and the fast one does not
    bear everything that is nested deeply.
    """
    if _READ_OTHERWISE.search(fields) or sum(map(fields.count, _NESTS)) > _DEEPEST:
        return yaml.SafeLoader
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _field(text: str, begin: int, value: yaml.ScalarNode, tags: frozenset[str]) -> Block:
    """Its lines as one, without the quotes around it or the mark before its first line."""
    start, end = begin + value.start_mark.index, begin + value.end_mark.index
    if value.style in ("|", ">"):
        start = text.find("\n", start, end) + 1 or end
    elif value.style:
        start, end = start + 1, end - 1
    writer = Writer()
    for found in _LINE.finditer(text, start, end):
        if writer.length:
            writer.put(" ", writer.last, found.start())
        writer.put(found.group(), *found.span())
    return writer.block(tags)
