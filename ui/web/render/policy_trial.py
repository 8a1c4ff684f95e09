"""The simulator: another policy, replayed on what was decided; it counts for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.policy.simulate import Replayed, Simulation
from ui import locales, words
from ui.texts import say
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.policy import Asked
from ui.web.render.policy_versions import pager

DAYS = (7, 30, 90, 365)
A_PAGE = 25
LONGEST = 200_000  # characters of a policy that is tried here


@dataclass(frozen=True)
class Replay:
    """What was tried, and what it came to."""

    text: str
    days: int
    told: Simulation


def page(text: str, replay: Replay | None, asked: Asked, *, lost: bool) -> Safe:
    """`text`: the policy in force, from which a change begins."""
    days = replay.days if replay else 30
    area = el(
        "textarea.code",
        replay.text if replay else text,
        name="policy",
        rows=18,
        maxlength=LONGEST,
        spellcheck="false",
        data_keep="value",
        data_key="policy-text",
    )
    options = (el("option", say("policy.last", n=each), value=each, selected=each == days) for each in DAYS)
    return el(
        "section",
        el("h2", say("policy.try_title")),
        el("p", say("policy.try_lead")),
        el("p.quiet", say("policy.lost"), role="status") if lost else None,
        el(
            "div.form",
            el("label.field", el("span", say("policy.try_text")), area),
            el(
                "label.field.short",
                el("span", say("policy.try_over")),
                el("select", *options, name="days", data_key=f"days-{days}"),
            ),
            el("p.actions", parts.button(say("policy.replay"), "replay", "primary")),
            data_form=True,
            data_key="try-policy",
        ),
        _told(replay, asked) if replay else None,
    )


def _told(replay: Replay, asked: Asked) -> Safe:
    told = replay.told
    if not told.replayed:
        left = el("p", say("policy.left_out", n=told.left_out)) if told.left_out else None
        return el("section.replayed", el("h3", say("policy.nothing_replayed"), role="status"), left)
    counts = (
        el("li", el("b", locales.number(told.effects[kind])), el("span", say(f"policy.effect_{kind}")), class_=kind)
        for kind in ("same", "stricter", "looser", "other")
    )
    return el(
        "section.replayed",
        el("h3", say("policy.replayed", n=told.replayed, days=replay.days), role="status"),
        el("ul.effects", *counts),
        el("p.trouble", say("policy.unsigned", n=told.unsigned)) if told.unsigned else None,
        el("p.quiet", say("policy.left_out", n=told.left_out)) if told.left_out else None,
        el("p.quiet", say("policy.counts_for_nothing")),
        _changes(told.changes, asked),
    )


def _changes(changes: Sequence[Replayed], asked: Asked) -> Child:
    if not changes:
        return el("p", say("policy.no_changes"))
    last = -(-len(changes) // A_PAGE)
    at = asked.number("page", 1, last)
    shown = changes[(at - 1) * A_PAGE : at * A_PAGE]
    return (el("ul.changed", *(_change(one, asked) for one in shown)), pager(at, last, asked))


def _change(one: Replayed, asked: Asked) -> Safe:
    what = say("policy.a_call", tool=one.tool) if one.tool else words.channel(one.channel or "")
    rating = parts.rating(one.rating) if one.rating in words.RATING else None  # type: ignore[arg-type]
    short = words.names(map(words.role, one.short_of))
    lacked = el("p.trouble", say("policy.lacked", roles=short)) if short else None
    return el(
        "li",
        el(
            "div.head",
            el("a", f"{what}, {one.approval}", href=places.approval(one.approval, tab="all")),
            parts.chip(say(f"policy.effect_{one.effect}"), kind=one.effect),
            rating,
            parts.ago(one.filed, asked.place.now),
        ),
        el("p", el("span.was", one.before), " → ", el("b", one.after)),
        lacked,
        el("small", f"{one.rule_before} → {one.rule_after}. {one.reason}"),
        data_key=one.approval,
    )
