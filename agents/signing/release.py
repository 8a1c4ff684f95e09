"""The last look: in the one transaction that inserts the outbox row, nothing is taken on trust."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.ids import publication_key
from agents.ledger import approvals, audit, drafts, outbox, references, tiers
from agents.policy.outcome import Requirement
from agents.signing.quorum import is_complete
from agents.signing.rounds import POLICY
from agents.signing.validating import why_not, why_not_written
from knowledge.errors import CopydeskError

DigestOf = Callable[[Row[Any], Mapping[str, str], Sequence[str]], str]
Cite = Callable[[Sequence[str]], Mapping[str, str]]  # ids of passages → where a person finds each that is known


class HeldError(CopydeskError):
    """Something holds this brand's or run's publications."""


class UnsignedError(CopydeskError):
    """The signatures do not cover this text, so nothing was published."""


def release(
    connection: Connection, run: Row[Any], draft: Row[Any], *, digest_of: DigestOf, cite: Cite, now: datetime
) -> None:
    """Puts a signed draft into the outbox, once for each target. Raises HeldError or UnsignedError."""
    reason = outbox.holding(connection, run=run.id, brand=run.brand)
    if reason is not None:
        raise HeldError(reason)
    version = drafts.version(connection, draft.id)
    approval, signatures = verify(approvals.of_draft(connection, draft.id), version, draft, connection, digest_of)
    cited = cite(version.citations)
    for target in draft.targets:
        key = publication_key(draft.id, target)
        payload = _payload(run, draft, version, _marks(approval, signatures), cited, key, target, now)
        if outbox.add(
            connection, key=key, run=run.id, draft=draft.id, target=target, brand=run.brand, payload=payload, now=now
        ):
            audit.append(
                connection,
                at=now,
                event="draft.released",
                actor="copydesk",
                door="run",
                subject=draft.id,
                digest=version.digest,
                rule=approval.requirement["rule"],
                policy=approval.requirement["policy_digest"],
                key=key,
                target=target,
                signed_by=references.people(connection, [row.user for row in signatures]),
            )
    drafts.set_status(connection, draft.id, "published")


def verify(
    approval: Row[Any] | None, version: Row[Any], draft: Row[Any], connection: Connection, digest_of: DigestOf
) -> tuple[Row[Any], Sequence[Row[Any]]]:
    """The approval and the signatures that cover exactly this text. Raises UnsignedError, saying what is missing."""
    if approval is None or approval.status != "approved":
        raise UnsignedError(f"Draft {draft.id} is not approved, so it was not published.")
    recomputed = digest_of(draft, version.fields, version.citations)
    if not recomputed == version.digest == approval.digest:
        raise UnsignedError(f"Draft {draft.id} is not the text that was signed (digest {recomputed[:12]}…).")
    requirement = Requirement.model_validate(approval.requirement)
    if requirement.kind == "tier":
        _verify_tier(connection, approval, requirement, draft, version)
        return approval, ()
    signatures = approvals.signatures_of(connection, approval.id, approval.round)
    if not signatures or any(row.digest != recomputed for row in signatures):
        raise UnsignedError(f"A signature on {approval.id} is on another text.")
    signers = {row.user: tuple(row.roles) for row in signatures}
    if not is_complete(requirement, signers, asked=tuple(approval.asked)):
        raise UnsignedError(f"{approval.id} lacks signatures: {', '.join(requirement.roles)} must sign.")
    return approval, signatures


def _verify_tier(
    connection: Connection, approval: Row[Any], requirement: Requirement, draft: Row[Any], version: Row[Any]
) -> None:
    """Policy's own signature: on the text as it was filed, in its first round, by a model that is validated, and the
    tier is open now."""
    mark = tiers.tier_of(connection, draft.id)
    filed = mark is not None and mark.by_policy and (mark.tier, mark.digest) == (requirement.tier, version.digest)
    if not filed or approval.round != 1 or approval.decided_by != POLICY:
        raise UnsignedError(f"{approval.id} was never signed by the tier {requirement.tier}.")
    missing = why_not(connection, approval.brand) or why_not_written(connection, approval.brand, version)
    if missing is not None:
        raise UnsignedError(f"{missing} So {approval.id} needs people's signatures.")
    if requirement.tier not in tiers.open_ones(connection, approval.brand):
        raise UnsignedError(f"The tier {requirement.tier} is closed, so {approval.id} needs people's signatures.")


def _marks(approval: Row[Any], signatures: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """People's, or the one of policy itself."""
    tier = approval.requirement.get("tier") if approval.decided_by == POLICY else None
    if tier is not None:
        at = approval.decided_at.isoformat()
        return [{"user": POLICY, "roles": [f"tier {tier}"], "at": at, "door": "policy"}]
    return [_mark(row) for row in signatures]


def _mark(row: Row[Any]) -> dict[str, Any]:
    mark = {"user": row.user, "roles": row.roles, "at": row.at.isoformat(), "door": row.door}
    return {**mark, "reason": row.reason} if row.reason is not None else mark


def _payload(
    run: Row[Any],
    draft: Row[Any],
    version: Row[Any],
    signatures: list[dict[str, Any]],
    cited: Mapping[str, str],
    key: str,
    target: str,
    now: datetime,
) -> dict[str, Any]:
    return {
        "key": key,
        "brand": run.brand,
        "run": run.id,
        "channel": draft.channel,
        "locale": draft.locale,
        "draft": draft.id,
        "version": version.version,
        "target": target,
        "fields": version.fields,
        "digest": version.digest,
        "citations": version.citations,
        "cited": {id: cited[id] for id in version.citations if id in cited},  # as the documents stood then
        "signatures": signatures,
        "released": now.isoformat(),
    }
