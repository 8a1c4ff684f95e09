"""Sentences that read like something a person has to look at, in whatever words.

Beside the rules, never instead: where a rule of the same family has found something in a sentence already, nothing is
added. A sentence that may speak of a group of people is not read at all: likeness would find fault with some groups
where it finds none with others (`copydesk eval fairness`). Amber begins where about three of four
were right, by cross-validation on claims, near-misses and clean copy, and red where four of five were
(`python -m evals.kinds.fit`); copy that speaks to children has red alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.text.numerals import language_of
from knowledge.text.sentences import Sentence, sentences
from tools.copy import Copy
from tools.findings import Family, Finding, SentenceSupport, Severity
from tools.hate_check import may_name_group
from tools.kinds.model import Kind, Reading, SentenceKinds
from tools.markup import Lines
from tools.person_names import names_somebody

CARRIED = 0.75  # of a sentence's words stand in a passage: what the brand's documents say themselves is no likeness
FEWEST_WORDS = 5


@dataclass(frozen=True)
class _Likeness:
    rule: str
    family: Family
    amber: float  # margin from which on
    red: float | None
    message: str


LIKE: Mapping[Kind, _Likeness] = {
    "health": _Likeness(
        "copydesk.ReadsAsHealth",
        "claims",
        -0.20,
        -0.06,
        "This reads like a claim of an effect on body, mind or sleep. Say what it is or what it smells of, not what it "
        "does to people.",
    ),
    "environmental": _Likeness(
        "copydesk.ReadsAsEnvironmental",
        "claims",
        -0.40,
        -0.27,
        "This reads like a general environmental claim. Say the one thing that a document proves, with its figure.",
    ),
    "children": _Likeness(
        "copydesk.ReadsAsToChildren",
        "safety",
        -0.31,
        -0.31,
        "This reads as if it were said to children or teenagers. Speak to the grown-ups who buy.",
    ),
    "private": _Likeness(
        "copydesk.ReadsAsPrivate",
        "privacy",
        -0.34,
        -0.26,
        "This reads like the private matter of a person who can be recognised. Ask them, or leave it out.",
    ),
    "gift_hint": _Likeness(
        "copydesk.ReadsAsUnlabelledGift",
        "disclosure",
        -0.33,
        None,
        "This reads as if somebody with an audience had it as a present or was paid. Say that it is advertising.",
    ),
}
KIND_RULES = tuple(like.rule for like in LIKE.values())
# of another matter than what the sentence says: that nothing carries it is still worth a line
HINTS = frozenset(like.rule for like in LIKE.values() if like.family != "claims")
KIND_FAMILIES = Counter(like.family for like in LIKE.values())
_DISPROVED: frozenset[Kind] = frozenset({"health", "environmental"})  # by a document that says so itself


def read_kinds(kinds: SentenceKinds, told: Sequence[str], locale: str) -> tuple[Reading | None, ...]:
    """A reading for each sentence, in order; None for one that is not read."""
    read = [_is_read(sentence, locale) for sentence in told]
    found = iter(kinds.read([sentence for sentence, wanted in zip(told, read, strict=True) if wanted]))
    return tuple(next(found) if wanted else None for wanted in read)


def _is_read(sentence: str, locale: str) -> bool:
    return len(sentence.split()) >= FEWEST_WORDS and not may_name_group(sentence, language_of(locale))


def check_kinds(
    copy: Copy, readings: Sequence[Reading | None], supports: Sequence[SentenceSupport]
) -> tuple[Finding, ...]:
    """`readings` and `supports` have one entry for each sentence of each field, in order."""
    parts = [(field, one) for field, text in copy.fields.items() for one in sentences(text)]
    lines = {field: Lines(text) for field, text in copy.fields.items()}
    return tuple(
        _finding(field, lines[field], sentence, like, severity, reading.nearest[kind])
        for (field, sentence), reading, support in zip(parts, readings, supports, strict=True)
        if reading is not None and len(sentence.text.split()) >= FEWEST_WORDS
        for kind, like in LIKE.items()
        if (severity := _severity(like, reading.margins[kind]))
        and not (kind in _DISPROVED and support.score >= CARRIED)
        and not may_name_group(sentence.text, language_of(copy.locale))
        and (kind != "private" or names_somebody(sentence.text))
    )


def beside_rules(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without those of a likeness where a rule of the same family has found something in the same words."""
    ruled = [one for one in findings if one.rule not in KIND_RULES]
    return tuple(
        one for one in findings if one.rule not in KIND_RULES or not any(_same_matter(one, other) for other in ruled)
    )


def _same_matter(one: Finding, other: Finding) -> bool:
    meet = other.start < one.start + len(one.span) and one.start < other.start + len(other.span)
    return one.family == other.family and one.field == other.field and meet and other.severity != "advice"


def _severity(like: _Likeness, margin: float) -> Severity | None:
    if like.red is not None and margin >= like.red:
        return "red"
    return "amber" if margin >= like.amber else None


def _finding(
    field: str, lines: Lines, sentence: Sentence, like: _Likeness, severity: Severity, nearest: str
) -> Finding:
    line, column = lines.at(sentence.start)
    return Finding(
        rule=like.rule,
        family=like.family,
        severity=severity,
        field=field,
        line=line,
        column=column,
        start=sentence.start,
        span=sentence.text,
        message=f"{like.message} Much like “{nearest}”.",
        source=None,
    )
