"""Sentences that read like something a person has to look at, in whatever words.

Beside the rules, never instead: where a rule of the same family has found something in a sentence already, nothing is
added. Groups of people are read as anybody (`people`), and a sentence that speaks of one is only asked whether it runs
them down or calls to children: likeness would find fault with some groups where it finds none with others (`copydesk
eval fairness`). Amber begins where about three of four were right in rounds of drafts that the model was not fitted to,
and red where more were (`python -m evals.kinds.fit`); what endangers somebody, speaks to children or orders a machine
about is red alone.

What a sentence reads like also weighs what the rules found: that nothing carries it, or one of its numbers, is amber
where it reads like news or an endorsement, and advice where it does not.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import Sentence, sentences
from tools.copy import Copy
from tools.disclosure_check import ADVERTISING, ADVERTISING_LATE, says_advertising
from tools.findings import Family, Finding, SentenceSupport, Severity
from tools.grounding.sentences.support import RULE as UNSUPPORTED
from tools.kinds.clauses import words_in
from tools.kinds.compared import compares_with_some
from tools.kinds.doubt import doubt
from tools.kinds.enumerated import counts_groups_up
from tools.kinds.felt import feels_only
from tools.kinds.likenesses import KIND_RULES, LIKE, OF_GROUPS, Likeness
from tools.kinds.model import Kind, Reading
from tools.kinds.readings import FEWEST_WORDS
from tools.people.person_names import CAPITAL_NOUNS, persons
from tools.people.privacy_check import DATA_RULES
from tools.text.markup import Lines

CARRIED = 0.75  # of a sentence's words stand in a passage: what the brand's documents say themselves is no likeness
# what a sentence can be of that is no copy of a brand's
_OF_ANYBODY: frozenset[Kind] = frozenset({"health", "environmental", "children", "private", "gift_hint"})
_WEIGHT: Mapping[Severity, int] = {"red": 2, "amber": 1, "advice": 0}
_OF_THE_BRAND: tuple[Kind, ...] = ("news", "endorsement")
_CLAIMS: tuple[Kind, ...] = ("health", "environmental", "praise", "endorsement", "property")
_NUMBERS = frozenset(f"copydesk.Ungrounded{kind}" for kind in ("Count", "Measure", "Date", "Time", "Percentage"))
_CLAIM = "copydesk.UnsubstantiatedClaim"
# What a rule finds amber, and what the sentence reads like where it is.
LIGHT: Mapping[str, tuple[Kind, ...]] = {
    UNSUPPORTED: (*_OF_THE_BRAND, "property"),
    **dict.fromkeys(sorted(_NUMBERS), _OF_THE_BRAND),
    _CLAIM: _CLAIMS,
}
_TELLS = -0.85  # margin from which on it does
_TELLS_OF_GOODS = 0.0  # where a sentence without a passage reads like a property
# by a document that says so itself
_DISPROVED: frozenset[Kind] = frozenset(
    {"health", "environmental", "praise", "danger", "news", "endorsement", "property"}
)
_LINKED = re.compile(r"\]\(https?:")  # the title of a page, which capitals make look like a name
_OF_PEOPLE: frozenset[Family] = frozenset({"inclusive", "safety"})  # who runs people down is told by rules of both
_OF_THE_FIELD = {  # by likeness, the rules that say it of all that stands in a field
    "copydesk.ReadsAsToChildren": frozenset({"copydesk.ChildrenExhorted"}),
    "copydesk.ReadsAsInstruction": frozenset({"copydesk.OrderToTheChecker", "copydesk.PromptInjection"}),
    "copydesk.ReadsAsUnlabelledGift": frozenset({ADVERTISING, ADVERTISING_LATE}),
}
_UNTIL = re.compile(r"\b(?:until|till|bis zum|bis in|hasta|fino a\w*|tot|até)\b|\bjusqu['’]", re.IGNORECASE)
_LARGE = re.compile(r"\d{3}|\d[.,\u00a0\u202f ]\d{3}|\d ?%")  # a figure, and no count of what lies on the table


def check_kinds(
    copy: Copy,
    readings: Sequence[Reading | None],
    supports: Sequence[SentenceSupport],
    *,
    forbids_praise: bool = False,
    is_copy: bool = True,
) -> tuple[Finding, ...]:
    """`readings` and `supports` have one entry for each sentence of each field, in order. `forbids_praise`: the brand
    has a claim register that forbids some, else praise is amber at most, as a comparison with some others is;
    `is_copy`: not just any prose. Of the kinds of one family the plainest.
    """
    parts = [(field, one) for field, text in copy.fields.items() for one in sentences(text)]
    lines = {field: Lines(text) for field, text in copy.fields.items()}
    found = []
    after = [*(text.text if of == field else "" for (field, _), (of, text) in pairwise(parts)), ""][: len(parts)]
    for (field, sentence), following, reading, support in zip(parts, after, readings, supports, strict=True):
        if reading is None:
            continue
        plainest: dict[Family, tuple[int, float, Kind, Severity]] = {}
        for kind, like in LIKE.items():
            if reading.margins[kind] < like.amber or not _is_asked(kind, reading, support, is_copy=is_copy):
                continue
            if _is_excused(kind, sentence.text, copy):
                continue
            severity = _severity(like, reading.margins[kind] - doubt(kind, sentence.text, copy.locale, following))
            if severity is None:
                continue
            if _is_amber_at_most(kind, sentence.text, copy.locale, forbids_praise=forbids_praise):
                severity = "amber"
            rank = (_WEIGHT[severity], reading.margins[kind], kind, severity)
            plainest[like.family] = max(rank, plainest.get(like.family, rank), key=lambda one: one[:2])
        if "privacy" in plainest and "claims" in plainest and plainest["claims"][2] == "health":
            del plainest["claims"]  # somebody's illness is told, and nothing said to be done to it
        for _, _, kind, severity in plainest.values():
            found.append(_finding(field, lines[field], sentence, LIKE[kind], severity, reading.nearest.get(kind)))
    return _joined(found, copy)


def _is_amber_at_most(kind: Kind, sentence: str, locale: str, *, forbids_praise: bool) -> bool:
    if kind == "health":
        return feels_only(sentence)
    return kind == "praise" and (not forbids_praise or compares_with_some(sentence, language_of(locale)))


def _joined(findings: Sequence[Finding], copy: Copy) -> tuple[Finding, ...]:
    """Sentences that read alike one right after the other are one matter, from the first to the last."""
    joined: list[Finding] = []
    last: dict[tuple[str, str, Severity], int] = {}
    for one in findings:
        key = (one.rule, one.field, one.severity)
        before = joined[last[key]] if key in last else None
        text = copy.fields[one.field]
        if before is not None and not text[before.start + len(before.span) : one.start].strip():
            span = text[before.start : one.start + len(one.span)]
            joined[last[key]] = before.model_copy(update={"span": span})
        else:
            last[key] = len(joined)
            joined.append(one)
    return tuple(joined)


def _is_asked(kind: Kind, reading: Reading, support: SentenceSupport, *, is_copy: bool) -> bool:
    """Whether it counts that a sentence reads so."""
    if reading.of_group and kind not in OF_GROUPS:
        return False
    return (is_copy or kind in _OF_ANYBODY) and not (kind in _DISPROVED and support.score >= CARRIED)


def _is_excused(kind: Kind, sentence: str, copy: Copy) -> bool:
    if kind in ("insult", "stereotype"):
        return counts_groups_up(sentence, language_of(copy.locale))
    if kind == "private":
        return not _names_somebody(sentence, language_of(copy.locale)) or _LINKED.search(sentence) is not None
    return kind == "gift_hint" and says_advertising(copy)


def _names_somebody(sentence: str, language: str) -> bool:
    """By a list, a title or what stands before; where a capital says something, by two of them too."""
    return any(one.sure or (one.full and language not in CAPITAL_NOUNS) for one in persons(sentence, language))


def beside_rules(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Without those of a likeness where a rule of the same family has found something as grave in the same words, or
    the same of the whole field: that it speaks to children, to a machine, or of a present.
    """
    ruled = [one for one in findings if one.rule not in KIND_RULES]
    told = {(rule, other.field) for other in ruled for rule, by in _OF_THE_FIELD.items() if other.rule in by}
    return tuple(
        one
        for one in findings
        if one.rule not in KIND_RULES
        or ((one.rule, one.field) not in told and not any(_same_matter(one, other) for other in ruled))
    )


def _same_matter(one: Finding, other: Finding) -> bool:
    meet = other.start < one.start + len(one.span) and one.start < other.start + len(other.span)
    if one.rule == "copydesk.ReadsAsPrivate" and other.rule in DATA_RULES:
        return False  # how somebody is reached says nothing of what is told of them
    families = _OF_PEOPLE if one.family in _OF_PEOPLE else {one.family}
    same = other.family in families and one.field == other.field and meet
    return same and _WEIGHT[other.severity] >= _WEIGHT[one.severity]


def lightened(findings: Sequence[Finding], copy: Copy, readings: Sequence[Reading | None]) -> tuple[Finding, ...]:
    """An amber of a rule in `LIGHT` is advice in a sentence that reads like nothing such a rule is for."""
    places = [(field, one) for field, text in copy.fields.items() for one in sentences(text)]
    read = dict(zip(((field, one.start) for field, one in places), readings, strict=True))
    at = {field: [one for name, one in places if name == field] for field in copy.fields}
    return tuple(_lightened(one, at, read) if _may_be_light(one, copy.locale) else one for one in findings)


def _may_be_light(finding: Finding, locale: str) -> bool:
    if finding.severity != "amber" or finding.rule not in LIGHT:
        return False
    if finding.rule == _CLAIM:  # how far, how long, by how much: a figure is no figure of speech
        if _UNTIL.search(finding.span):
            return False
        return not any(one.kind in ("measure", "percent") for one in find_quantities(finding.span, locale))
    return finding.rule not in _NUMBERS or _LARGE.search(finding.span) is None


def _lightened(
    finding: Finding, at: Mapping[str, Sequence[Sentence]], read: Mapping[tuple[str, int], Reading | None]
) -> Finding:
    sentence = next((one for one in at.get(finding.field, ()) if one.start <= finding.start < one.end), None)
    if sentence is None:
        return finding
    reading = read[finding.field, sentence.start]
    if reading is None:
        is_light = _is_light_unread(finding, sentence)
    else:  # a number or a claim of people is weighed as it is
        tells = any(reading.margins[kind] >= _tells(finding.rule, kind) for kind in LIGHT[finding.rule])
        is_light = not tells and (finding.rule == UNSUPPORTED or not reading.of_group)
    return finding.model_copy(update={"severity": "advice"}) if is_light else finding


def _tells(rule: str, kind: Kind) -> float:
    return _TELLS_OF_GOODS if rule == UNSUPPORTED and kind == "property" else _TELLS


def _is_light_unread(finding: Finding, sentence: Sentence) -> bool:
    """In a few words a number or a statement is mostly an aside ("Two fit."), a claim is one ("Compostable.")."""
    return finding.rule != _CLAIM and words_in(sentence.text) < FEWEST_WORDS


def _severity(like: Likeness, margin: float) -> Severity | None:
    if like.red is not None and margin >= like.red:
        return "red"
    return "amber" if margin >= like.amber else None


def _finding(
    field: str, lines: Lines, sentence: Sentence, like: Likeness, severity: Severity, nearest: str | None
) -> Finding:
    """A sentence that runs people down is shown no other."""
    alike = "" if nearest is None or like.family == "inclusive" else f" Much like “{nearest}”."
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
        message=f"{like.message}{alike}",
        source=like.source,
    )
