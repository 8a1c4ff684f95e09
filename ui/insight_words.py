"""Figures of the insights as people read them: with their unit, and no digit more than says something."""

from datetime import date, timedelta

from agents.insights.intervals import Difference, Figure
from agents.views.insights import Group, SuiteFigure, Unit
from ui import locales, words
from ui.texts import say


def shown(value: float, unit: Unit) -> str:
    """ "31 h", "24 min", "4.2 days", "67 %", "3.4", "1,240"."""
    if unit == "share":
        return say("words.share", n=_digits(value * 100))
    if unit != "hours":
        return _digits(value)
    size = abs(value)
    if size < 1.5:
        return say("words.minutes", n=locales.number(value * 60))
    return say("words.hours", n=_digits(value)) if size < 100 else say("words.days", n=locales.number(value / 24, 1))


def figure(one: Figure, unit: Unit) -> str:
    if one.value is not None:
        return shown(one.value, unit)
    return say("insights.nothing_published") if one.n else say("insights.nothing")


def interval(one: Figure, unit: Unit) -> str | None:
    """None where there is no value."""
    if one.value is None:
        return None
    if one.low is None or one.high is None:
        return say("insights.no_interval")
    return say("insights.interval", low=shown(one.low, unit), high=shown(one.high, unit))


def signed(value: float, unit: Unit) -> str:
    """ "+12 points", "−3 h"."""
    if unit == "share":
        points = _points(value)
        return say("insights.points", n=points) if points[1:] != "1" else say("insights.one_point", n=points)
    return f"{'−' if value < 0 else '+'}{shown(abs(value), unit)}"


def _points(value: float) -> str:
    """ "+12", of percentage points."""
    return f"{'−' if value < 0 else '+'}{_digits(abs(value) * 100)}"


def difference(change: Difference, unit: Unit) -> str:
    if change.low is None or change.high is None:
        return signed(change.value, unit)
    return f"{signed(change.value, unit)} ({between(change.low, change.high, unit)})"


def between(low: float, high: float, unit: Unit) -> str:
    """ "−38 to −6 points", "−26 h to −5 min"."""
    first = _points(low) if unit == "share" else signed(low, unit)
    return say("insights.between", low=first, high=signed(high, unit))


def suite_moved(one: SuiteFigure, now: Figure, before: Figure) -> str:
    """What moved: "brand: red precision fell from 0.750 to 0.500"."""
    values = {"suite": one.suite, "figure": one.figure, "before": _exact(before.value), "now": _exact(now.value)}
    rose = (now.value or 0.0) > (before.value or 0.0)
    return say("insights.suite_rose", **values) if rose else say("insights.suite_fell", **values)


def suite_detail(one: SuiteFigure, now: Figure, before: Figure, change: Difference) -> str:
    """By how much, of how many cases, and between which kept runs."""
    values = {"change": _exact(change.value, "+"), "low": _exact(change.low, "+"), "high": _exact(change.high, "+")}
    cases = {"n": now.n, "n_before": before.n}
    told = (
        say("insights.suite_paired", **values, **cases)
        if one.paired
        else say("insights.suite_apart", **values, **cases)
    )
    return f"{told} {say('insights.suite_runs', suite=one.suite, run=one.run, run_before=one.run_before)}"


def _exact(value: float | None, sign: str = "-") -> str:
    """Three digits, as in the suites' own reports."""
    return "–" if value is None else locales.plain(f"{value:{sign}.3f}").replace("-", "−")


def group(one: Group) -> str:
    return group_name(one.by, one.key)


def group_name(by: str, key: str) -> str:
    match by:
        case "channel":
            return words.channel(key)
        case "family":
            return words.family(key)
        case "rating":
            return words.RATING.get(key, key)
        case _:
            return key


def days(since: date, until: date) -> str:
    """`until` is the day after the last: "9 Nov", "9 to 15 Nov", "30 Nov to 6 Dec"."""
    last = until - timedelta(days=1)
    if last <= since:
        return locales.day_of_year(since)
    first, end = locales.days_of_year(since, last)
    return say("insights.between", low=first, high=end)


def day(at: date) -> str:
    return locales.short_day(at)


def _digits(value: float) -> str:
    """Two digits below ten, whole numbers above."""
    size = abs(value)
    if size >= 10 or value == round(value):
        return locales.number(value)
    return locales.number(value, 1) if size >= 1 else locales.plain(f"{value:.2g}")
