"""What waits, by how soon and how risky, a page at a time, with filters and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from agents.views import QUEUE_FIELDS, ApprovalView, CaseView, QueueCounts, QueueField
from tools.findings import Rating
from ui import locales, words
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts, taken
from ui.web.render.shell import Setting
from ui.web.wanted import NONE, PAGE, TABS, Wanted

_SEVERITY = {"P1": "red", "P2": "amber", "P3": "green"}


@dataclass(frozen=True)
class Listed:
    """One page of a list: its rows, and how many there are on all pages; `counts` is None where nothing is counted."""

    views: Sequence[ApprovalView]
    total: int
    counts: QueueCounts
    base: Mapping[QueueField, str]  # what everything is limited to, whatever is filtered
    mine: bool  # only what waits for the visitor


def tabs(current: str, counts: Mapping[str, int]) -> Safe:
    links = (
        parts.link(
            (say(f"approvals.tab_{key}"), el("span.count", locales.number(counts[key])) if key in counts else None),
            Wanted(tab=key).address,
            current=current == key,
        )
        for key in TABS
    )
    return el("nav.tabs", *links, aria_label=say("approvals.lists"))


def approvals(listed: Listed, wanted: Wanted, current: str | None, setting: Setting) -> Safe:
    addresses = wanted.addresses(view.id for view in listed.views)
    lines = (
        _approval(view, address, view.id == current, wanted, setting)
        for view, address in zip(listed.views, addresses, strict=True)
    )
    rows = el("ol.queue", *lines)
    none = say("approvals.no_match") if wanted.where else say(f"approvals.none_{wanted.tab}")
    ticks = wanted.tab == "mine" and any(map(together, listed.views))
    waits = wanted.tab in {"mine", "all"} and listed.total > 1
    return el(
        "div.several",
        _filters(listed, wanted, setting),
        el("p.quiet.order", say("approvals.order")) if waits else None,
        rows if listed.views else el("p.quiet.none", none),
        pager(wanted, len(listed.views), listed.total),
        _read_ticked(alone=not all(map(together, listed.views))) if ticks else None,
        data_form=True,
    )


def _read_ticked(*, alone: bool) -> Safe:
    """Off until something is ticked. `alone`: some have no box."""
    said = say("approvals.read_ticked")
    button = el(
        "button.button.primary",
        said,
        type="button",
        disabled=True,
        data_act="read-many",
        data_tally="read",
        data_said=said,
        data_none=said,
        aria_describedby="read-how",
    )
    how = el("p.quiet", say("approvals.tick"), f" {say('approvals.no_box')}" if alone else None, id="read-how")
    return el("div.together-foot", how, el("p.actions", button))


def together(view: ApprovalView) -> bool:
    """Policy lets it be signed with others, and nobody has changed it since it was filed."""
    return view.batch and not view.edited and view.round == 1


# filters


def _filters(listed: Listed, wanted: Wanted, setting: Setting) -> Safe | None:
    """A box for each field that tells cards apart here; what is chosen stands above, each a click away from gone."""
    where = {**listed.base, **wanted.where}
    boxes = []
    for name in QUEUE_FIELDS:
        values = {} if name in listed.base else listed.counts.values(name, where, mine=listed.mine)
        if len(values) > 1 or name in wanted.where:
            boxes.append(_box(name, values, wanted.where.get(name), setting))
    if not boxes:
        return None
    chosen = [
        el(
            "a.chosen",
            _value(name, value, setting),
            el("span", "×", aria_hidden="true"),
            href=wanted.filtered(name, None).address,
            data_open=True,
            aria_label=say("approvals.without", what=_value(name, value, setting)),
        )
        for name, value in wanted.where.items()
    ]
    title = el("summary", say("approvals.filter"), el("span.count", str(len(chosen))) if chosen else None)
    apply = parts.button(say("approvals.apply"), "filter", "small")
    return el(
        "div.filters",
        el("p.chosen-ones", *chosen) if chosen else None,
        el("details", title, el("div.form", *boxes, el("p.actions", apply), data_form=True), data_keep="open"),
    )


def _box(name: QueueField, values: Mapping[str, int], current: str | None, setting: Setting) -> Safe:
    known = values if current is None or current in values else {current: 0, **values}
    options = [
        el(
            "option",
            f"{_value(name, value, setting)} ({locales.number(count)})",
            value=value or NONE,
            selected=value == current,
        )
        for value, count in known.items()
        if count or value == current
    ]
    every = el("option", say("approvals.every"), value="", selected=current is None)
    select = el("select", every, *options, name=f"filter:{name}", data_key=f"{name}={current}")
    return el("label.field", el("span", say(f"approvals.field_{name}")), select, data_key=name)


def _value(name: QueueField, value: str, setting: Setting) -> str:
    if not value:
        return say("approvals.no_value")
    match name:
        case "brand":
            return setting.brand_name(value)
        case "channel":
            return words.channel(value)
        case "rating":
            return next((said for rating, said in words.RATING.items() if rating == value), value)
        case "locale":
            return parts.language(value)
        case "requester":
            return setting.person(value)
        case "taken":
            return say(f"taken.{value}")


def pager(wanted: Wanted, shown: int, total: int) -> Safe | None:
    """Where in the list this page is, and the way on and back."""
    if total <= PAGE and wanted.page == 1:
        return None
    first = wanted.offset + 1
    before = replace(wanted, page=wanted.page - 1, id=None)
    after = replace(wanted, page=wanted.page + 1, id=None)
    said = say("approvals.shown", first=first, last=first + shown - 1, total=total) if shown else say("approvals.past")
    return el(
        "nav.pager",
        parts.link(say("approvals.before"), before.address) if wanted.page > 1 else el("span"),
        el("span.quiet", said),
        parts.link(say("approvals.after"), after.address) if wanted.offset + shown < total else el("span"),
        aria_label=say("approvals.pages"),
    )


# rows


@lru_cache(maxsize=512)
def _title(rating: Rating | None, name: str, locale: str | None) -> Safe:
    dot = parts.dot(rating) if rating else None
    return el("span.title", dot, name, el("span.tongue", locale) if locale else None)


def name(view: ApprovalView) -> str:
    """As on the request's own page: "Instagram caption 2"."""
    if view.channel is None:
        return say("approvals.tool_call", tool=view.tool)
    return words.draft(view.channel, view.variant, view.alternative, alone=view.alone)


def due_at(view: ApprovalView, setting: Setting) -> str:
    """Where the one who reads works, else where those who are asked do."""
    return words.due_at(view.due, view.due_zones, view.due_why, _workers(view, setting))


def zone(view: ApprovalView, setting: Setting) -> str:
    """In which the card tells its deadline, and every other moment on it."""
    return words.zone(view.due_zones, _workers(view, setting))


def _workers(view: ApprovalView, setting: Setting) -> tuple[str, ...]:
    return (*setting.visitor.roles, *view.open_roles)


def _approval(view: ApprovalView, address: str, current: bool, wanted: Wanted, setting: Setting) -> Safe:
    if view.sent_back:
        state = el("span", say("approvals.with_requester", who=setting.person(view.requester)))
    elif view.status == "pending":
        state = parts.due(view.due, setting.now, title=due_at(view, setting))
    else:
        state = el("span", outcome(view, setting))
    whose = "" if view.sent_back else _roles(view.open_roles) or setting.person(view.requester)
    title = _title(view.rating, name(view), view.locale)
    tick = _tick(view) if wanted.tab == "mine" and together(view) else None
    had = taken.mark(view, setting)
    return _row(view.id, title, view.request, state, whose, had, _asked(view), tick, address, current)


def _asked(view: ApprovalView) -> Safe | None:
    """Whether a question to the requester is open, or answered, while it waits."""
    if view.status != "pending" or not view.questions_open + view.questions_answered:
        return None
    return _asked_of(open_=view.questions_open > 0)


@cache
def _asked_of(*, open_: bool) -> Safe:
    return parts.chip(say("approvals.question_open" if open_ else "approvals.question_answered"), kind="question")


@lru_cache(maxsize=2048, typed=True)  # everybody looks at the same rows again and again
def _row(
    id: str,
    title: Safe,
    request: str,
    state: Safe,
    whose: str,
    had: Safe | None,
    asked: Safe | None,
    tick: Safe | None,
    address: str,
    current: bool,
) -> Safe:
    """Of all that stands in it."""
    body = (title, el("span.request", request), el("span.line", state, had, asked, el("span", whose)))
    link = parts.link(body, address, current=current)
    return el("li", tick, link, data_key=id, class_="tickable" if tick else None)


@lru_cache(maxsize=512)
def _roles(names: tuple[str, ...]) -> str:
    return words.names(map(words.role, names))


def outcome(view: ApprovalView, setting: Setting) -> str:
    """ "Approved by Ana Reyes"."""
    if view.decided_by is None:
        return view.status.capitalize()
    return say("approvals.decided", status=view.status.capitalize(), who=setting.person(view.decided_by))


def _tick(view: ApprovalView) -> Safe:
    what = name(view) if view.channel else str(view.tool)
    return _ticked(view.id, what, view.request, view.digest)


@lru_cache(maxsize=2048, typed=True)
def _ticked(id: str, what: str, request: str, digest: str) -> Safe:
    """It signs nothing: what is ticked is read first."""
    name = say("approvals.tick_one", what=what, id=id, request=request)
    box = el("input", type="checkbox", name="read", value=id, aria_label=name)
    return el("label.tick", box, data_key=digest)


# cases


def cases(views: Sequence[CaseView], total: int, current: str | None, wanted: Wanted, place: Setting) -> Safe:
    other = replace(wanted, closed=not wanted.closed, page=1, id=None)
    turn = parts.link(say("approvals.open_cases") if wanted.closed else say("approvals.closed_cases"), other.address)
    rows = el("ol.queue", *(_case(view, view.id == current, wanted, place) for view in views))
    none = el("p.quiet.none", say("approvals.none_closed") if wanted.closed else say("approvals.none_cases"))
    return el("div", rows if views else none, pager(wanted, len(views), total), el("p.turn", turn))


def _case(view: CaseView, current: bool, wanted: Wanted, place: Setting) -> Safe:
    state = (
        parts.due(view.acknowledge_due, place.now)
        if view.status == "open"
        else el("span", words.CASE_STATUS[view.status])
    )
    holder = view.taken_by or view.assigned_to
    body = (
        el("span.title", parts.chip(view.severity, kind=f"severity {_SEVERITY[view.severity]}"), _flags(view)),
        el("span.request", view.request),
        el(
            "span.line", state, _late(view), el("span", place.person(holder) if holder else words.role(view.owner_role))
        ),
    )
    return el("li", parts.link(body, wanted.card(view.id).address, current=current), data_key=view.id)


def _late(view: CaseView) -> Safe | None:
    """The acknowledgement clock counts down beside it; the other one is named when it has run out."""
    late = view.status == "open" and "transfer" in view.overdue
    return parts.chip(say("approvals.reached_nobody"), kind="severity red") if late else None


def _flags(view: CaseView) -> str:
    return ", ".join(words.flag(flag) for flag in view.flags) or say("approvals.handed_over")
