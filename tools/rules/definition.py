"""A rule in Vale's format, as data; and what keeps a file from being one."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from knowledge.text.polarity import Stance
from tools.findings import Family, Severity
from tools.rules.audience import Audience
from tools.text.markup import Format

Kind = Literal[
    "existence",
    "substitution",
    "occurrence",
    "repetition",
    "consistency",
    "conditional",
    "capitalization",
    "metric",
    "sequence",
    "spelling",
]
Level = Literal["suggestion", "warning", "error"]
KINDS: tuple[str, ...] = get_args(Kind)
LEVELS: tuple[Level, ...] = get_args(Level)
Unless = Stance | Literal["quoted"] | Audience
ACTIONS = ("suggest", "replace", "remove", "edit", "convert")
FORMS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that cannot be used; everything else still runs."""

    path: Path
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.key}: {self.message}"


@dataclass(frozen=True, slots=True)
class Action:
    """Vale's `action`: what an editor may do with the match."""

    name: str
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a sequence; `skip` others may stand before it."""

    pattern: str = ""
    negate: bool = False
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Ignores:
    """Of a `.vale.ini`: what the patterns match in the source is not read, nor what stands in an element of one of the
    classes. A token leaves a gap, a block nothing.
    """

    tokens: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As digests know it: those without classes have none in it."""
        classes = f", classes={self.classes!r}" if self.classes else ""
        return f"Ignores(tokens={self.tokens!r}, blocks={self.blocks!r}{classes})"


NOTHING_IGNORED = Ignores()


@dataclass(frozen=True, slots=True)
class Own:
    """What stands under `copydesk:`, which Vale itself ignores."""

    severity: Severity | None = None
    family: Family | None = None
    source: str | None = None
    fix: str | None = None
    locale: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    unless: tuple[Unless, ...] | None = None  # None: as the family has it
    once: Literal["sentence"] | None = None  # one finding in each, from the first hit in it to the last


# What is denied, reported or asked is not claimed.
NOT_CLAIMED: tuple[Unless, ...] = ("denied", "reported", "asked")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Only the fields of its kind are set; `own` is None in a foreign package."""

    id: str
    kind: Kind
    message: str
    path: Path
    line: int
    sha256: str
    level: Level = "warning"
    scope: tuple[str, ...] = ("text",)
    link: str | None = None
    limit: int = 0
    action: Action | None = None
    own: Own | None = None
    ignorecase: bool = False
    nonword: bool = False
    append: bool = False
    alpha: bool = False
    vocab: bool = True
    capitalize: bool = False
    matchcase: bool = False  # a replacement is written as what it replaces: in capitals, with one, or small
    tokens: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()  # of swap or either, in the file's order
    token: str = ""
    max: int | None = None
    min: int = 0
    first: str = ""
    second: str = ""
    match: str = ""
    style: str = "AP"
    indicators: tuple[str, ...] = ()
    threshold: float = 0.8
    prefix: str = ""
    formula: str = ""
    condition: str = ""
    steps: tuple[Step, ...] = ()
    filters: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    dictionaries: tuple[str, ...] = ()
    dicpath: str = ""
    dic: str = ""
    aff: str = ""
    custom: bool = False
    forms: tuple[Format, ...] = FORMS  # the formats it holds for, by the sections of a `.vale.ini`
    ignores: Ignores = NOTHING_IGNORED
    severity: Severity = "amber"
    family: Family = "wording"
    lines: dict[str, int] = field(default_factory=dict, compare=False, hash=False)

    @property
    def source(self) -> str | None:
        return (self.own.source if self.own else None) or self.link

    @property
    def unless(self) -> tuple[Unless, ...]:
        """How a sentence may stand to the words, who says them and to whom, without the rule objecting to them."""
        if self.own is None:
            return ()
        if self.own.unless is None:
            return NOT_CLAIMED if self.own.family == "claims" else ()
        return self.own.unless

    def at(self, key: str, message: str, item: str = "") -> Problem:
        """`item` is the one of a list, where the key holds one."""
        line = self.lines.get(item_of(key, item), self.lines.get(key, self.line))
        return Problem(self.path, line, key, message)


def item_of(key: str, item: str) -> str:
    """What `lines` calls one item of a list."""
    return f"{key}\0{item}"
