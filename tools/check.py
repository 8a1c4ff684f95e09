"""The brand check: all rules, limits, numbers and claims of a piece of copy, rated without a model, always the same."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import get_args

from knowledge.brand import BrandFolder
from knowledge.facts import Claim, Fact, Product
from knowledge.passages import Passage
from tools.brand_rules import load_rules
from tools.channel_check import check_channel
from tools.channels import Channel, Channels
from tools.claims import CLAIM_RULES, check_claims
from tools.copy import Copy
from tools.disguise_check import DISGUISE_RULES, check_disguises
from tools.findings import BrandReport, Family, Finding, Rating, Section, Severity
from tools.grounding import GROUNDING_RULES, check_numbers
from tools.markup import Format
from tools.rules.definition import Problem
from tools.rules.ruleset import RuleSet

FAMILIES: tuple[Family, ...] = get_args(Family)
UNSUBSTANTIATED = "copydesk.UnsubstantiatedClaim"
_Place = tuple[int, int, str]  # start, end, rule
_WEIGHT: dict[Severity, int] = {"red": 2, "amber": 1, "advice": 0}


class BrandCheck:
    """Rates copy by a brand's rules, its channels' limits, and the evidence it is given."""

    def __init__(self, rules: RuleSet, channels: Channels) -> None:
        self.rules = rules
        self.channels = channels

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What in the rule files could not be used, one line each."""
        return self.rules.problems

    @cached_property
    def rules_digest(self) -> str:
        """SHA-256 of the rules and limits."""
        return sha256(f"{self.rules.digest} {self.channels.digest}".encode()).hexdigest()

    def check(
        self,
        copy: Copy,
        *,
        evidence: Sequence[Passage] = (),
        facts: Sequence[Fact] = (),
        claims: Sequence[Claim] = (),
        products: Sequence[Product] = (),
        today: date,
        form: Format | None = None,
    ) -> BrandReport:
        """Everything at once. `evidence` are the passages that the copy cites; `form` is plain text for a channel and
        Markdown for everything else where it is not said. Raises InputError for a channel that is not known.
        """
        channel = None if copy.channel is None or copy.channel == "text" else self.channels.get(copy.channel)
        found: list[Finding] = [
            *self.rules.check(copy, form),
            *check_disguises(copy),
            *(check_channel(copy, channel) if channel else ()),
            *check_numbers(copy, evidence, facts, today, products),
            *check_claims(copy, claims, evidence),
        ]
        findings = distinct(found, copy)
        tried = self._tried(copy, channel, claims)
        return BrandReport(
            rating=rate(findings),
            score=score(findings),
            sections=_sections(findings, tried),
            findings=findings,
            rules_digest=self.rules_digest,
        )

    def _tried(self, copy: Copy, channel: Channel | None, claims: Sequence[Claim]) -> dict[Family, int]:
        tried = dict(self.rules.tried(copy.locale, copy.channel))
        tried["safety"] = tried.get("safety", 0) + len(DISGUISE_RULES)
        tried["claims"] = tried.get("claims", 0) + len(CLAIM_RULES) + len(claims)
        tried["grounding"] = tried.get("grounding", 0) + len(GROUNDING_RULES)
        if channel is not None:
            tried["channel"] = tried.get("channel", 0) + channel.limits
        return tried


def load_check(brand: BrandFolder, extra: Sequence[Path] = ()) -> BrandCheck:
    """The check of one brand. `extra` are folders of Vale packages or `.vale.ini` files.

    Raises InputError where one of these is not there, or the brand's channels cannot be read.
    """
    return BrandCheck(load_rules(brand, extra), Channels.load(brand.channels))


def copy_of(text: str, *, channel: str | None = None, locale: str = "en", channels: Channels | None = None) -> Copy:
    """A supplied text as copy: labelled lines ("subject: …") become the channel's fields, else it is one field.

    Raises InputError for a channel that is not known.
    """
    if channel is None or channel == "text" or channels is None:
        return Copy(fields={"text": text}, locale=locale)
    return Copy(fields=channels.get(channel).split(text), channel=channel, locale=locale)


def form_of(path: Path) -> Format:
    """How a file is read, by its name."""
    forms: dict[str, Format] = {".html": "html", ".htm": "html", ".txt": "text"}
    return forms.get(path.suffix.lower(), "markdown")


def rate(findings: Iterable[Finding]) -> Rating:
    """Red where anything is red, else amber where anything is amber, else green. Advice does not count."""
    severities = {finding.severity for finding in findings}
    if "red" in severities:
        return "red"
    return "amber" if "amber" in severities else "green"


def score(findings: Iterable[Finding]) -> int:
    """100 without findings that count. Amber: 90, less 5 for each further one, 50 at least. Red: 45, less 10 for each
    further red and 2 for each amber, 0 at least. So no red copy scores above any amber copy, and every finding tells.
    """
    severities = [finding.severity for finding in findings]
    red, amber = severities.count("red"), severities.count("amber")
    if red:
        return max(0, 45 - 10 * (red - 1) - 2 * amber)
    return max(50, 90 - 5 * (amber - 1)) if amber else 100


def distinct(findings: Iterable[Finding], copy: Copy) -> tuple[Finding, ...]:
    """One finding where several of one family overlap: the most severe, then one with a fix, one with a source, a
    rule's from a file before one of the desk's own, the longest. In the order of the copy's fields, then of the text.

    A claim that nobody substantiated also gives way to a rule that objects to exactly the same words.
    """
    kept: list[Finding] = []
    taken: dict[tuple[str, Family, bool], list[_Place]] = {}
    for finding in sorted(findings, key=_precedence):
        # findings without a length (a field that is missing) only meet their own kind
        if _takes(taken.setdefault((finding.field, finding.family, finding.span == ""), []), finding):
            kept.append(finding)
    said = {(one.field, one.start, one.span): _WEIGHT[one.severity] for one in kept if one.family == "wording"}
    kept = [one for one in kept if not _repeats(one, said)]
    order = {name: index for index, name in enumerate(copy.fields)}
    kept.sort(key=lambda each: (order.get(each.field, len(order)), each.start, each.rule))
    return tuple(kept)


def _repeats(finding: Finding, said: Mapping[tuple[str, int, str], int]) -> bool:
    if finding.rule != UNSUBSTANTIATED:
        return False
    return said.get((finding.field, finding.start, finding.span), -1) >= _WEIGHT[finding.severity]


def _takes(places: list[_Place], finding: Finding) -> bool:
    """Whether the finding's place is free; then it is taken. `places` stay in order and do not overlap."""
    place = (finding.start, finding.start + len(finding.span), finding.rule)
    index = bisect_left(places, place)
    if any(_overlap(place, other) for other in places[max(0, index - 1) : index + 1]):
        return False
    places.insert(index, place)
    return True


def _overlap(one: _Place, other: _Place) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _precedence(finding: Finding) -> tuple[int, bool, bool, bool, int, str, str, int, str, str]:
    return (
        -_WEIGHT[finding.severity],
        finding.fix is None,
        finding.source is None,
        finding.rule.startswith("copydesk."),
        -len(finding.span),
        finding.rule,
        finding.field,
        finding.start,
        finding.family,
        f"{finding.message}\0{finding.fix}\0{finding.span}",
    )


def _sections(findings: Sequence[Finding], tried: dict[Family, int]) -> tuple[Section, ...]:
    """One for each family of which at least one rule was tried, in a fixed order."""
    sections = []
    for family in FAMILIES:
        own = [finding for finding in findings if finding.family == family]
        if tried.get(family) or own:
            sections.append(
                Section(family=family, rating=rate(own), rules=max(tried.get(family, 0), 1), findings=len(own))
            )
    return tuple(sections)
