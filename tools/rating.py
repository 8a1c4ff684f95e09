"""What a set of findings comes to: one finding a matter, a rating, a score."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping

from knowledge.check_settings import CheckSettings
from tools.copy import Copy
from tools.findings import Family, Finding, Rating, Severity
from tools.grounding.sentences.support import RULE as UNSUPPORTED
from tools.kinds.likenesses import HINTS, KIND_RULES
from tools.people.names_check import UNKNOWN_NAME

UNSUBSTANTIATED = "copydesk.UnsubstantiatedClaim"
_Place = tuple[int, int, str]  # start, end, rule
_SHIPPED = "copydesk-"  # how the rules of the shipped packs begin
_LONGEST_PHRASE = 60
_ACT = re.compile(r"\b(?:19|20)\d\d/\d+")
_NUMBERS = re.compile(r"\d+[a-z]?\b")
_Taken = dict[tuple[str, Family, bool], list[_Place]]  # by field and family, and whether they have no length
_WEIGHT: dict[Severity, int] = {"red": 2, "amber": 1, "advice": 0}
_GRAVITY: tuple[Family, ...] = (
    "safety",
    "privacy",
    "claims",
    "grounding",
    "disclosure",
    "channel",
    "inclusive",
    "locale",
    "wording",
    "voice",
)
_CONTENT: frozenset[Family] = frozenset({"safety", "privacy", "claims", "grounding", "disclosure"})


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first; of the same severity, what could harm somebody before what only reads badly."""
    return sorted(findings, key=lambda one: (-_WEIGHT[one.severity], _GRAVITY.index(one.family)))


def weighed(findings: Iterable[Finding], settings: CheckSettings) -> Iterator[Finding]:
    """Each with the weight that the brand gives it."""
    if not (settings.rules or settings.advisory or settings.required):
        yield from findings
        return
    for finding in findings:
        severity = _severity(finding, settings)
        yield finding if severity == finding.severity else finding.model_copy(update={"severity": severity})


def _severity(finding: Finding, settings: CheckSettings) -> Severity:
    return weight(finding.rule, finding.family, finding.severity, settings)


def weight(rule: str, family: Family | None, severity: Severity, settings: CheckSettings) -> Severity:
    """What the brand makes of a rule's own severity."""
    if rule in settings.rules:
        return settings.rules[rule]
    if severity == "amber" and family in settings.advisory:
        return "advice"
    if severity == "advice" and family in settings.required:
        return "amber"
    return severity


def rate(findings: Iterable[Finding], points: int = 100, settings: CheckSettings | None = None) -> Rating:
    """Red where anything is red, else amber where anything is amber, else green. Advice does not count, unless the
    brand calls `points` too few.
    """
    severities = {finding.severity for finding in findings}
    if "red" in severities or (settings and points < settings.red_below):
        return "red"
    return "amber" if "amber" in severities or (settings and points < settings.amber_below) else "green"


def overall(ratings: Iterable[Rating]) -> Rating:
    """The worst of them."""
    given = set(ratings)
    return "red" if "red" in given else "amber" if "amber" in given else "green"


def section_score(passed: int, tried: int) -> int:
    """Of 100; 100 only where every rule passed."""
    return 100 * passed // tried


def score(findings: Iterable[Finding], rating: Rating | None = None) -> int:
    """100 without findings that count. Amber: 90, less 5 for each further one, 50 at least. Red: 45, less 10 for each
    further red and 2 for each amber, 0 at least. So no red copy scores as high as an amber one, also where the brand's
    thresholds made the `rating` what it is.
    """
    severities = [finding.severity for finding in findings]
    red, amber = severities.count("red"), severities.count("amber")
    if red or rating == "red":
        return max(0, 45 - 10 * max(red - 1, 0) - 2 * amber)
    return max(50, 90 - 5 * max(amber - 1, 0)) if amber or rating == "amber" else 100


def counted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that a score counts: of several of one family that overlap the gravest, then the shortest, so that a
    finding about a whole paragraph takes nothing away from those about its words.
    """
    taken: _Taken = {}
    ordered = sorted(findings, key=lambda one: (-_WEIGHT[one.severity], len(one.span), one.start, one.rule))
    return tuple(one for one in ordered if _takes(taken, one))


def distinct(findings: Iterable[Finding], copy: Copy, filed: Collection[str] = ()) -> tuple[Finding, ...]:
    """What the rules in `filed`, those that came from files, object to, each place once a rule; and of the built-in
    checks one finding where several of one family overlap: the most severe, then one with a fix, one with a source, a
    rule's before one of the desk's own, the longest. That nothing carries a whole sentence comes last, and is left out
    where something else that it says is objected to. A claim that nobody substantiated also gives way to a rule that
    objects to exactly the same words, and the desk's own finding of harm to a claim's that weighs as much.

    In the order of the copy's fields, then of the text.
    """
    listed: dict[tuple[str, int, str, str], Finding] = {}
    kept: list[Finding] = []
    taken: _Taken = {}
    for finding in sorted(findings, key=_precedence):
        if finding.rule in filed:
            listed.setdefault((finding.field, finding.start, finding.span, finding.rule), finding)
        elif _takes(taken, finding):
            kept.append(finding)
    kept = _without_repeats(kept, listed.values())
    order = {name: index for index, name in enumerate(copy.fields)}
    found = [*listed.values(), *kept]
    found.sort(key=lambda each: (order.get(each.field, len(order)), each.start, each.rule, len(each.span)))
    return tuple(found)


def _without_repeats(kept: list[Finding], listed: Collection[Finding]) -> list[Finding]:
    """The built-in checks' findings less those that another one, or a file's rule, says better."""
    kept = [one for one in kept if not any(_says_it_first(other, one) for other in listed)]
    kept = [one for one in kept if not any(_same_law(other, one) for other in kept)]
    every = (*listed, *kept)
    said = {(one.field, one.start, one.span): _WEIGHT[one.severity] for one in every if one.family == "wording"}
    kept = [one for one in kept if not _repeats(one, said)]
    claimed = _by_field(one for one in (*listed, *kept) if one.family == "claims" and one.span)
    kept = [one for one in kept if not any(_says_it_too(claim, one) for claim in _near(one, claimed))]
    objections = _by_field(one for one in (*listed, *kept) if _objects_to_what_is_said(one))
    kept = [one for one in kept if one.rule != UNSUPPORTED or not _is_told(one, objections)]
    return [one for one in kept if not _is_within(one, objections)]


def _says_it_first(filed: Finding, finding: Finding) -> bool:
    """A file's rule about these words is the one to read; one about a whole sentence says nothing of its words, and
    one that offers nothing does not take away what a shipped rule offers for the very same ones.
    """
    if (filed.field, filed.family) != (finding.field, finding.family) or len(filed.span) > _LONGEST_PHRASE:
        return False
    if filed.span.endswith((".", "!", "?")) and len(filed.span) > len(finding.span) + 1:
        return False
    if _WEIGHT[filed.severity] < _WEIGHT[finding.severity]:
        return False
    if filed.fix is None and filed.span == finding.span and finding.rule.startswith(_SHIPPED) and finding.fix:
        return False
    return filed.start < finding.start + len(finding.span) and finding.start < filed.start + len(filed.span)


def _same_law(graver: Finding, finding: Finding) -> bool:
    """Whether a rule of wording objects to what another forbids by the same law. An act's number, articles and points
    count, not the language it is cited in.
    """
    if finding.family != "wording" or finding.source is None or graver.source is None:
        return False
    if _WEIGHT[graver.severity] <= _WEIGHT[finding.severity]:
        return False
    meet = graver.start < finding.start + len(finding.span) and finding.start < graver.start + len(graver.span)
    if not meet or graver.field != finding.field or not _ACT.search(finding.source):
        return False
    return _NUMBERS.findall(graver.source) == _NUMBERS.findall(finding.source)


def _repeats(finding: Finding, said: Mapping[tuple[str, int, str], int]) -> bool:
    if finding.rule != UNSUBSTANTIATED:
        return False
    return said.get((finding.field, finding.start, finding.span), -1) >= _WEIGHT[finding.severity]


def _by_field(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.field, []).append(finding)
    return {field: sorted(each, key=lambda one: one.start) for field, each in found.items()}


def _near(finding: Finding, others: Mapping[str, list[Finding]]) -> list[Finding]:
    """Those that begin before this one ends."""
    if finding.family != "safety":
        return []
    here = others.get(finding.field, [])
    index = bisect_left(here, finding.start + len(finding.span), key=lambda one: one.start)
    return here[:index]


def _objects_to_what_is_said(finding: Finding) -> bool:
    """And not to how: a sentence with a word that the brand avoids may be untrue as well."""
    counts = finding.severity != "advice" and finding.span != "" and finding.rule not in (UNSUPPORTED, *HINTS)
    return counts and (finding.family in _CONTENT or finding.family == "locale")


def _is_told(sentence: Finding, objections: Mapping[str, list[Finding]]) -> bool:
    """Whether a reader learns from another finding why the sentence cannot stand: that its claim is not substantiated,
    its number unknown, its name private, or, as a whole, its language another.
    """
    end = sentence.start + len(sentence.span)
    for one in objections.get(sentence.field, ()):
        its_end = one.start + len(one.span)
        if one.start < end and sentence.start < its_end:
            whole = one.start <= sentence.start and its_end >= end - 1
            if one.family in _CONTENT or whole:
                return True
    return False


def _is_within(finding: Finding, objections: Mapping[str, list[Finding]]) -> bool:
    """Whether an unknown number or name stands within words that weigh as much under another head: an account's digits
    in what names its owner, the hours in a claim that nobody substantiated. Who is named has to be known, whatever is
    quoted or the whole sentence reads like.
    """
    if finding.family != "grounding" or finding.severity != "amber" or not finding.span:
        return False
    end = finding.start + len(finding.span)
    return any(
        one.family != "grounding"
        and not (finding.rule == UNKNOWN_NAME and one.rule in (UNSUBSTANTIATED, *KIND_RULES))
        and one.start <= finding.start
        and one.start + len(one.span) >= end
        for one in objections.get(finding.field, ())
    )


def _says_it_too(claim: Finding, finding: Finding) -> bool:
    """What harms readers ("cures eczema") is often a claim as well: the claim's rule says what to write instead."""
    if not finding.rule.startswith("copydesk."):
        return False
    if not finding.span or _WEIGHT[claim.severity] < _WEIGHT[finding.severity]:
        return False
    return finding.start < claim.start + len(claim.span) and claim.start < finding.start + len(finding.span)


def _takes(taken: _Taken, finding: Finding) -> bool:
    """Whether the finding's place is free; then it is taken. The places stay in order and do not overlap."""
    # findings without a length (a field that is missing) only meet their own kind
    places = taken.setdefault((finding.field, finding.family, finding.span == ""), [])
    place = (finding.start, finding.start + len(finding.span), finding.rule)
    index = bisect_left(places, place)
    if any(_overlap(place, other) for other in places[max(0, index - 1) : index + 1]):
        return False
    places.insert(index, place)
    return True


def _overlap(one: _Place, other: _Place) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _precedence(finding: Finding) -> tuple[int, bool, bool, bool, bool, int, str, str, int, str, str]:
    return (
        -_WEIGHT[finding.severity],
        finding.fix is None,
        finding.source is None,
        finding.rule.startswith("copydesk."),
        finding.rule == UNSUPPORTED,
        -len(finding.span),
        finding.rule,
        finding.field,
        finding.start,
        finding.family,
        f"{finding.message}\0{finding.fix}\0{finding.span}",
    )
