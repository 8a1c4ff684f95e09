"""One measure as a card: its figure, what it was before, what the team wants, a plot, and the same as tables."""

from collections.abc import Callable, Sequence

from agents.insights.intervals import Figure
from agents.views.insights import Baseline, Group, MeasureView, Point, Target, Unit
from ui import insight_words as said
from ui import locales
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.plots import Bar, bars

Runs = Callable[[str, str | None], str]  # a measure, and a group of it → the address of its requests


def card(one: MeasureView, runs: Runs) -> Safe:
    name = say(f"insights.name_{one.measure}")
    return el(
        "article.figure",
        el("h3", name),
        _value(one, name, runs),
        _change(one),
        _goal(one),
        _plot(one, name) if any(point.figure.value is not None for point in one.series) else None,
        el("p.about", say(f"insights.about_{one.measure}")),
        _groups(one, name, runs) if one.groups else None,
        _series(one, name) if any(point.figure.n for point in one.series) else None,
        data_key=one.measure,
    )


def number(figure: Figure, unit: Unit, name: str, href: str) -> Safe:
    """Leads to its requests; where there are none it is plain words."""
    shown = said.figure(figure, unit)
    if figure.n == 0:
        return el("span.quiet", shown)
    return el("a", shown, href=href, data_open=True, aria_label=say("insights.runs_of", name=name, n=shown))


def _value(one: MeasureView, name: str, runs: Runs) -> Safe:
    bounds = said.interval(one.now, one.unit)
    cases = say("insights.cases", n=one.now.n) if one.now.n else None
    small = ", ".join(part for part in (bounds, cases) if part)
    return el(
        "p.value",
        el(
            "b",
            number(one.now, one.unit, name, runs(one.measure, None)),
            class_=None if one.now.value is not None else "absent",
        ),
        el("small", small) if small else None,
    )


def _change(one: MeasureView) -> Safe | None:
    if one.now.value is None:
        return None
    change = one.change
    if change is None:
        return el("p.change", say("insights.change_none"))
    if change.value == 0:
        return el("p.change", say("insights.change_same"))
    size = said.signed(abs(change.value), one.unit).removeprefix("+")
    text = say(f"insights.change_{'less' if change.value < 0 else 'more'}", size=size)
    if change.low is not None and change.high is not None:
        text = f"{text} ({said.between(change.low, change.high, one.unit)})"
    verdict = "unclear"
    if change.clear:
        better = (change.value < 0) == (one.better == "less")
        verdict = "moved" if one.better is None else "better" if better else "worse"
    mark = "▾" if change.value < 0 else "▴"
    chip = parts.chip(_VERDICTS[verdict]())
    return el("p.change", el("i", mark, aria_hidden="true"), f" {text} ", chip, class_=verdict)


_VERDICTS: dict[str, Callable[[], str]] = {
    "better": lambda: say("insights.change_better"),
    "worse": lambda: say("insights.change_worse"),
    "moved": lambda: say("insights.change_moved"),
    "unclear": lambda: say("insights.change_unclear"),
}


def _goal(one: MeasureView) -> Safe:
    return el("p.goal", _baseline(one.baseline, one.unit), " · ", *_target(one.target, one.unit))


def _baseline(given: Baseline | None, unit: Unit) -> Safe:
    if given is None:
        return el("span", say("insights.baseline_none"))
    text = say("insights.baseline", value=said.shown(given.value, unit))
    if given.since and given.until:
        when = say("insights.baseline_when", since=said.day(given.since), until=said.day(given.until))
    elif given.since:
        when = say("insights.baseline_since", since=said.day(given.since))
    else:
        when = say("insights.baseline_until", until=said.day(given.until)) if given.until else ""
    more = ", ".join(part for part in (when, given.how) if part)
    return el("span", f"{text} ({more})" if more else text)


def _target(given: Target | None, unit: Unit) -> tuple[Child, ...]:
    if given is None:
        return (el("span", say("insights.target_none")),)
    if given.value is None:
        return el("span", say("insights.target", said=given.said)), " ", parts.chip(say("insights.target_waits"))
    value = said.shown(given.value, unit)
    relative = given.said[:1] in "+-−"
    change = given.said.replace("-", "−").replace("%", " %").replace("  ", " ")
    text = say("insights.target_is", said=change, value=value) if relative else say("insights.target", said=value)
    if given.reached is None:
        return el("span", text), " ", parts.chip(say("insights.target_open"))
    if given.reached:
        return el("span", text), " ", parts.chip(say("insights.target_reached"), kind="approved")
    return el("span", text), " ", parts.chip(say("insights.target_missed"), kind="severity amber")


def _plot(one: MeasureView, name: str) -> Safe:
    step = max((point.until - point.since).days for point in one.series)
    told = say("insights.plot", name=name, step=say("insights.by_days", n=step), unit=unit_name(one.unit))
    shares = one.unit == "share"
    return bars(
        [_bar(point, one.unit) for point in one.series],
        name=told,
        unit=unit_name(one.unit),
        tick=lambda value: locales.plain(f"{value * 100 if shares else value:g}"),
        top=1.0 if shares else None,
        line=(say("insights.target_line"), one.target.value) if one.target and one.target.value is not None else None,
    )


def unit_name(unit: Unit) -> str:
    names = {
        "hours": lambda: say("insights.unit_hours"),
        "share": lambda: say("insights.unit_share"),
        "calls": lambda: say("insights.unit_calls"),
        "tokens": lambda: say("insights.unit_tokens"),
    }
    return names[unit]()


def _bar(point: Point, unit: Unit) -> Bar:
    when, figure = said.days(point.since, point.until), point.figure
    if figure.value is None:
        return Bar(when, say("insights.point_empty", when=when), None)
    told = say("insights.point", when=when, value=said.figure(figure, unit), cases=say("insights.cases", n=figure.n))
    return Bar(when, told, figure.value, figure.low, figure.high)


def _groups(one: MeasureView, name: str, runs: Runs) -> Safe:
    severity = any(group.by == "severity" for group in one.groups)
    title = say("insights.details_severity") if severity else say("insights.details_groups")
    rows = (_group(group, one, name, runs) for group in one.groups)
    return _folded(title, name, ("group", "value", "cases", "before"), rows, one.measure + "-groups")


def _group(group: Group, one: MeasureView, name: str, runs: Runs) -> Safe:
    label = said.group(group)
    value = number(group.now, one.unit, f"{name}, {label}", runs(one.measure, group.id))
    bounds = el("small", _bounds(group.now, one.unit))
    return _row(label, (value, bounds), group.now.n, said.figure(group.before, one.unit))


def _series(one: MeasureView, name: str) -> Safe:
    rows = (
        _row(
            said.days(point.since, point.until),
            _at(point.figure, one.unit),
            point.figure.n,
        )
        for point in one.series
    )
    title = say("insights.details_series")
    return _folded(title, name, ("when", "value", "cases"), rows, one.measure + "-series")


def _at(figure: Figure, unit: Unit) -> Child:
    if figure.value is None:
        return say("insights.point_none")
    return said.figure(figure, unit), el("small", _bounds(figure, unit))


def _bounds(figure: Figure, unit: Unit) -> str:
    if figure.low is None or figure.high is None:
        return "" if figure.value is None else say("insights.no_interval")
    return f"{said.shown(figure.low, unit)} – {said.shown(figure.high, unit)}"


def _row(label: Child, *cells: Child) -> Safe:
    return el("tr", el("th", label, scope="row"), *(el("td", cell) for cell in cells))


def _folded(title: str, name: str, columns: Sequence[str], rows: object, key: str) -> Safe:
    head = el("tr", *(el("th", say(f"insights.column_{column}"), scope="col") for column in columns))
    table = el("table.rows", el("caption.unseen", f"{name}: {title}"), el("thead", head), el("tbody", *rows))  # type: ignore[misc]
    region = el("div.scroll", table, tabindex="0", role="region", aria_label=f"{name}: {title}")
    return el("details", el("summary", title), region, data_keep="open", data_key=key)
