"""The checks that a report is made of. A new family is one entry of CHECKS: what it looks for, and how many rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.check_settings import CheckSettings
from knowledge.facts import Claim, Fact, Product
from knowledge.passages import Passage
from tools.channel_check import check_channel
from tools.channels import Channel
from tools.claims import CLAIM_RULES, check_claims
from tools.copy import Copy
from tools.disguise_check import DISGUISE_RULES, check_disguises
from tools.findings import Family, Finding, SentenceSupport
from tools.fragment_check import check_fragments
from tools.grounding import GROUNDING_RULES, check_numbers
from tools.markup import Format
from tools.repeats import Recent, check_repeats
from tools.rules.ruleset import RuleSet
from tools.support import check_support

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
    recent: Sequence[Recent] = ()
    settings: CheckSettings = DEFAULT
    form: Format | None = None

    @property
    def grounded(self) -> bool:
        """Whether there is anything that a sentence could rest on."""
        return bool(self.evidence or self.facts)


Tried = Mapping[Family, int]


@dataclass(frozen=True)
class Check:
    """`run` finds; `tried` says how many rules of which family that was."""

    name: str
    run: Callable[[Copy, Context], Iterable[Finding]]
    tried: Callable[[Copy, Context], Tried]


def plain(name: str, family: Family, rules: Sequence[str], run: Callable[[Copy], Iterable[Finding]]) -> Check:
    """A check that needs nothing but the copy, and always tries the same rules."""
    return Check(name, lambda copy, _: run(copy), lambda _copy, _context: {family: len(rules)})


CHECKS: tuple[Check, ...] = (
    Check(
        "rules",
        lambda copy, known: known.rules.check(copy, known.form),
        lambda copy, known: known.rules.tried(copy.locale, copy.channel),
    ),
    plain("disguises", "safety", DISGUISE_RULES, check_disguises),
    Check(
        "channel",
        lambda copy, known: check_channel(copy, known.channel) if known.channel else (),
        lambda _, known: {"channel": known.channel.limits} if known.channel else {},
    ),
    Check(
        "numbers",
        lambda copy, known: check_numbers(copy, known.evidence, known.facts, known.today, known.products),
        lambda _copy, _known: {"grounding": len(GROUNDING_RULES)},
    ),
    Check(
        "claims",
        lambda copy, known: check_claims(copy, known.claims, known.evidence),
        lambda _, known: {"claims": len(CLAIM_RULES) + len(known.claims)},
    ),
    Check(
        "support",
        lambda copy, known: check_support(copy, known.supported) if known.grounded else (),
        lambda _, known: {"grounding": 1} if known.grounded else {},
    ),
    plain("fragments", "wording", ("copydesk.CountAlone",), check_fragments),
    Check(
        "repeats",
        lambda copy, known: check_repeats(copy, known.recent),
        lambda _, known: {"wording": 1} if known.recent else {},
    ),
)


def tried_by(checks: Iterable[Check], copy: Copy, context: Context) -> dict[Family, int]:
    total: dict[Family, int] = {}
    for check in checks:
        for family, count in check.tried(copy, context).items():
            total[family] = total.get(family, 0) + count
    return total
