"""The workflow map: where the machine acts, where a person must, by which rule, and what really waited there."""

from collections.abc import Iterable, Mapping, Sequence

from agents.views import CaseRuleView, PolicyRuleView, PolicyWords, StopView, WorkflowView, WorkNode
from ui import words
from ui.texts import say
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.policy import Asked, asks, percent
from ui.web.render.workflow_drawing import NARROW, WIDE, drawing

SHORT = 64  # characters of a rule's condition that fit into the drawing


def workflow(view: WorkflowView, policy: PolicyWords, asked: Asked) -> Safe:
    titles = {node.name: title(node.name) for node in view.nodes}
    lines = {node.name: _in_box(node, policy) for node in view.nodes}
    return el(
        "section.workflow",
        el("h2", say("workflow.title")),
        el("p.lead", say("workflow.lead", days=view.days)),
        _legend(),
        el("div.wide", drawing(view.nodes, titles, lines, WIDE)),
        el("div.narrow", drawing(view.nodes, titles, lines, NARROW)),
        _gates(view, policy, asked),
        _steps(view.nodes, titles),
    )


def title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _legend() -> Safe:
    signs = ("machine", "person", "clock", "ahead", "back", "end")
    told = (el("li", el(f"i.by-{sign}", aria_hidden="true"), say(f"workflow.sign_{sign}")) for sign in signs)
    return el("ul.legend", *told, aria_label=say("workflow.legend"))


def _in_box(node: WorkNode, policy: PolicyWords) -> list[str]:
    if node.waits_for is None:
        doing = words.DOING.get(node.name, node.title)
        return [doing[0].upper() + doing[1:]]
    told = [say("workflow.waits_for", whom=node.waits_for)]
    if node.name == "approval":
        told += _signers(policy.rules)
    return [*told, waited(node.stops or StopView(), gate=node.name)]


def _signers(rules: Sequence[PolicyRuleView]) -> list[str]:
    """Who is asked, and by which rule or how many: "Brand: 7 rules", "+ Privacy: the request is flagged …"."""
    deciding = _by_signers(rule for rule in rules if rule.kind in {"sign", "block", "tier"} and rule.asks)
    adding = _by_signers(rule for rule in rules if rule.kind in {"also", "hold"})
    told = [say("workflow.by_rules", who=_upper(who), rules=_rules(own)) for who, own in deciding.items()]
    told += [say("workflow.added_by", who=_upper(who), rules=_rules(own)) for who, own in adding.items()]
    tiers = sum(rule.tier is not None for rule in rules)
    return [*told, *([say("workflow.tiers", n=tiers)] if tiers else [])]


def _by_signers(rules: Iterable[PolicyRuleView]) -> dict[str, list[PolicyRuleView]]:
    found: dict[str, list[PolicyRuleView]] = {}
    for rule in rules:
        found.setdefault(rule.asks, []).append(rule)
    return found


def _rules(own: Sequence[PolicyRuleView]) -> str:
    """What the one rule asks about, where that is short; else how many there are."""
    said = ", ".join(own[0].when) if len(own) == 1 else ""
    return said if 0 < len(said) <= SHORT else say("workflow.rules", n=len(own))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def waited(stops: StopView, *, gate: str) -> str:
    """ "Median wait 2 h (n = 40), 3 rejected (8 %), 2 wait now"."""
    if stops.waits and stops.median_seconds is not None:
        said = [say("workflow.median", time=words.span(stops.median_seconds), n=stops.waits)]
    else:
        said = [say("workflow.no_waits")]
    if stops.closed:
        said.append(f"{_ended(stops, gate)} ({percent(stops.ended / stops.closed)})")
    if stops.waiting:
        said.append(say("workflow.waiting", n=stops.waiting))
    return ", ".join(said)


def _ended(stops: StopView, gate: str) -> str:
    if gate == "approval":
        return say("workflow.rejected", n=stops.ended, of=stops.closed)
    return say("workflow.ended", n=stops.ended, of=stops.closed)


def _gates(view: WorkflowView, policy: PolicyWords, asked: Asked) -> Safe:
    people = [node for node in view.nodes if node.kind != "machine"]
    return el("section.gates", el("h2", say("workflow.gates")), *(_gate(node, policy, asked) for node in people))


def _gate(node: WorkNode, policy: PolicyWords, asked: Asked) -> Safe:
    content: Child = None
    measured = waited(node.stops or StopView(), gate=node.name)
    if node.name == "approval":
        content = _approval(policy, asked)
    elif node.name == "handoff":
        content = _handoff(policy)
    return el(
        "section.gate",
        el("h3", title(node.name)),
        el("p", say("workflow.waits_for", whom=node.waits_for), ". ", measured, "."),
        content,
    )


def _approval(policy: PolicyWords, asked: Asked) -> Safe:
    head = ("rule", "when", "who", "measured")
    rows = (_row(rule, asked) for rule in policy.rules)
    return _table(say("workflow.by_which_rule"), [say(f"workflow.col_{name}") for name in head], rows)


def _row(rule: PolicyRuleView, asked: Asked) -> list[Child]:
    when = "; ".join(rule.when) if rule.when else say("workflow.always")
    link = parts.link(rule.id, asked.at(tab=None))
    measured = waited(rule.stops, gate="approval") if rule.stops.waits or rule.stops.waiting else say("workflow.none")
    return [link, _upper(when), _upper(asks(rule)), measured]


def _handoff(policy: PolicyWords) -> Safe:
    clocks = (
        el(
            "li",
            say(
                "workflow.clock",
                severity=one.severity,
                reach=words.span(one.transfer_minutes * 60),
                take=words.span(one.acknowledge_minutes * 60),
            ),
        )
        for one in policy.clocks
    )
    head = [say(f"workflow.col_{name}") for name in ("flag", "owner", "release")]
    rows = (_case(one) for one in policy.cases)
    return el("div", el("ul.clocks-in-words", *clocks), _table(say("workflow.whose_case"), head, rows))


def _case(one: CaseRuleView) -> list[Child]:
    release = words.names(map(words.role, one.release)) if one.release else say("workflow.nobody")
    return [words.flag(one.flag) if one.flag else say("workflow.every_other"), words.role(one.owner), release]


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Child]]) -> Safe:
    """On a narrow screen each row stands as a card, with the column's name before its value."""
    columns = (el("th", name, scope="col") for name in head)
    body = (
        el(
            "tr",
            *(
                el("th" if n == 0 else "td", cell, data_name=name, scope="row" if n == 0 else None)
                for n, (name, cell) in enumerate(zip(head, row, strict=True))
            ),
        )
        for row in rows
    )
    return el("table", el("caption", caption), el("thead", el("tr", *columns)), el("tbody", *body))


def _steps(nodes: Sequence[WorkNode], titles: Mapping[str, str]) -> Safe:
    """The drawing again, as a list."""
    items = (el("li", el("b", titles[node.name]), " ", _said(node, titles)) for node in nodes)
    return el("section.steps-list", el("h2", say("workflow.as_list")), el("ol", *items))


def _said(node: WorkNode, titles: Mapping[str, str]) -> str:
    waits = node.waits_for and f"{say('workflow.waits_for', whom=node.waits_for)}."
    acts = waits or say("workflow.acts_machine")
    ways = [titles[way] if way else say("workflow.the_end") for way in node.ways]
    return f"{acts} {say('workflow.leads', ways=words.names(ways))}"
