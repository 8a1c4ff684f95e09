"""brand_check: rates each draft that has not been rated. After a person's edit it only rates."""

from agents.graph.brief import Triage
from agents.graph.context import NodeContext
from agents.graph.ids import draft_id
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import audit, drafts, runs
from tools.findings import BrandReport

TITLE = "Checked against the brand"

MAX_FIXES = 1  # automatic rewrites before the requester looks


def brand_check(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    if state["route"] == "brand_check":
        _file_supplied(context, run)
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
        unrated = drafts.unrated(connection, run)
    reports = {draft: _rate(context, row.brand, draft) for draft in unrated}
    note = StepNote(summary=_summary(list(reports.values())), details=_details(list(reports.values())))
    if state["route"] == "brand_check":
        return NodeResult(update={"goto": "__end__", "ending": "checked"}, note=note)
    fixes = state.get("fixes", 0)
    fixable = [draft for draft in unrated if fixes < MAX_FIXES and _fixable(context, draft, reports[draft])]
    if fixable:
        return NodeResult(update={"goto": "copywriting", "todo": fixable, "fixes": fixes + 1}, note=note)
    return NodeResult(update={"goto": "choose"}, note=note)


def _rate(context: NodeContext, brand: str, draft: str) -> BrandReport:
    with context.ledger.read() as connection:
        row = drafts.get(connection, draft)
        version = drafts.version(connection, draft)
    report = context.bench(brand).rating.rate(row, version.fields, tuple(version.citations))
    now = context.clock.now()
    with context.ledger.write() as connection:
        drafts.rate(connection, draft, version.version, report)
        audit.append(
            connection,
            at=now,
            event="draft.rated",
            actor="copydesk",
            door="run",
            subject=draft,
            digest=version.digest,
            rating=report.rating,
            version=version.version,
            rules=report.rules_digest,
        )
    return report


def _fixable(context: NodeContext, draft: str, report: BrandReport) -> bool:
    """What the machine wrote and the check does not like. No model rewrites what a person wrote."""
    if report.rating == "green":
        return False
    with context.ledger.read() as connection:
        return drafts.version(connection, draft).attempt is not None


def _file_supplied(context: NodeContext, run: str) -> None:
    """Copy that a person brought becomes the run's one draft, so that its report has a place."""
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    brief = Triage.model_validate(row.triage).brief
    bench = context.bench(row.brand)
    channel = brief.channels[0] if brief.channels else "text"
    locale = brief.locales[0] if brief.locales else bench.brand.default_locale
    draft = draft_id(run, 1, "A", channel, locale)
    fields = bench.rating.fields(channel, brief.supplied_copy or row.masked)
    now = context.clock.now()
    with context.ledger.write() as connection:
        drafts.create(
            connection,
            draft=draft,
            run=run,
            variant=1,
            alternative="A",
            channel=channel,
            locale=locale,
            audience=brief.segments,
            targets=(),
            plan=None,
        )
        created = drafts.get(connection, draft)
        if created.version == 0:
            citations = bench.rating.cite(fields, locale)
            drafts.add_version(
                connection,
                draft=draft,
                attempt=None,
                author=row.requester,
                fields=fields,
                citations=citations,
                digest=bench.digest(created, fields, citations),
                note=None,
                now=now,
            )


def _summary(reports: list[BrandReport]) -> str:
    counts = {rating: sum(report.rating == rating for report in reports) for rating in ("green", "amber", "red")}
    return ", ".join(f"{count} {rating}" for rating, count in counts.items() if count) or "Nothing new to check"


def _details(reports: list[BrandReport]) -> tuple[str, ...]:
    findings = [finding for report in reports for finding in report.findings if finding.severity != "advice"]
    return tuple(
        f"{finding.severity}: {f'“{finding.span}”: ' if finding.span else ''}{finding.message}"
        for finding in findings[:8]
    )
