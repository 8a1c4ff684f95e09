"""The brand check: all rules, limits, numbers and claims of a piece of copy, rated without a model, always the same."""

from collections.abc import Sequence
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
from tools.findings import BrandReport, Family, Finding, Section
from tools.fragment_check import check_fragments
from tools.grounding import GROUNDING_RULES, check_numbers
from tools.markup import Format
from tools.rating import distinct, rate, score
from tools.repeats import Recent, check_repeats
from tools.rules.definition import Problem
from tools.rules.ruleset import RuleSet
from tools.support import Similarity, check_support, support

FAMILIES: tuple[Family, ...] = get_args(Family)


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
        similarity: Similarity | None = None,
        recent: Sequence[Recent] = (),
    ) -> BrandReport:
        """Everything at once. `evidence` are the passages that the copy cites: without any, and without facts, its
        numbers are still held against nothing, but its sentences are not. `form` is plain text for a channel and
        Markdown for everything else where it is not said; `similarity` is as `support` takes it; `recent` is what the
        copy must not repeat.

        Raises InputError for a channel that is not known.
        """
        channel = None if copy.channel is None or copy.channel == "text" else self.channels.get(copy.channel)
        supported = support(copy, evidence, similarity)
        known = bool(evidence or facts)
        found: list[Finding] = [
            *self.rules.check(copy, form),
            *check_disguises(copy),
            *(check_channel(copy, channel) if channel else ()),
            *check_numbers(copy, evidence, facts, today, products),
            *check_claims(copy, claims, evidence),
            *(check_support(copy, supported) if known else ()),
            *check_fragments(copy),
            *check_repeats(copy, recent),
        ]
        findings = distinct(found, copy)
        tried = self._tried(copy, channel, claims, known=known)
        tried["wording"] = tried.get("wording", 0) + 1 + bool(recent)  # a count alone; a repeat
        return BrandReport(
            rating=rate(findings),
            score=score(findings),
            sections=_sections(findings, tried),
            findings=findings,
            support=supported,
            rules_digest=self.rules_digest,
        )

    def _tried(self, copy: Copy, channel: Channel | None, claims: Sequence[Claim], *, known: bool) -> dict[Family, int]:
        tried = dict(self.rules.tried(copy.locale, copy.channel))
        tried["safety"] = tried.get("safety", 0) + len(DISGUISE_RULES)
        tried["claims"] = tried.get("claims", 0) + len(CLAIM_RULES) + len(claims)
        tried["grounding"] = tried.get("grounding", 0) + len(GROUNDING_RULES) + known
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
