"""The checks that a report is made of. A new family is one entry of CHECKS: what it looks for, and how many rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.check_settings import CheckSettings
from knowledge.disclosure_settings import DisclosureSettings
from knowledge.facts import Claim, Fact, Product
from knowledge.passages import Passage
from tools.channel_check import check_channel
from tools.channels import Channel
from tools.claims.check import CLAIM_RULES, check_claims
from tools.copy import Copy
from tools.disclosure_check import DISCLOSURE_RULES, check_disclosure
from tools.disguise_check import DISGUISE_RULES, check_disguises
from tools.findings import Family, Finding, SentenceSupport
from tools.grounding.evidence import is_evidence
from tools.grounding.numbers.check import GROUNDING_RULES, check_numbers
from tools.grounding.numbers.fragment_check import RULE as COUNT_ALONE
from tools.grounding.numbers.fragment_check import check_fragments
from tools.grounding.sentences.follows_from_facts import without_reckoned
from tools.grounding.sentences.ranks import check_ranks
from tools.grounding.sentences.support import RULE as UNSUPPORTED
from tools.grounding.sentences.support import check_support
from tools.grounding.sentences.told_otherwise import TOLD_RULES, check_told_otherwise
from tools.grounding.terms import Terms
from tools.inclusive.equality import EqualityRules, check_inclusive, inclusive_digest, inclusive_names, inclusive_rules
from tools.kinds.check import check_kinds
from tools.kinds.likenesses import KIND_FAMILIES, KIND_RULES
from tools.kinds.model import Reading
from tools.kinds.model import digest as kinds_digest
from tools.locale.check import LOCALE_RULES, check_locale
from tools.people.names_check import NAMES_RULES, check_names
from tools.people.privacy_check import PRIVACY_RULES, check_privacy, privacy_rules
from tools.repeats import RULE as REPEATED
from tools.repeats import Recent, check_repeats
from tools.rules.ruleset import RuleSet
from tools.safety.check import check_safety, safety_digest, safety_names
from tools.safety.unseen import check_unseen
from tools.saturation_check import SATURATION_RULES, check_saturation
from tools.text.markup import Format
from tools.text.prose import outside_code
from tools.text.seen import Seen
from tools.unlabelled import RULE as UNLABELLED
from tools.unlabelled import check_unlabelled
from tools.voice.check import VOICE_RULES, check_voice
from tools.voice.loud import SHOUTS, check_loudness
from tools.voice.model import VoiceModel

DEFAULT = CheckSettings()


@dataclass(frozen=True)
class Context:
    """All that a check may know besides the copy."""

    rules: RuleSet
    channel: Channel | None
    today: date
    evidence: Sequence[Passage] = ()
    facts: Sequence[Fact] = ()
    claims: Sequence[Claim] = ()
    products: Sequence[Product] = ()
    supported: Sequence[SentenceSupport] = ()
    readings: Sequence[Reading | None] | None = None  # of the same sentences; None where nothing reads them
    recent: Sequence[Recent] = ()
    settings: CheckSettings = DEFAULT
    form: Format | None = None
    lists: Sequence[EqualityRules] = ()
    voice: VoiceModel | None = None
    brand: str = ""  # its name, as it writes it
    terms: Terms | None = None  # what its documents give one number of; the desk's where none are given

    @property
    def asked(self) -> tuple[DisclosureSettings, ...]:
        """Who asks for labels: the brand, and the channel."""
        return (self.settings.disclosure, *((self.channel.disclosure,) if self.channel else ()))

    @property
    def stated(self) -> tuple[str, ...]:
        """What the brand's documents say, in their words: not its own past copy."""
        passages = (each.text for each in self.evidence if is_evidence(each))
        return (*passages, *(fact.statement for fact in self.facts if fact.statement))

    @property
    def grounded(self) -> bool:
        """Whether there is anything that a sentence could rest on."""
        return bool(self.evidence or self.facts)


Tried = Mapping[Family, int]


def _nothing() -> str:
    return ""


@dataclass(frozen=True)
class Check:
    """`run` finds; `tried` says how many rules of which family that was, `names` what they are called."""

    name: str
    run: Callable[[Copy, Context], Iterable[Finding]]
    tried: Callable[[Copy, Context], Tried]
    names: Callable[[], Sequence[str]] = tuple
    digest: Callable[[], str] = _nothing  # of the files that its rules come from
    reads_source: bool = False  # knows markup for what it is; the others see words alone
    sees_through: bool = False  # knows hidden and borrowed letters for what they are; the others are shown none


def plain(
    name: str,
    family: Family,
    rules: Callable[[], Sequence[str]],
    run: Callable[[Copy], Iterable[Finding]],
    digest: Callable[[], str] = _nothing,
    *,
    sees_through: bool = True,
) -> Check:
    """A check that needs nothing but the copy, and always tries the same rules."""
    return Check(
        name,
        lambda copy, _: run(copy),
        lambda _copy, _context: {family: len(rules())},
        rules,
        digest,
        sees_through=sees_through,
    )


CHANNEL_RULES = (
    *(f"channel.{name}" for name in ("TooLong", "Long", "Cut", "TooShort", "Missing", "Double", "Bytes", "Parts")),
    *(f"channel.{name}" for name in ("Hashtags", "Mentions", "Emoji", "UnknownField", "TooMany")),
    UNLABELLED,
)

CHECKS: tuple[Check, ...] = (
    Check(
        "rules",
        lambda copy, known: known.rules.check(copy, known.form),
        lambda copy, known: known.rules.tried(copy.locale, copy.channel, known.form),
        reads_source=True,
    ),
    plain("disguises", "safety", lambda: DISGUISE_RULES, check_disguises),
    Check(
        "inclusive",
        lambda copy, known: outside_code(
            (*check_inclusive(copy), *(one for words in known.lists for one in words.check(copy))), copy, known.form
        ),
        lambda copy, known: {
            "inclusive": sum(words.tried_in(copy.locale) for words in (inclusive_rules(), *known.lists))
        },
        inclusive_names,
        inclusive_digest,
        sees_through=True,
    ),
    plain("safety", "safety", safety_names, check_safety, safety_digest),
    Check(
        "unseen",
        lambda copy, known: check_unseen(copy, known.form),
        lambda _copy, _known: {},  # rules of safety, tried with it
        reads_source=True,
    ),
    Check(
        "privacy",
        lambda copy, known: check_privacy(copy, known.settings.contacts),
        lambda _copy, _known: {"privacy": len(PRIVACY_RULES)},
        lambda: PRIVACY_RULES,
        lambda: privacy_rules().digest,
        sees_through=True,
    ),
    Check(
        "voice",
        lambda copy, known: check_voice(copy, known.voice),
        lambda _, known: {"voice": len(VOICE_RULES)} if known.voice else {},
        lambda: VOICE_RULES,
    ),
    Check(
        "loudness",
        lambda copy, _known: check_loudness(copy),
        lambda _copy, _known: {},  # a rule of the voice, whether or not that is measured
        lambda: (SHOUTS,),
    ),
    plain("locale", "locale", lambda: LOCALE_RULES, check_locale),
    Check(
        "channel",
        lambda copy, known: _on_channel(copy, known.channel) if known.channel else (),
        lambda _, known: {"channel": known.channel.limits} if known.channel else {},
        lambda: CHANNEL_RULES,
        reads_source=True,
    ),
    Check(
        "numbers",
        lambda copy, known: check_numbers(copy, known.evidence, known.facts, known.today, known.products, known.terms),
        lambda _copy, _known: {"grounding": len(GROUNDING_RULES)},
        lambda: GROUNDING_RULES,
    ),
    Check(
        "names",
        lambda copy, known: check_names(copy, known.evidence, known.facts, known.products, known.brand),
        lambda _, known: {"grounding": len(NAMES_RULES)} if known.grounded or known.products else {},
        lambda: NAMES_RULES,
    ),
    Check(
        "told",
        lambda copy, known: (
            *check_told_otherwise(copy, known.evidence, known.facts, known.products),
            *check_ranks(copy, known.facts, known.products),
        ),
        lambda _, known: {"grounding": len(TOLD_RULES)} if known.grounded else {},
        lambda: TOLD_RULES,
    ),
    Check(
        "disclosure",
        lambda copy, known: check_disclosure(copy, known.asked, machine_made=copy.machine_made, brand=known.brand),
        lambda _copy, _known: {"disclosure": len(DISCLOSURE_RULES)},
        lambda: DISCLOSURE_RULES,
    ),
    Check(
        "saturation",
        lambda copy, known: (
            check_saturation(copy, known.recent, known.settings.saturation, known.stated) if known.recent else ()
        ),
        lambda _, known: {"wording": len(SATURATION_RULES)} if known.recent else {},
        lambda: SATURATION_RULES,
    ),
    Check(
        "claims",
        lambda copy, known: check_claims(copy, known.claims, known.evidence, known.products),
        lambda _, known: {"claims": len(CLAIM_RULES) + len(known.claims)},
        lambda: CLAIM_RULES,
    ),
    Check(
        "support",
        lambda copy, known: _unsupported(copy, known) if known.grounded else (),
        lambda _, known: {"grounding": 1} if known.grounded else {},
        lambda: (UNSUPPORTED,),
    ),
    Check(
        "kinds",
        lambda copy, known: () if known.readings is None else _kinds(copy, known, known.readings),
        lambda _, known: {} if known.readings is None else KIND_FAMILIES,
        lambda: KIND_RULES,
        kinds_digest,
    ),
    plain("fragments", "wording", lambda: (COUNT_ALONE,), check_fragments, sees_through=False),
    Check(
        "repeats",
        lambda copy, known: check_repeats(copy, known.recent),
        lambda _, known: {"wording": 1} if known.recent else {},
        lambda: (REPEATED,),
    ),
)


def _unsupported(copy: Copy, known: Context) -> tuple[Finding, ...]:
    found = check_support(copy, known.supported)
    return without_reckoned(found, copy, known.evidence, known.facts, known.today, known.products)


def _kinds(copy: Copy, known: Context, readings: Sequence[Reading | None]) -> tuple[Finding, ...]:
    forbids = any(claim.status == "forbidden" for claim in known.claims)
    is_copy = copy.channel not in (None, "text") or known.grounded or bool(known.claims or known.products)
    return check_kinds(copy, readings, known.supported, forbids_praise=forbids, is_copy=is_copy)


def _on_channel(copy: Copy, channel: Channel) -> tuple[Finding, ...]:
    return (*check_channel(copy, channel), *check_unlabelled(copy, channel))


def names_of(checks: Iterable[Check]) -> frozenset[str]:
    """The rules that no file names."""
    return frozenset(name for check in checks for name in check.names())


def digest_of(checks: Iterable[Check]) -> str:
    return " ".join(check.digest() for check in checks)


def found_by(checks: Iterable[Check], seen: Seen, hidden: Seen | None, context: Context) -> Iterator[Finding]:
    """`hidden` is what is seen without its disguises. Places are those of the copy as it was given."""
    for check in checks:
        if check.reads_source:
            yield from check.run(seen.given, context)
            continue
        read = seen if hidden is None or check.sees_through else hidden
        yield from read.in_place(check.run(read.copy, context))


def tried_by(checks: Iterable[Check], copy: Copy, context: Context) -> dict[Family, int]:
    total: dict[Family, int] = {}
    for check in checks:
        for family, count in check.tried(copy, context).items():
            total[family] = total.get(family, 0) + count
    return total
