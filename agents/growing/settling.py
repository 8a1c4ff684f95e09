"""One person with a say in the brand's voice takes a decision into a suite, or leaves it out, and says why."""

from typing import Literal, get_args

from agents.graph.brief import Route
from agents.growing.candidates import one_of, refused
from agents.ledger import audit, eval_cases
from agents.ledger.database import Ledger
from agents.signing.staff import holds_one_of
from agents.views.growing import NO_ALARM, EvalCaseView, Grown
from knowledge.errors import InputError, NotFoundError
from tools.findings import Rating

ROLES = ("brand", "admin")
MOST = 2_000  # characters of a reason
LABELS: dict[Grown, tuple[str, ...]] = {"brand": get_args(Rating), "triage": (*get_args(Route), NO_ALARM)}


def settle(
    ledger: Ledger,
    brand: str,
    id: str,
    status: Literal["accepted", "declined"],
    reason: str,
    user: str,
    door: str,
    label: str | None = None,
) -> EvalCaseView:
    """Again with the same words changes nothing. Raises NotAllowedError, InputError or NotFoundError."""
    said = reason.strip()
    if not 0 < len(said) <= MOST:
        raise InputError(f"Say why, in at most {MOST:,} characters: each case has a reason.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        holds_one_of(connection, user, ROLES, "decide what the desk is measured by")
        found = one_of(connection, brand, id)
        if found is None:
            raise NotFoundError(f"There is no decided case '{id}'. `copydesk eval-cases list` shows them.")
        wanted = found.label if label is None else label
        if wanted not in LABELS[found.suite]:
            known = ", ".join(LABELS[found.suite])
            raise InputError(f"'{wanted}' is no label of the suite {found.suite}: it has {known}.")
        never = refused(connection, found, wanted) if status == "accepted" else None
        if never is not None:
            raise InputError(never)
        if (found.status, found.label, found.reason) == (status, wanted, said):
            return found
        eval_cases.put(
            connection,
            id=id,
            brand=brand,
            run=found.run,
            suite=found.suite,
            label=wanted,
            status=status,
            reason=said,
            by=user,
            now=now,
        )
        audit.append(
            connection,
            at=now,
            event=f"eval_case.{status}",
            actor=user,
            door=door,
            subject=id,
            suite=found.suite,
            label=wanted,
        )
        said_now = {"label": wanted, "status": status, "reason": said, "settled_by": user, "settled_at": now}
        return found.model_copy(update=said_now)
