"""What policy is asked about one draft, put together from the ledger."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.brief import Triage
from agents.ledger import audit, cases, people, policies
from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.policy import Policy
from agents.signing.autonomy import open_tiers
from agents.signing.validating import why_not_written
from knowledge.errors import NotFoundError
from tools.findings import BrandReport, Family, Severity

_WEIGHT: dict[Severity, int] = {"advice": 0, "amber": 1, "red": 2}


def requirement_for(
    connection: Connection,
    policy: Policy,
    run: Row[Any],
    draft: Row[Any],
    version: Row[Any],
    now: datetime,
    report: BrandReport | None = None,
    *,
    by_tier: bool = False,
) -> tuple[Requirement, tuple[str, ...]]:
    """Who must sign this version in a round that begins now, and the conditions that a release put on the record. The
    policy's text is kept, in the same transaction.

    `report` stands in for the version's own where it has just been rated anew. `by_tier`: nobody has touched it yet,
    so that a tier may sign it if the model that wrote it is validated.
    """
    keep_policy(connection, policy, run.brand, now)
    facts = policy_facts(connection, run, draft, version, report)
    case = _released(connection, run)
    signable = by_tier and why_not_written(connection, run.brand, version) is None
    tiers = open_tiers(connection, policy, run.brand) if signable else frozenset()
    needed = policy.begin(policy.decide(facts, open_tiers=tiers, draw=lot(draft.id)), now)
    return needed, tuple(case.conditions) if case is not None else ()


def keep_policy(connection: Connection, policy: Policy, brand: str, now: datetime) -> None:
    """Its text, with the first thing that it is asked about."""
    if policies.keep(connection, brand=brand, digest=policy.digest, text=policy.text, now=now):
        audit.append(
            connection,
            at=now,
            event="policy.first_used",
            actor="copydesk",
            door="run",
            subject=brand,
            digest=policy.digest,
            policy=policy.digest,
        )


def policy_facts(
    connection: Connection, run: Row[Any], draft: Row[Any], version: Row[Any], report: BrandReport | None = None
) -> PolicyFacts:
    rated = report or BrandReport.model_validate(version.report)
    case = _released(connection, run)
    brief = Triage.model_validate(run.triage).brief
    return PolicyFacts(
        brand=run.brand,
        channel=draft.channel,
        locale=draft.locale,
        product=brief.product,
        segments=tuple(draft.audience),
        rating=rated.rating,
        findings=worst_by_family(rated),
        value=brief.value,
        flags=tuple(run.flags),
        released=tuple(case.flags) if case is not None else (),
        requester=run.requester,
        requester_roles=roles_of(connection, run.requester),
        when=brief.when,
    )


def _released(connection: Connection, run: Row[Any]) -> Row[Any] | None:
    """The run's case, where a person let it go on."""
    case = cases.of_run(connection, run.id)
    return case if case is not None and case.status == "released" else None


def worst_by_family(report: BrandReport) -> dict[Family, Severity]:
    worst: dict[Family, Severity] = {}
    for finding in report.findings:
        if finding.family not in worst or _WEIGHT[finding.severity] > _WEIGHT[worst[finding.family]]:
            worst[finding.family] = finding.severity
    return worst


def roles_of(connection: Connection, requester: str) -> tuple[str, ...]:
    try:
        return tuple(people.get(connection, requester).roles)
    except NotFoundError:
        return ()


def lot(draft: str) -> float:
    """The draft's lot in [0, 1), the same each time it is asked: decides whether a tier's draft goes to people."""
    return int.from_bytes(sha256(draft.encode()).digest()[:4], "big") / 2**32
