"""The approval gate's payload: LangChain's HITLRequest, with our evidence, rating and reason beside it.

The shape (`action_requests`, `review_configs` with `allowed_decisions`) is that of langchain 1.x's
`HumanInTheLoopMiddleware`, so that other agent inboxes can show it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import approvals, drafts
from agents.policy.outcome import Requirement

ACTION = "publish_copy"


def review_request(connection: Connection, run: str, waiting: Sequence[Row[Any]]) -> dict[str, Any]:
    """One action request for each draft that waits, in their order."""
    requests, beside = [], []
    for draft in waiting:
        approval = approvals.of_draft(connection, draft.id)
        version = drafts.version(connection, draft.id)
        if approval is None:
            continue
        requirement = Requirement.model_validate(approval.requirement)
        requests.append(
            {
                "name": ACTION,
                "args": {"draft": draft.id, "channel": draft.channel, "locale": draft.locale, "fields": version.fields},
                "description": requirement.reason,
            }
        )
        beside.append(
            {
                "approval": approval.id,
                "digest": version.digest,
                "rating": version.rating,
                "evidence": version.citations,
                "rule": requirement.rule,
                "roles": list(requirement.roles),
            }
        )
    return {
        "gate": "approval",
        "run": run,
        "action_requests": requests,
        "review_configs": [{"action_name": ACTION, "allowed_decisions": ["approve", "edit", "reject"]}],
        "copydesk": beside,
    }
