"""The brand check: all rules, limits, numbers and claims of a piece of copy, rated without a
language model, always the same: by rules, and by a classifier that was fitted on labelled sentences (`tools.kinds`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import get_args

from knowledge.brand import BRAND_FILE, BrandFolder
from knowledge.check_settings import CheckSettings
from knowledge.errors import InputError
from knowledge.facts import Claim, Fact, Product
from knowledge.passages import Passage
from tools.agreeing import agreeing
from tools.brand_rules import load_rules
from tools.channels import Channels
from tools.checks import CHECKS, Context, digest_of, found_by, names_of, tried_by
from tools.copy import Copy
from tools.findings import BrandReport, Family, Finding, Pack, Rating, Section, SentenceSupport
from tools.grounding.sentences.support import Similarity, support
from tools.grounding.terms import Terms, load_terms
from tools.inclusive.equality import EqualityRules
from tools.kinds.check import beside_rules, lightened
from tools.kinds.model import Reading, SentenceKinds
from tools.kinds.readings import read_kinds
from tools.people.private_illness import without_private_illness
from tools.rating import counted, distinct, overall, rate, score, section_score, weighed
from tools.repeats import Recent
from tools.rules.definition import Problem
from tools.rules.ruleset import RuleSet, read_as
from tools.rules.switches import is_switch
from tools.safety.check import HIDDEN
from tools.setting_problems import unknown_channels, unknown_rules
from tools.switch_notes import switch_notes
from tools.text.disguised import disguised
from tools.text.markup import Format
from tools.text.prose import prose
from tools.text.seen import Seen
from tools.versions import engine, packs_of, shipped
from tools.voice.gathered import gathered
from tools.voice.model import VoiceModel
from tools.word_lists import without_lists, word_lists

FAMILIES: tuple[Family, ...] = get_args(Family)
TERMS = "terms"  # the pack of the brand's own
_SHIPPED = "copydesk-"  # how the names of the shipped packs begin
MOST_CHARACTERS = 1_000_000  # of one piece of copy; nobody reads the findings of more


class BrandCheck:
    """Rates copy by a brand's rules, its channels' limits, and the evidence it is given."""

    def __init__(
        self,
        rules: RuleSet,
        channels: Channels,
        settings: CheckSettings | None = None,
        file: Path | None = None,
        lists: Sequence[EqualityRules] = (),
        brand: str = "",
        terms: Terms | None = None,
    ) -> None:
        """`brand` is its name; `settings` say which rules count, and from where on; `file` is where they stand. `lists`
        are further inconsiderate words, `terms` what the brand's documents give one number of.
        """
        self.rules = rules
        self.channels = channels
        self.settings = settings or CheckSettings()
        self.lists = tuple(lists)
        self.terms = terms or load_terms()
        self._file = file
        self._brand = brand

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all rules there are."""
        return names_of(CHECKS) | {rule.id for rule in self.rules.rules} | self._filed

    @cached_property
    def _filed(self) -> frozenset[str]:
        """Of the rules that came from the brand's files, a foreign package or a word list; not of the shipped ones."""
        listed = (rule.id for words in self.lists for rule in words.rules)
        return frozenset(rule.id for rule in self.rules.rules if not rule.id.startswith(_SHIPPED)).union(listed)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What in the rule files and settings could not be used, one line each."""
        found = [*without_lists(self.rules.problems), *(problem for words in self.lists for problem in words.problems)]
        found += self.terms.problems
        found += unknown_channels(self.rules.rules, self.channels.ids)
        if self.settings.rules and self._file is not None:
            found += unknown_rules(self.settings, self.names, self._file)
        return tuple(found)

    @cached_property
    def rules_digest(self) -> str:
        """SHA-256 of the rules, limits and settings."""
        own = (*(words.digest for words in self.lists), *([self.terms.digest] if self.terms.digest else []))
        files = (self.rules.digest, self.channels.digest, digest_of(CHECKS), *own)
        given = f"{' '.join(files)} {self.settings.model_dump_json()}"
        return sha256(given.encode()).hexdigest()

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """Of rule files, of the desk's own lists, and of the word lists and the brand's terms beside them."""
        own = [
            Pack(name=check.name, version=shipped(), digest=digest, rules=len(check.names()))
            for check in CHECKS
            if (digest := check.digest())
        ]
        given = [
            Pack(name=words.rules[0].id.split(".")[0], version=None, digest=words.digest, rules=len(words.rules))
            for words in self.lists
            if words.rules
        ]
        if self.terms.own:
            given.append(Pack(name=TERMS, version=None, digest=self.terms.digest, rules=self.terms.own))
        return tuple(sorted((*packs_of(self.rules), *own, *given), key=lambda pack: pack.name))

    @cached_property
    def _problems(self) -> tuple[str, ...]:
        return tuple(str(problem) for problem in self.problems)

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
        voice: VoiceModel | None = None,
        kinds: SentenceKinds | None = None,
    ) -> BrandReport:
        """Everything at once. `evidence` are the passages that the copy cites: without any, and without facts, its
        sentences are held against nothing, and its numbers only where it offers something. `form` is plain text for a
        channel and Markdown for everything else where it is not said; `similarity` is as `support` takes it; `recent`
        is what the copy must not repeat, and `voice` what it must sound like; `kinds` reads sentences by their likeness
        to labelled ones.

        Raises InputError for a channel that is not known, and for copy of more than a million characters.
        """
        _refuse_long(copy)
        seen = prose(copy, form)
        hidden = disguised(seen)
        supported = support((hidden or seen).copy, evidence, similarity)
        context = Context(
            rules=self.rules,
            channel=None if copy.channel in (None, "text") else self.channels.get(copy.channel),
            today=today,
            evidence=evidence,
            facts=facts,
            claims=claims,
            products=products,
            supported=supported,
            readings=_read(kinds, supported, copy, products) if kinds else None,
            recent=recent,
            settings=self.settings,
            form=form,
            lists=self.lists,
            voice=voice,
            brand=self._brand,
            terms=self.terms,
        )
        found = beside_rules(tuple(_without_switches(found_by(CHECKS, seen, hidden, context), copy, form)))
        if context.readings is not None and not copy.machine_made:
            found = _lightened(found, hidden or seen, context.readings)
        kept = self._gathered(distinct(weighed(found, self.settings), copy, self._filed), copy, voice)
        findings = agreeing(kept, partial(self._objections, copy))
        sections = _sections(findings, tried_by(CHECKS, copy, context), self.settings)
        rating = overall(section.rating for section in sections)
        return BrandReport(
            rating=rating,
            score=score(counted(findings), rating),
            sections=sections,
            findings=findings,
            support=supported,
            rules_digest=self.rules_digest,
            engine=engine(),
            packs=self.packs,
            problems=(*self._problems, *switch_notes(copy, read_as(copy, form), self.rules)),
        )

    def _gathered(self, findings: Sequence[Finding], copy: Copy, voice: VoiceModel | None) -> tuple[Finding, ...]:
        def strange() -> Sequence[str]:
            return voice.foreign_words("\n".join(copy.fields.values()), copy.locale) if voice else ()

        told = without_private_illness(findings, copy)
        return gathered(told, strange, self._filed, self.settings.rules)

    def _objections(self, copy: Copy, text: str) -> Sequence[Finding]:
        """The rules' to a text of its own in the copy's locale."""
        return self.rules.find(text, locale=copy.locale, channel=copy.channel, form="text")


def load_check(brand: BrandFolder, extra: Sequence[Path] = ()) -> BrandCheck:
    """The check of one brand. `extra` are folders of Vale packages or `.vale.ini` files.

    Raises InputError where one of these is not there, or the brand's channels cannot be read.
    """
    return check_of(brand, load_rules(brand, extra), Channels.load(brand.channels), extra)


def check_of(
    brand: BrandFolder,
    rules: RuleSet,
    channels: Channels,
    extra: Sequence[Path] = (),
    terms: Terms | None = None,
) -> BrandCheck:
    """For rules and limits that have been read; terms are read where none are given."""
    lists = word_lists(brand.rules, extra)
    read = terms or load_terms(brand.terms)
    return BrandCheck(rules, channels, brand.brand.check, brand.path / BRAND_FILE, lists, brand.brand.name, read)


def copy_of(text: str, *, channel: str | None = None, locale: str = "en", channels: Channels | None = None) -> Copy:
    """A supplied text as copy: labelled lines ("subject: …") become the channel's fields, else it is one field.

    Raises InputError for a channel that is not known.
    """
    if channel is None or channel == "text" or channels is None:
        return Copy(fields={"text": text}, locale=locale)
    return Copy(fields=channels.get(channel).split(text), channel=channel, locale=locale)


_FORMS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
}


def form_of(path: Path) -> Format | None:
    """How a file is read, by its name; None where the name does not say."""
    return _FORMS.get(path.suffix.lower())


def _refuse_long(copy: Copy) -> None:
    size = sum(map(len, copy.fields.values()))
    if size > MOST_CHARACTERS:
        raise InputError(
            f"The copy has {size:,} characters; up to {MOST_CHARACTERS:,} are checked at once. Check it in parts."
        )


def _read(
    kinds: SentenceKinds, supported: Sequence[SentenceSupport], copy: Copy, products: Sequence[Product]
) -> tuple[Reading | None, ...]:
    names = [name for product in products for name in (product.name, *product.aliases)]
    return read_kinds(kinds, [one.sentence for one in supported], copy.locale, names)


def _lightened(findings: Sequence[Finding], seen: Seen, readings: Sequence[Reading | None]) -> tuple[Finding, ...]:
    """Sentences were read as they are seen, so findings are weighed where they stand in those."""
    light = lightened([seen.within(one) for one in findings], seen.copy, readings)
    return tuple(
        one if one.severity == weighed.severity else one.model_copy(update={"severity": weighed.severity})
        for one, weighed in zip(findings, light, strict=True)
    )


def _without_switches(findings: Iterable[Finding], copy: Copy, form: Format | None) -> Iterator[Finding]:
    """A comment that switches rules on or off hides nothing. In plain text it is no comment."""
    plain = read_as(copy, form) == "text"
    return (one for one in findings if plain or one.rule != HIDDEN or not is_switch(one.span))


def _sections(findings: Sequence[Finding], tried: dict[Family, int], settings: CheckSettings) -> tuple[Section, ...]:
    """One for each family of which at least one rule was tried, in a fixed order."""
    return tuple(
        _section(family, own, tried.get(family, 0), settings)
        for family in FAMILIES
        if (own := [finding for finding in findings if finding.family == family]) or tried.get(family)
    )


def _section(family: Family, own: Sequence[Finding], tried: int, settings: CheckSettings) -> Section:
    failed = len({finding.rule for finding in own})
    rules = max(tried, failed, 1)
    points = section_score(rules - failed, rules)
    advisory = sum(finding.severity == "advice" for finding in own)
    return _section_of(family, rate(own, points, settings), rules, len(own), advisory, rules - failed, points)


@lru_cache(maxsize=1024)  # most are of nothing found
def _section_of(
    family: Family, rating: Rating, rules: int, findings: int, advisory: int, passed: int, points: int
) -> Section:
    return Section(
        family=family, rating=rating, rules=rules, findings=findings, advisory=advisory, passed=passed, score=points
    )
