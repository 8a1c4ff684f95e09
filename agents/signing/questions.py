"""A question from the card to whoever asked for the copy, and the answer back. Nothing is decided by either."""

from sqlalchemy import Connection

from agents.clock import new_id
from agents.ledger import approvals, audit, questions, runs
from agents.ledger.database import Ledger
from agents.signing import rounds
from agents.signing.deciding import user_of
from agents.signing.deputies import acting
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.signing.people import User, in_words
from knowledge.errors import InputError

LONGEST = 2_000  # characters of a question or an answer
MOST = 20  # questions about one approval; after that, people had better talk


def ask(ledger: Ledger, approval: str, text: str, user: str, door: str) -> str:
    """The deadline runs on meanwhile. Returns the question's id; raises a SigningError or InputError."""
    words = _words(text, "question")
    question, now = new_id("q"), ledger.clock.now()
    with ledger.write() as connection:
        row = approvals.get(connection, approval)
        if row.run is None:
            words = "An agent's call has no requester who could answer. Reject it with the question as the reason."
            raise NotAllowedError("ask-about-drafts", words)
        run = runs.get(connection, row.run)
        person = acting(connection, user, now)
        _may_ask(approvals.state_of(connection, row, run.requester), person)
        if user == run.requester:
            raise NotAllowedError("own-request", "You asked for this copy yourself; there is nobody to ask.")
        if questions.count(connection, approval) >= MOST:
            raise NotAllowedError(
                "enough-asked", f"{MOST} questions were asked about this already. Talk to each other."
            )
        questions.add(connection, question=question, approval=approval, run=row.run, asked_by=user, text=words, now=now)
        audit.append(
            connection, at=now, event="question.asked", actor=user, door=door, subject=approval, digest=row.digest
        )
    return question


def answer(ledger: Ledger, question: str, text: str, user: str, door: str) -> str:
    """Returns the run. Raises a SigningError or InputError; an answer is given once."""
    words = _words(text, "answer")
    now = ledger.clock.now()
    with ledger.write() as connection:
        row = questions.get(connection, question)
        person = user_of(connection, user)
        _may_answer(connection, row.run, person)
        if not questions.answer(connection, question, by=user, text=words, now=now):
            raise AlreadyDecidedError("answered", row.answered_by, row.answered)
        audit.append(connection, at=now, event="question.answered", actor=user, door=door, subject=row.approval)
    return str(row.run)


def _may_ask(state: rounds.ApprovalState, person: User) -> None:
    if state.status != "pending":
        raise AlreadyDecidedError(state.status, state.decided_by or "somebody", state.decided_at or state.due)
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    roles = rounds.deciding_roles(state)
    if not set(roles) & set(person.roles):
        raise NotAllowedError("wrong-role", f"Only {in_words(roles, 'or')} can ask about this.")


def _may_answer(connection: Connection, run: str, person: User) -> None:
    requester = runs.get(connection, run).requester
    if not person.active or (person.name != requester and "admin" not in person.roles):
        raise NotAllowedError("requester-answers", f"Only {requester}, who asked for the copy, or an admin can answer.")


def _words(text: str, what: str) -> str:
    words = text.strip()
    if not words:
        raise InputError(f"The {what} is empty. Write something.")
    if len(words) > LONGEST:
        raise InputError(f"The {what} has {len(words):,} characters; at most {LONGEST:,} are taken.")
    return words
