"""Verifying the trail: how far the walk is, what it came to, and the head that is written down elsewhere."""

from datetime import datetime

from agents.ledger.chain import AuditReport
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.verifying import Walk


def walk_panel(walk: Walk | None, head: str | None, now: datetime, files: Child) -> Safe:
    busy = walk is not None and walk.under_way
    told = parts.told_at("heads")
    heads = el("textarea", name="heads", rows=2, data_keep="value", spellcheck="false", autocapitalize="off", **told)
    pasted = el(
        "details.pasted",
        el("summary", say("audit.heads")),
        parts.needed(el("label.field", el("span", say("audit.heads_label")), heads), "heads"),
        data_keep="open",
    )
    button = parts.button(say("audit.verify"), "verify", "primary", waits=busy)
    form = el("div.form", el("p.quiet", say("audit.verify_why")), pasted, el("p.actions", button), data_form=True)
    came = _came(walk, now) if walk is not None else _head(head)
    return el("div.panels", el("section.verify", el("h2", say("audit.verify_title")), form, came), el("section", files))


def _came(walk: Walk, now: datetime) -> Safe:
    if walk.under_way:
        most = walk.total or 1
        told = say("audit.walking", done=walk.done, total=walk.total) if walk.total else say("audit.walking_begins")
        bar = el("progress", value=walk.done, max=most, aria_label=say("audit.verify_title"))
        return el("div.walk", bar, el("p.quiet", told, role="status"))
    when = el("small", parts.ago(walk.began, now))
    if walk.report is None:
        return el("div.walk.broken", el("p", walk.trouble, " ", when, role="alert"))
    report = walk.report
    if not report.ok:
        return el("div.walk.broken", el("p", el("b", f"× {_problem(report)}"), " ", when, role="alert"))
    if not report.records:
        return el("div.walk.whole", el("p", say("audit.empty_trail"), " ", when, role="status"))
    agreed = say("audit.agreed", n=len(walk.heads)) if walk.heads else ""
    told = f"✓ {say('audit.unbroken', n=report.records)} {agreed}".strip()
    return el("div.walk.whole", el("p", el("b", told), " ", when, role="status"), _head(report.head))


def _problem(report: AuditReport) -> str:
    said = report.problem or say("audit.broken")
    return f"{said[0].upper()}{said[1:]}."


def _head(head: str | None) -> Safe | None:
    if head is None or ":" not in head:
        return None
    copied = el("button.button.small", say("audit.copy"), type="button", data_copy="#audit-head")
    return el(
        "div.head-now", el("p.quiet", say("audit.write_down")), el("p.line", el("code", head, id="audit-head"), copied)
    )
