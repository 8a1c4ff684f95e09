"""The audit trail in words: who did what to what, when, by which door and under which rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from agents.views import AuditPage
from ui import locales, words
from ui.readers import NAMERS
from ui.texts import catalogue, say
from ui.web import places
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.audit_record import record_row
from ui.web.render.audit_walk import walk_panel
from ui.web.render.shell import Setting
from ui.web.verifying import Walk

PARTS = ("about", "person", "event", "since", "until", "names", "before", "after")


@dataclass(frozen=True)
class Trail:
    """What stands on the page. `names`: reference → what it means; `namer`: the visitor may have them looked up."""

    place: Setting
    asked: Mapping[str, str]
    records: AuditPage | None = None
    trouble: str = ""
    walk: Walk | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    namer: bool = False
    named: bool = False


def address(asked: Mapping[str, str]) -> str:
    known = {name: asked[name] for name in PARTS if asked.get(name)}
    return f"?{urlencode(known)}" if known else ""


def trail(shown: Trail) -> Safe:
    return el(
        "section.audit-page",
        el("header", el("h1", say("menu.audit")), el("p.lead", say("audit.lead"))),
        walk_panel(shown.walk, shown.records.head if shown.records else None, shown.place.now, _files(shown)),
        el("section.trail", _head(shown), _filters(shown), _listed(shown)),
    )


def _head(shown: Trail) -> Safe:
    if not shown.namer:
        able = say("audit.names_by", roles=words.names(map(words.role, NAMERS)))
        return el("div.trail-head", el("h2", say("audit.records")), el("p.quiet", able))
    label = say("audit.names_hide") if shown.named else say("audit.names_show")
    return el("div.trail-head", el("h2", say("audit.records")), parts.button(label, "names", "small"))


def _files(shown: Trail) -> Safe:
    since = shown.asked.get("since", "")
    links = (
        el("a.button.small", say(f"audit.file_{form}"), href=_file(form, since), download=True)
        for form in ("jsonl", "csv")
    )
    told = say("audit.file_since", day=_day(since)) if since else say("audit.file_whole")
    return el("div.files", el("h2", say("audit.file")), el("p.quiet", told), el("p.actions", *links))


def _day(text: str) -> str:
    try:
        return locales.day(date.fromisoformat(text))
    except ValueError:  # typed into the address: what stands below says that it is none
        return text


def _file(form: str, since: str) -> str:
    return f"{places.AUDIT_FILE}?{urlencode({'form': form, **({'since': since} if since else {})})}"


def _filters(shown: Trail) -> Safe:
    asked = shown.asked
    person = say("audit.person") if shown.namer else say("audit.person_reference")
    known = el("datalist", *(el("option", value=name) for name in shown.place.people), id="people-here")
    clear = parts.link(say("audit.clear"), places.AUDIT) if any(asked.get(name) for name in PARTS[:5]) else None
    return el(
        "div.filters",
        _box("about", say("audit.about"), asked),
        _box("person", person, asked, list="people-here" if shown.namer else None),
        _events(asked.get("event", "")),
        _box("since", say("audit.since"), asked, kind="date"),
        _box("until", say("audit.until"), asked, kind="date"),
        known if shown.namer else None,
        el("p.actions", parts.button(say("audit.find"), "find", "primary"), clear),
        data_form=True,
        role="search",
    )


def _box(name: str, label: str, asked: Mapping[str, str], kind: str = "text", list: str | None = None) -> Safe:
    value = asked.get(name, "")
    box = el(
        "input",
        name=name,
        type=kind,
        value=value,
        maxlength=200,
        list=list,
        autocomplete="off",
        data_key=f"{name}-{value}",  # where the value changed, the browser takes the new one
        data_submit="find" if kind == "text" else None,
        **parts.told_at(name),
    )
    return parts.needed(el("label.field", el("span", label), box), name)


def _events(current: str) -> Safe:
    """Families with what happens in them, as the texts name them."""
    families: dict[str, list[str]] = {}
    for key in catalogue("en", "audit"):
        if key.startswith("event_"):
            family, _, name = key.removeprefix("event_").partition("__")
            families.setdefault(family, []).append(f"{family}.{name}")
    groups = [
        el("optgroup", _option(family, say("audit.all_of"), current), *_ones(events, current), label=_family(family))
        for family, events in families.items()
    ]
    chosen = el("select", _option("", say("audit.any"), current), *groups, name="event", data_key=f"event-{current}")
    return el("label.field", el("span", say("audit.event")), chosen)


def _ones(events: Iterable[str], current: str) -> Iterable[Safe]:
    said = ((event, say(f"audit.event_{event.replace('.', '__')}").rstrip(",")) for event in events)
    return (_option(event, text, current) for event, text in said)


def _family(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _option(value: str, text: str, current: str) -> Safe:
    return el("option", text, value=value, selected=value == current)


def _listed(shown: Trail) -> Safe:
    if shown.trouble:
        return parts.empty(say("audit.none"), shown.trouble, parts.link(say("audit.clear"), places.AUDIT))
    found = shown.records
    if found is None or not found.records:
        why = say("audit.none_why") if address(shown.asked) else say("audit.none_yet")
        return parts.empty(say("audit.none"), why)
    rows = el("ol.records", *(record_row(one, shown.place, shown.names, named=shown.named) for one in found.records))
    return el("div", rows, _pager(found, shown.asked))


def _pager(found: AuditPage, asked: Mapping[str, str]) -> Safe:
    first, last = found.records[0].seq, found.records[-1].seq
    rest = {name: value for name, value in asked.items() if name not in ("before", "after")}
    newer = parts.link(say("audit.newer"), _at({**rest, "after": str(first)})) if found.newer else None
    newest = parts.link(say("audit.newest"), _at(rest)) if found.newer else None
    older = parts.link(say("audit.older"), _at({**rest, "before": str(last)})) if found.older else None
    told = el("span.quiet", say("audit.shown", first=first, last=last, all=found.last))
    return el("nav.pager", newest, newer, older, told, aria_label=say("audit.pages"))


def _at(asked: Mapping[str, str]) -> str:
    return f"{places.AUDIT}{address(asked)}"
