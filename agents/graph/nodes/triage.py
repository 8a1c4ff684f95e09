"""triage: a route and a brief. Whatever must reach a person does, before and without any model call."""

from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.brief import Brief, Triage
from agents.graph.context import NodeContext
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import audit, cases, people, runs

TITLE = "Decided where it goes"

NEXT = {"research": "research", "copywriting": "retrieve", "brand_check": "brand_check", "escalation": "escalation"}


def triage(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
        case = cases.of_run(connection, run)
        released_by = _releases(connection, case) if case is not None and case.status == "released" else None
    request = runs.request_of(row).model_copy(update={"text": row.masked})
    bench = context.bench(row.brand)
    if released_by is not None:
        decided = _released(Triage.model_validate(row.triage), released_by)
    else:
        decided = bench.triage(request, context.model(run), _earlier(context, request.follow_up_of))
    flags = sorted(set(row.flags) | set(decided.flags))
    now = context.clock.now()
    with context.ledger.write() as connection:
        runs.change(connection, run, now, triage=decided.model_dump(mode="json"), flags=flags)
        audit.append(
            connection,
            at=now,
            event="run.routed",
            actor="copydesk",
            door="run",
            subject=run,
            rule=decided.decided_by,
            route=decided.route,
            severity=decided.severity,
            flags=flags,
            **({"all_clear": decided.all_clear} if decided.all_clear else {}),
        )
    details = _details(decided)
    return NodeResult(
        update={"route": decided.route, "goto": NEXT[decided.route]},
        note=StepNote(
            summary=decided.why if decided.reply else f"{_WORDS[decided.route]}: {decided.why}", details=details
        ),
    )


_WORDS = {
    "research": "A question for the knowledge base",
    "copywriting": "Copy to be written",
    "brand_check": "Copy to be checked",
    "escalation": "This needs a person",
}


def _releases(connection: Connection, case: Row[Any]) -> str:
    """Who released it, each with their conditions. Of a case from before, who was the last, with everybody's."""
    said = [(note.by, note.text.splitlines()) for note in cases.notes_of(connection, case.id) if note.kind == "release"]
    if sum(len(conditions) for _, conditions in said) < len(case.conditions):
        said = [(case.resolved_by, case.conditions)]
    called = {name: people.get(connection, name).full_name or name for name, _ in said}
    return ", and ".join(f"by {called[name]} on condition: {'; '.join(conditions)}" for name, conditions in said)


def _released(before: Triage, by: str) -> Triage:
    """People have released a risky design: the route is theirs, and the same flag does not stop it again."""
    why = f"released {by}"
    return before.model_copy(update={"route": "copywriting", "severity": None, "decided_by": "rule", "why": why})


def _earlier(context: NodeContext, run: str | None) -> Brief | None:
    """ "Shorter, please": the brief of the run that this one goes on from."""
    if run is None:
        return None
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    return Triage.model_validate(row.triage).brief if row.triage else None


def _details(decided: Triage) -> tuple[str, ...]:
    brief = decided.brief
    pairs = (
        ("About", brief.product or brief.focus),
        ("Channels", ", ".join(brief.channels)),
        ("Languages", ", ".join(brief.locales)),
        ("For", ", ".join(brief.segments)),
        ("Value at stake", str(brief.value) if brief.value else ""),
        ("To go out", brief.when.isoformat(timespec="minutes") if brief.when else ""),
    )
    return tuple(f"{name}: {value}" for name, value in pairs if value)
