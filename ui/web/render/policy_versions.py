"""The policy files that anything was decided under, and what one says differently from another."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agents.views import PolicyVersion
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.policy import Asked

A_PAGE = 20
MOST_LINES = 5_000  # that are compared: more take too long
_SIGN = {"+": "ins", "-": "del"}


@dataclass(frozen=True)
class Pair:
    """Two versions by their digests, with their texts."""

    before: str
    after: str
    old: str
    new: str


def versions(found: Sequence[PolicyVersion], asked: Asked, pair: Pair | None) -> Safe:
    if not found:
        return parts.empty(say("policy.no_versions"), say("policy.no_versions_why"))
    last = -(-len(found) // A_PAGE)
    page = asked.number("page", 1, last)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    older = {one.digest: before.digest for one, before in pairwise(found)}
    return el(
        "section",
        el("h2", say("policy.versions_title")),
        el("p.quiet", say("policy.versions_lead")),
        el("ul.versions", *(_row(one, older.get(one.digest), asked) for one in shown)),
        pager(page, last, asked),
        _compare(found, asked) if len(found) > 1 else None,
        _diff(pair) if pair else None,
    )


def pager(page: int, last: int, asked: Asked) -> Safe | None:
    if last <= 1:
        return None
    before = parts.link(say("policy.before"), asked.at(page=page - 1)) if page > 1 else None
    after = parts.link(say("policy.after"), asked.at(page=page + 1)) if page < last else None
    where = el("span", say("policy.page", n=page, last=last))
    return el("nav.pager", before, where, after, aria_label=say("policy.page_nav"))


def _row(one: PolicyVersion, before: str | None, asked: Asked) -> Safe:
    now = parts.chip(say("policy.now"), kind="approved") if one.in_force else None
    changes = parts.link(say("policy.changes"), asked.at(a=before, b=one.digest)) if before else None
    used = el("span", say("policy.first_used", at=parts.moment(one.first_used)))
    return el("li", el("code", one.digest[:12]), used, now, changes, data_key=one.digest)


def _compare(found: Sequence[PolicyVersion], asked: Asked) -> Safe:
    a, b = asked.get("a") or found[1].digest, asked.get("b") or found[0].digest
    return el(
        "div.form.compare",
        _pick("a", say("policy.from"), found, a),
        _pick("b", say("policy.to"), found, b),
        el("p.actions", parts.button(say("policy.compare"), "compare")),
        data_form=True,
    )


def _pick(name: str, label: str, found: Sequence[PolicyVersion], current: str) -> Safe:
    options = (
        el(
            "option",
            f"{one.digest[:12]}, {parts.moment(one.first_used)}",
            value=one.digest,
            selected=one.digest == current,
        )
        for one in found
    )
    return el("label.field", el("span", label), el("select", *options, name=name, data_key=f"{name}-{current}"))


def _diff(pair: Pair) -> Safe:
    title = el("h3", say("policy.diff_title", a=pair.before[:12], b=pair.after[:12]))
    old, new = pair.old.splitlines(), pair.new.splitlines()
    if max(len(old), len(new)) > MOST_LINES:
        return el("section.diff-of", title, el("p", say("policy.diff_long", n=MOST_LINES)))
    rows = list(_lines(old, new))
    body = el("pre", *rows, tabindex="0") if rows else el("p", say("policy.diff_none"))
    return el("section.diff-of", title, body)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Child]:
    for number, line in enumerate(difflib.unified_diff(old, new, lineterm="", n=3)):
        if number < 2:  # the names of files
            continue
        if line.startswith("@@"):
            yield el("span.place", f"{line}\n")
        else:
            yield el(_SIGN.get(line[0], "span"), f"{line}\n")
