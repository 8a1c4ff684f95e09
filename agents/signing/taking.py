"""Taking a card, taking it over and handing it back: each on record, and told to whoever had it before."""

from datetime import datetime

from sqlalchemy import Connection

from agents.ledger import absences, approvals, audit, references, taken
from agents.ledger.database import Ledger
from agents.signing import events, rounds
from agents.signing.deputies import acting, lapsed
from agents.signing.errors import NotAllowedError
from agents.signing.rounds import ApprovalState


def take(ledger: Ledger, approval: str, user: str, door: str, *, over: bool = False) -> None:
    """`over`: from whoever has it; else only for the roles in which nobody has. Raises a SigningError or NotFoundError.

    It ends where its holder has nothing more to sign on the card, where that gets a new text that is not the holder's
    own, and where they lose the role, go away, or no longer stand in for somebody.
    """
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = approvals.get(connection, approval)
        before = approvals.state_of(connection, row, approvals.requester_of(connection, row))
        stands = _standing(connection, approval, before, now)
        person = acting(connection, user, now)
        if user in absences.now_away(connection, now):
            raise NotAllowedError(
                "away", f"{user} is away, so others would wait for them. Say first that you are back."
            )
        after = rounds.advance(stands, events.Take(user=person, at=now, over=over))
        approvals.save(connection, approval, before, after, door=door)
        now_theirs = {each.role for each in after.taken if each.user == user}
        lost = [each.user for each in stands.taken if each.user != user and each.role in now_theirs]
        audit.append(
            connection,
            at=now,
            event="approval.taken_over" if lost else "approval.taken",
            actor=user,
            door=door,
            subject=approval,
            digest=row.digest,
            roles=sorted(now_theirs),
            round=row.round,
            taken_from=references.people(connection, sorted(set(lost))) or None,
        )


def hand_back(ledger: Ledger, approval: str, user: str, door: str) -> None:
    """By whoever has it. Raises a SigningError or NotFoundError."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = approvals.get(connection, approval)
        before = approvals.state_of(connection, row, approvals.requester_of(connection, row))
        stands = _standing(connection, approval, before, now)
        person = acting(connection, user, now)
        after = rounds.advance(stands, events.HandBack(user=person, at=now))
        approvals.save(connection, approval, before, after, door=door)
        audit.append(
            connection,
            at=now,
            event="approval.handed_back",
            actor=user,
            door=door,
            subject=approval,
            digest=row.digest,
            roles=sorted(each.role for each in stands.taken if each.user == user),
            round=row.round,
        )


def _standing(connection: Connection, approval: str, state: ApprovalState, now: datetime) -> ApprovalState:
    """Without what has lapsed."""
    rows = taken.of_many(connection, (approval,), lapsed(connection, now)).get(approval, ())
    return state.model_copy(update={"taken": taken.views(rows)})
