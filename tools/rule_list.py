"""All rules of a brand in a list: what each asks for, how it weighs here, and whether the brand has switched it off."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from tools.check import BrandCheck
from tools.checks import CHECKS
from tools.findings import Family
from tools.inclusive.equality import gendered_rules, inclusive_rules
from tools.inclusive.file import EqualityRule
from tools.kinds.likenesses import LIKE
from tools.rating import weight
from tools.rules.definition import Rule
from tools.rules.ruleset import RuleSet
from tools.rules.spelling import in_english
from tools.why import RuleNote, of_desk, of_file, of_list

# of the desk's own checks, the family that their rules belong to
_FAMILIES: Mapping[str, Family] = {
    "disguises": "safety",
    "inclusive": "inclusive",
    "safety": "safety",
    "privacy": "privacy",
    "voice": "voice",
    "locale": "locale",
    "channel": "channel",
    "numbers": "grounding",
    "names": "grounding",
    "told": "grounding",
    "disclosure": "disclosure",
    "saturation": "wording",
    "claims": "claims",
    "support": "grounding",
    "fragments": "wording",
    "repeats": "wording",
}


class RuleView(RuleNote):
    """A rule as one brand has it: `severity` is the brand's weight for it."""

    pack: str
    languages: tuple[str, ...] = ()  # of the copy that it reads; none: of any
    channels: tuple[str, ...] = ()  # the same
    on: bool = True


def rules_of(check: BrandCheck, every: RuleSet) -> tuple[RuleView, ...]:
    """The brand's own first, then pack by pack, each by name. `every` holds what the brand switched off, too."""
    return _listed(check, every)


@lru_cache(maxsize=8)
def _listed(check: BrandCheck, every: RuleSet) -> tuple[RuleView, ...]:
    views = [_weighed(view, check) for view in _views(check, every)]
    brand = {rule.id for rule in check.rules.rules if not rule.id.startswith("copydesk-")}
    return tuple(sorted(views, key=lambda view: (view.rule not in brand, view.pack.casefold(), view.rule.casefold())))


def _views(check: BrandCheck, every: RuleSet) -> Iterator[RuleView]:
    filed = {rule.id: rule for rule in check.rules.rules}
    for rule in filed.values():
        yield _filed(rule, on=True)
    for rule in every.rules:
        if rule.id not in filed:
            yield _filed(rule, on=False)
    listed = {rule.id: rule for words in (inclusive_rules(), *check.lists) for rule in words.rules}
    for entry in listed.values():
        yield _entry(entry)
    for name in sorted(check.names - set(filed) - set(listed)):
        yield _own(name)


def _filed(rule: Rule, *, on: bool) -> RuleView:
    own = rule.own
    languages = own.locale if own else ()
    return RuleView(
        **of_file(rule).model_dump(),
        pack=rule.id.split(".")[0],
        languages=languages or (("en",) if in_english(rule) else ()),
        channels=own.channels if own else (),
        on=on,
    )


def _entry(rule: EqualityRule) -> RuleView:
    return RuleView(**of_list(rule).model_dump(), pack=rule.id.split(".")[0], languages=(rule.language,))


def _own(name: str) -> RuleView:
    note = of_desk(name).model_dump()
    return RuleView(**{**note, "family": note["family"] or _family(name)}, pack=name.split(".")[0])


def _weighed(view: RuleView, check: BrandCheck) -> RuleView:
    if view.severity is None:
        return view.model_copy(update={"severity": check.settings.rules.get(view.rule)})
    return view.model_copy(update={"severity": weight(view.rule, view.family, view.severity, check.settings)})


def _family(name: str) -> Family | None:
    if name in gendered_rules().names:
        return "inclusive"
    return _of_checks().get(name)


@cache
def _of_checks() -> dict[str, Family]:
    named = {name: _FAMILIES[check.name] for check in CHECKS if check.name in _FAMILIES for name in check.names()}
    return {**named, **{likeness.rule: likeness.family for likeness in LIKE.values()}}


def chosen(
    rules: Iterable[RuleView],
    *,
    family: str | None = None,
    pack: str | None = None,
    language: str | None = None,
    words: str = "",
) -> tuple[RuleView, ...]:
    """Those of a family and a pack that read a language ("de-AT" is German), and whose name or text has all `words`."""
    wanted = words.casefold().split()
    return tuple(
        rule
        for rule in rules
        if (not family or rule.family == family)
        and (not pack or rule.pack == pack)
        and (not language or reads(rule, language))
        and all(word in _said(rule) for word in wanted)
    )


def reads(rule: RuleView, language: str) -> bool:
    """Whether it looks at copy in that language."""
    given = f"{language.casefold()}-"
    return not rule.languages or any(given.startswith(f"{one.casefold()}-") for one in rule.languages)


def _said(rule: RuleView) -> str:
    return " ".join((rule.rule, rule.asks, *rule.bad)).casefold()
