"""The rules of a brand: a list that is searched, and one rule with its examples."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tools.rule_list import RuleView
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts, rules_tried
from ui.web.render.rules_tried import Trial

A_PAGE = 25


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `lost`: it names a try that is no longer kept."""

    query: Mapping[str, str]
    brands: Mapping[str, str]  # id → name
    channels: Sequence[str]
    longest: int  # characters that can be tried
    lost: bool = False

    def at(self, **changes: str | int | None) -> str:
        """The same address with some of it changed; None takes a part out."""
        query = {**self.query, **{key: None if value is None else str(value) for key, value in changes.items()}}
        return f"?{urlencode({key: value for key, value in query.items() if value})}"

    def get(self, name: str) -> str:
        return self.query.get(name, "")


def listing(every: Sequence[RuleView], found: Sequence[RuleView], asked: Asked) -> Safe:
    """A page of the rules that were found, under what they can be filtered by."""
    last = max(1, -(-len(found) // A_PAGE))
    page = min(max(1, int(asked.get("page")) if asked.get("page").isdecimal() else 1), last)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    off = sum(not one.on for one in found)
    counted = say("rules.found", n=len(found), of=len(every))
    rows = el("ul.rule-rows", *(_row(one, asked) for one in shown))
    return el(
        "section.rules-page",
        head(asked, "list"),
        _filters(every, asked),
        el("p.quiet", counted, f" {say('rules.off_count', n=off)}" if off else None, role="status"),
        rows if shown else _nothing(asked),
        _pager(page, last, asked),
    )


def head(asked: Asked, tab: str) -> Safe:
    brands = [el("li", _tab(name, asked.at(brand=id, page=None), asked, id)) for id, name in asked.brands.items()]
    tabs = (
        parts.link(say("rules.tab_list"), asked.at(tab=None, tried=None), current=tab == "list"),
        parts.link(say("rules.tab_try"), asked.at(tab="try", page=None), current=tab == "try"),
    )
    return el(
        "header",
        el("h1", say("menu.rules")),
        el("p.lead", say("rules.lead")),
        el("ul.brands", *brands, aria_label=say("rules.brand")) if len(brands) > 1 else None,
        el("nav.subtabs", *tabs, aria_label=say("rules.tabs")),
    )


def _tab(name: str, href: str, asked: Asked, id: str) -> Safe:
    return parts.link(name, href, current=(asked.get("brand") or next(iter(asked.brands))) == id)


def _filters(every: Sequence[RuleView], asked: Asked) -> Safe:
    families = sorted({one.family for one in every if one.family})
    packs = list(dict.fromkeys(one.pack for one in every))
    languages = sorted({language for one in every for language in one.languages})
    return el(
        "div.rule-filters",
        _words(asked),
        select("family", say("rules.family"), [(one, words.family(one)) for one in families], asked.get("family")),
        select("language", say("rules.language"), [(o, parts.language(o)) for o in languages], asked.get("language")),
        select("pack", say("rules.pack"), [(one, one) for one in packs], asked.get("pack")),
        el("p.actions", parts.button(say("rules.find"), "find", "primary"), _all(asked)),
        data_form=True,
        role="search",
    )


def _words(asked: Asked) -> Safe:
    typed = asked.get("words")
    box = el(
        "input", name="words", value=typed, maxlength=200, data_submit="find", data_key=f"words-{typed}", type="search"
    )
    return el("label.field.words", el("span", say("rules.words")), box)


def select(name: str, label: str, options: Iterable[tuple[str, str]], current: str, *, anything: bool = True) -> Safe:
    first = [el("option", say("rules.any"), value="", selected=not current)] if anything else []
    listed = (el("option", text, value=value, selected=value == current) for value, text in options)
    # keyed by its choice: where that changed, the browser takes the new one
    return el("label.field", el("span", label), el("select", *first, *listed, name=name, data_key=f"{name}-{current}"))


def _all(asked: Asked) -> Safe | None:
    if not any(asked.get(name) for name in ("family", "pack", "language", "words")):
        return None
    return parts.link(say("rules.all"), asked.at(family=None, pack=None, language=None, words=None, page=None))


def _nothing(asked: Asked) -> Safe:
    return parts.empty(say("rules.none"), say("rules.none_why"), _all(asked))


def _row(rule: RuleView, asked: Asked) -> Safe:
    title = parts.link(rule.rule, asked.at(rule=rule.rule, page=asked.get("page") or None))
    example = el("p.objects", el("b", say("rules.trips")), " ", el("q", rule.bad[0])) if rule.bad else None
    return el(
        "li",
        el("div.head", el("h2", title), *_chips(rule)),
        el("p", rule.asks or say("rules.says_itself")),
        example,
        data_key=rule.rule,
        class_=None if rule.on else "off",
    )


def _chips(rule: RuleView) -> list[Child]:
    chips: list[Child] = [severity(rule)]
    if not rule.on:
        chips.append(parts.chip(say("rules.switched"), kind="flag"))
    if rule.family:
        chips.append(parts.chip(words.family(rule.family)))
    return [*chips, *(parts.chip(parts.language(one)) for one in rule.languages)]


def severity(rule: RuleView) -> Safe:
    if rule.severity is None:
        return parts.chip(say("rules.varies"))
    return parts.chip(words.SEVERITY[rule.severity], kind=f"severity {rule.severity}")


def _pager(page: int, last: int, asked: Asked) -> Safe | None:
    if last == 1:
        return None
    before = parts.link(say("rules.before"), asked.at(page=page - 1)) if page > 1 else None
    after = parts.link(say("rules.after"), asked.at(page=page + 1)) if page < last else None
    return el(
        "nav.pager", before, el("span", say("rules.page", n=page, last=last)), after, aria_label=say("rules.page_nav")
    )


def one(rule: RuleView, asked: Asked, trial: Trial | None) -> Safe:
    """One rule in full, and a text tried against it."""
    reading = (*(parts.language(one) for one in rule.languages), *map(words.channel, rule.channels))
    facts: list[tuple[str, Child]] = [
        (say("rules.state"), say("rules.is_on") if rule.on else say("rules.is_off")),
        (say("rules.family"), words.family(rule.family) if rule.family else say("rules.varies")),
        (say("rules.pack"), rule.pack),
        (say("rules.reads"), words.names(reading) if reading else say("rules.reads_all")),
        (say("rules.source"), source(rule.source)),
    ]
    if rule.needs:
        facts.append((say("rules.needs"), rule.needs))
    return el(
        "section.rules-page",
        el("p", parts.link(say("rules.back"), asked.at(rule=None, tried=None))),
        el("header", el("h1", rule.rule), el("p.chips", severity(rule)), el("p.lead", rule.asks or _itself())),
        el("dl.fields", *((el("dt", name), el("dd", value)) for name, value in facts)),
        _examples(rule),
        el("h2", say("rules.try_one")),
        rules_tried.form(asked.longest, asked.channels, trial, rule, lost=asked.lost),
        rules_tried.against_one(rule, trial, asked.at) if trial else None,
    )


def _itself() -> str:
    return say("rules.says_itself")


def _examples(rule: RuleView) -> Safe:
    if not (rule.bad or rule.good):
        return el("p.quiet", say("rules.no_examples"))
    return el(
        "div.examples",
        _side("bad", say("rules.trips_title"), rule.bad),
        _side("good", say("rules.passes_title"), rule.good),
    )


def _side(kind: str, title: str, texts: Sequence[str]) -> Safe | None:
    mark = el("i", "×" if kind == "bad" else "✓", aria_hidden="true")
    items = (el("li", mark, el("span", text)) for text in texts)
    return el(f"section.{kind}", el("h2", title), el("ul", *items)) if texts else None


def source(text: str | None) -> Child:
    """A link where it is an address, else as it is written."""
    if not text:
        return say("rules.no_source")
    if text.startswith(("https://", "http://")) and not any(sign.isspace() for sign in text):
        return el("a", text, href=text, rel="noopener noreferrer", target="_blank")
    return text


def try_all(asked: Asked, trial: Trial | None) -> Safe:
    return el(
        "section.rules-page",
        head(asked, "try"),
        rules_tried.form(asked.longest, asked.channels, trial, None, lost=asked.lost),
        rules_tried.against_all(trial, asked.at) if trial else None,
    )
