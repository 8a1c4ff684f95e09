"""A policy in words: from the top, what each rule asks, of whom, by when, and how often it decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from agents.policy.lint import Problem
from agents.views import PolicyRuleView, PolicyWords
from ui import locales, words
from ui.texts import say
from ui.web.here import here
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting

TABS = ("words", "tiers", "try", "map", "versions")
DAYS = (30, 90)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and where the page is drawn."""

    query: Mapping[str, str]
    place: Setting

    def at(self, **changes: str | int | None) -> str:
        """The same address with some of it changed; None takes a part out."""
        query = {**self.query, **{key: None if value is None else str(value) for key, value in changes.items()}}
        return f"?{urlencode({key: value for key, value in query.items() if value})}"

    def get(self, name: str) -> str:
        return self.query.get(name, "")

    def number(self, name: str, least: int, most: int) -> int:
        """What stands there, as near as it may be; `least` where it is no number."""
        given = self.get(name)
        return min(max(int(given), least), most) if given.isdecimal() and len(given) < 9 else least

    @property
    def tab(self) -> str:
        return self.get("tab") if self.get("tab") in TABS else TABS[0]

    @property
    def days(self) -> int:
        return next((days for days in DAYS if str(days) == self.get("days")), DAYS[0])


def head(asked: Asked, digest: str) -> Safe:
    brands = asked.place.brand_names
    first = asked.get("brand") or next(iter(brands), "")
    choice = [
        el("li", parts.link(name, f"?{urlencode({'brand': id})}", current=id == first)) for id, name in brands.items()
    ]
    kept = {key: value for key, value in asked.query.items() if key == "brand"}
    tabs = [
        parts.link(say(f"policy.tab_{tab}"), f"?{urlencode({**kept, 'tab': tab})}", current=tab == asked.tab)
        for tab in TABS
    ]
    return el(
        "header",
        el("h1", say("menu.policy")),
        el("p.lead", say("policy.lead")),
        el("p.quiet", say("policy.in_force"), " ", el("code", digest[:12])),
        el("ul.brands", *choice, aria_label=say("policy.brand")) if len(choice) > 1 else None,
        el("nav.subtabs", *tabs, aria_label=say("policy.tabs")),
    )


def problems(refused: Sequence[str], found: Sequence[Problem]) -> Safe | None:
    """What is wrong, errors first: a file that is not in force, then what lint says."""
    rows = [el("li.error", el("b", say("policy.refused")), el("p", here(line))) for line in refused]
    for one in found:
        level = say("policy.error") if one.level == "error" else say("policy.warning")
        rows.append(el("li", el("b", level), el("p", _about(one)), class_=one.level))
    if not rows:
        return None
    return el("section.problems", el("h2", say("policy.problems")), el("ul", *rows))


def _about(one: Problem) -> str:
    said = here(one.words)
    return f"{one.rule}: {said}" if one.rule else said


def in_words(policy: PolicyWords, asked: Asked) -> Safe:
    switch = (parts.link(say("policy.days", n=days), asked.at(days=days), current=days == policy.days) for days in DAYS)
    told = say("policy.filed", n=policy.filed, days=policy.days)
    own = f" {say('policy.by_policy', n=policy.by_policy)}" if policy.by_policy else ""
    rules = policy.rules
    return el(
        "section",
        el("h2", say("policy.words_title")),
        el("div.over", el("p", told, own), el("nav.switch", *switch, aria_label=say("policy.over"))),
        el("ol.rules-in-words", *(_rule(rule, policy.filed) for rule in rules)),
    )


def _rule(rule: PolicyRuleView, filed: int) -> Safe:
    when = el("p", el("b", say("policy.when")), " ", _conditions(rule))
    return el(
        "li",
        el(
            "div.what", el("h3", rule.because), when, el("p", el("b", say("policy.then")), " ", asks(rule)), _meta(rule)
        ),
        _count(rule, filed),
        data_key=rule.id,
    )


def _conditions(rule: PolicyRuleView) -> str:
    if not rule.when:
        return say("policy.always")
    said = f" {say('policy.and')} ".join(rule.when)
    return f"{said}."


def asks(rule: PolicyRuleView) -> str:
    """What follows, in a sentence."""
    who = rule.asks
    match rule.kind:
        case "also":
            return say("policy.asks_also", who=who)
        case "hold":
            return say("policy.asks_hold", who=who)
        case "block":
            return say("policy.asks_block", who=who)
        case "tier":
            closed = say("policy.asks_closed", who=who) if who else say("policy.asks_next")
            return f"{say('policy.asks_tier', tier=rule.tier)} {closed}"
        case _:
            return say("policy.asks_sign", who=who)


def _meta(rule: PolicyRuleView) -> Safe:
    said: list[Child] = [parts.chip(say(f"policy.kind_{rule.kind}"), kind=f"kind is-{rule.kind}")]
    if rule.deadline:
        said.append(el("span", say("policy.deadline", time=rule.deadline)))
    if rule.remind:
        said.append(el("span", say("policy.remind", times=words.names(rule.remind))))
    if rule.chain:
        said.append(el("span", say("policy.chain", roles=words.names(map(words.role, rule.chain)))))
    if rule.batch:
        said.append(el("span", say("policy.batch")))
    if rule.tools:
        said.append(el("span", say("policy.tools")))
    return el("p.meta", *said, el("code", rule.id))


def _count(rule: PolicyRuleView, filed: int) -> Safe:
    number = rule.added if rule.kind in {"also", "hold"} else rule.decided
    word = say("policy.added") if rule.kind in {"also", "hold"} else say("policy.decided")
    share = say("policy.of_all", share=percent(number / filed)) if filed else None
    return el("p.counted", el("b", locales.number(number)), el("span", word), el("small", share) if share else None)


def percent(share: float) -> str:
    """ "7 %", "0.4 %": enough to tell it from nothing."""
    value = 100 * share
    return say("words.share", n=locales.number(value, 1 if 0 < value < 10 and round(value, 1) != round(value) else 0))
