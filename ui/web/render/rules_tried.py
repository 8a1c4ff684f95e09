"""A text tried against the rules: where they object, why, and what could stand there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tools.copy import Copy
from tools.findings import BrandReport, Finding
from tools.rule_list import RuleView, reads
from tools.why import RuleNote
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.findings import highlighted, sections

MOST = 50  # findings that are listed; all are marked


@dataclass(frozen=True)
class Trial:
    """What was tried. `rule` is the one it was tried against, None for all; `notes` say what each found rule asks."""

    copy: Copy
    report: BrandReport
    rule: str | None = None
    notes: Mapping[str, RuleNote] = field(default_factory=dict)


def form(longest: int, channels: Sequence[str], trial: Trial | None, rule: RuleView | None, *, lost: bool) -> Safe:
    known = trial.copy if trial else None
    locale = known.locale if known else rule.languages[0] if rule and rule.languages else "en"
    tags = dict.fromkeys((locale, *words.LANGUAGE))
    picked = known.channel if known else None
    area = el(
        "textarea",
        known.text if known else None,
        name="text",
        rows=5,
        maxlength=longest,
        required=True,
        data_keep="value",
        data_key=f"try-{rule.rule if rule else 'all'}",
        **parts.needs("text", say("rules.no_text")),
    )
    pressed = say("rules.try_this") if rule else say("rules.try_every")
    return el(
        "div.form.try",
        el("p.quiet", say("rules.lost"), role="status") if lost else None,
        parts.needed(el("label.field", el("span", say("rules.text")), area), "text", say("rules.no_text")),
        el(
            "div.pair",
            _select("locale", say("rules.language"), [(tag, parts.language(tag)) for tag in tags], locale),
            _select(
                "channel",
                say("rules.channel"),
                [("", say("rules.no_channel")), *((one, words.channel(one)) for one in channels)],
                picked or "",
            ),
        ),
        _machine_made(known),
        el("p.actions", parts.button(pressed, "try", "primary")),
        data_form=True,
        data_key="try",
    )


def _machine_made(known: Copy | None) -> Safe:
    was = known is not None and known.machine_made
    box = el("input", type="checkbox", name="machine_made", value="yes", checked=was, data_key=f"machine-made-{was}")
    return el("label.pick", box, say("rules.machine_made"))


def _select(name: str, label: str, options: Sequence[tuple[str, str]], current: str) -> Safe:
    listed = (el("option", text, value=value, selected=value == current) for value, text in options)
    return el("label.field", el("span", label), el("select", *listed, name=name, data_key=f"{name}-{current}"))


def against_one(rule: RuleView, trial: Trial, at: Callable[..., str]) -> Safe:
    found = [finding for finding in trial.report.findings if finding.rule == rule.rule]
    others = [finding.rule for finding in trial.report.findings if finding.rule != rule.rule]
    if found:
        said = say("rules.objects", n=len(found))
    elif not rule.on:
        said = say("rules.objects_off")
    elif not reads(rule, trial.copy.locale):
        said = say("rules.reads_another", language=words.names(map(parts.language, rule.languages)))
    elif rule.channels and trial.copy.channel not in rule.channels:
        said = say("rules.another_channel", channels=words.names(map(words.channel, rule.channels)))
    else:
        said = say("rules.objects_not")
    return el(
        "section.result",
        el("h3", said, role="status"),
        _text(trial.copy, found),
        _list(found, {}, None),
        _others(others, at) if others else None,
    )


def _others(rules: Sequence[str], at: Callable[..., str]) -> Safe:
    links = [parts.link(one, at(rule=one, tried=None)) for one in dict.fromkeys(rules)]
    listed = [child for link in links for child in (", ", link)][1:]
    return el("p.quiet", say("rules.others", n=len(rules)), " ", *listed)


def against_all(trial: Trial, at: Callable[..., str]) -> Safe:
    report = trial.report
    return el(
        "section.result",
        el("p", parts.rating(report.rating, report.score), role="status"),
        _text(trial.copy, report.findings),
        sections(report),
        _list(report.findings, trial.notes, at),
    )


def _text(copy: Copy, findings: Sequence[Finding]) -> Safe:
    fields: list[Child] = []
    for name, text in copy.fields.items():
        label = el("small", words.field(name)) if len(copy.fields) > 1 else None
        fields.append(el("div", label, el("p.copy", *highlighted(text, findings, name))))
    return el("div.tried-text", *fields)


def _list(findings: Sequence[Finding], notes: Mapping[str, RuleNote], at: Callable[..., str] | None) -> Child:
    if not findings:
        return el("p.quiet", say("rules.clean")) if at else None
    weight = {"red": 0, "amber": 1, "advice": 2}
    ordered = sorted(findings, key=lambda finding: weight[finding.severity])
    items = el("ul.findings", *(_item(one, notes.get(one.rule), at) for one in ordered[:MOST]))
    more = el("p.quiet", say("rules.more", n=len(ordered) - MOST)) if len(ordered) > MOST else None
    return (items, more)


def _item(finding: Finding, note: RuleNote | None, at: Callable[..., str] | None) -> Safe:
    head: list[Child] = [el(f"b.severity.{finding.severity}", words.SEVERITY[finding.severity])]
    if finding.span:
        head.append(el("q", _short(finding.span)))
    fix = None
    if finding.fix is not None:
        fix = el("p.fix", say("rules.leave_out") if finding.fix == "" else say("rules.use", fix=_short(finding.fix)))
    why = _why(finding, note, at) if at else None
    return el("li", el("div.head", *head), el("p", finding.message), fix, why, class_=finding.severity)


def _why(finding: Finding, note: RuleNote | None, at: Callable[..., str]) -> Safe:
    rows: list[Child] = []
    if note and note.asks:
        rows.append(el("p", note.asks))
    if source := (finding.source or (note.source if note else None)):
        rows.append(el("p", say("rules.after_source", source=source)))
    if note and note.good:
        rows.append(el("p", say("rules.passes_example"), " ", el("q", note.good[0])))
    if note and note.needs:
        rows.append(el("p", say("rules.needs_this", needs=note.needs)))
    link = parts.link(say("rules.open", rule=finding.rule), at(rule=finding.rule, tab=None, tried=None))
    key = f"{finding.rule}-{finding.field}-{finding.start}"
    return el("details.because", el("summary", say("rules.why")), *rows, el("p", link), data_keep="open", data_key=key)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
