"""Approvals at the desk: who waits for what, and what they decide."""

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import Connection, Row

from agents import presenting
from agents.benches import Benches
from agents.ledger import approvals, audit, drafts, questions, queue
from agents.ledger.database import Ledger
from agents.ledger.taken import Lapsed
from agents.motor import Motor
from agents.policy.outcome import Requirement
from agents.signing import deciding, learning, rounds, staff, taking
from agents.signing import questions as asking
from agents.signing.call_deciding import decide_call
from agents.signing.decision import Approve, Decision, Edit
from agents.signing.deputies import acting, lapsed
from agents.signing.errors import NotAllowedError
from agents.signing.lessons import phrases
from agents.signing.people import User, in_words
from agents.views import (
    QUEUE_FIELDS,
    ApprovalCard,
    ApprovalView,
    BatchLine,
    DecisionView,
    QueueCounts,
    QueueField,
    QueueGroup,
    QueueStatus,
    Whose,
)
from knowledge.errors import CopydeskError, InputError

if TYPE_CHECKING:
    from tools.findings import BrandReport

AT_ONCE = 100  # approvals that are looked through for those that somebody can sign


# status, who looks, and who has lost what they took by the clock alone
_Counted = tuple[QueueStatus | None, queue.Signer | None, tuple[str, ...], tuple[str, ...]]


def _check_where(where: Mapping[QueueField, str], viewer: str | None) -> None:
    if unknown := set(where) - set(QUEUE_FIELDS):
        raise InputError(f"A queue has no '{min(unknown)}' to filter by: {', '.join(QUEUE_FIELDS)}.")
    whose = where.get("taken", "nobody")
    if whose not in get_args(Whose):
        raise InputError(f"A card is taken by {', '.join(get_args(Whose))}, and not by '{whose:.40}'.")
    if whose == "mine" and viewer is None:
        raise InputError("Whose is 'mine'? Name who looks, or ask for what is taken by nobody or others.")


def _signer(person: User | None) -> queue.Signer | None:
    return None if person is None else queue.Signer(person.name, tuple(person.roles))


def _group(row: Row[Any]) -> QueueGroup:
    return QueueGroup(
        **{name: getattr(row, name) or "" for name in QUEUE_FIELDS}, count=row._mapping["count"], mine=row.mine
    )


class Approvals:
    def __init__(self, ledger: Ledger, benches: Benches, motor: Motor) -> None:
        self._ledger = ledger
        self._benches = benches
        self._motor = motor
        self._queued = presenting.Queued()
        # by the head of the audit trail, which moves with everything that can change a count
        self._counted: tuple[str, dict[_Counted, QueueCounts]] = ("", {})

    def listing(
        self,
        *,
        user: str | None,
        role: str | None,
        status: QueueStatus | None,
        limit: int,
        offset: int,
        where: Mapping[QueueField, str] | None = None,
        viewer: str | None = None,
    ) -> tuple[ApprovalView, ...]:
        if role is not None:
            staff.check_roles((role,))
        _check_where(where or {}, viewer or user)
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            person = acting(connection, user, now) if user else None
            stale = lapsed(connection, now)
            if role is not None:
                return self._of_role(connection, role, person, status, limit, offset, stale)
            if person is not None and not person.active:
                return ()
            looks = acting(connection, viewer, now) if viewer else person
            rows = queue.page(
                connection,
                status=status,
                where=tuple(sorted((where or {}).items())),
                signer=_signer(person),
                viewer=_signer(looks),
                lapsed=stale,
                limit=limit,
                offset=offset,
            )
            return tuple(view for view, _ in self._queued.views(connection, rows, stale))

    def _of_role(
        self,
        connection: Connection,
        role: str,
        person: User | None,
        status: QueueStatus | None,
        limit: int,
        offset: int,
        stale: Lapsed,
    ) -> tuple[ApprovalView, ...]:
        wanted = list(person.roles) if person else [role]
        found: list[ApprovalView] = []
        for at in count(0, AT_ONCE):
            rows = approvals.listing(connection, status=status, roles=wanted, limit=AT_ONCE, offset=at)
            for view, state in self._queued.views(connection, rows, stale):
                if (person is None or rounds.could_sign(state, person)) and rounds.waits_for(state, role):
                    found.append(view)
            if len(rows) < AT_ONCE or len(found) >= offset + limit:
                break
        return tuple(found[offset : offset + limit])

    def counts(self, *, user: str | None, status: QueueStatus | None) -> QueueCounts:
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            person = acting(connection, user, now) if user else None
            signer = _signer(person) if person is not None and person.active else None
            stale = lapsed(connection, now)
            head = audit.head(connection)
            if head != self._counted[0]:
                self._counted = head, {}
            known, of = self._counted[1], (status, signer, stale.roles, stale.away)
            if of not in known:
                rows = queue.groups(connection, status=status, signer=signer, viewer=_signer(person), lapsed=stale)
                known[of] = QueueCounts(groups=tuple(map(_group, rows)))
            return known[of]

    def waiting(self, user: str, most: int) -> int:
        with self._ledger.read() as connection:
            person = acting(connection, user, self._ledger.clock.now())
            signer = _signer(person)
            return queue.waiting(connection, signer, most) if signer is not None and person.active else 0

    def card(self, approval: str) -> ApprovalCard:
        with self._ledger.read() as connection:
            approvals.get(connection, approval)
            row = approvals.listing(connection, approval=approval)[0]
            ((view, _),) = self._queued.views(connection, (row,), lapsed(connection, self._ledger.clock.now()))
            if row.subject_kind == "tool_call":
                return presenting.call_card(connection, view, row.subject)
            draft = presenting.draft_view(
                connection, drafts.get(connection, row.subject), self._benches.passages(row.brand), history=True
            )
            asked = questions.of_approval(connection, approval)
        return presenting.approval_card(view, draft, asked)

    def ask(self, approval: str, question: str, user: str, door: str) -> ApprovalCard:
        asking.ask(self._ledger, approval, question, user, door)
        return self.card(approval)

    def take(self, approval: str, user: str, door: str, *, over: bool) -> ApprovalCard:
        taking.take(self._ledger, approval, user, door, over=over)
        return self.card(approval)

    def hand_back(self, approval: str, user: str, door: str) -> ApprovalCard:
        taking.hand_back(self._ledger, approval, user, door)
        return self.card(approval)

    def rate(self, approval: str, fields: dict[str, str]) -> "BrandReport":
        with self._ledger.read() as connection:
            row = approvals.get(connection, approval)
            if row.subject_kind != "draft":
                raise NotAllowedError("rate-drafts", "A tool call has no rating: read its arguments.")
            draft = drafts.get(connection, row.subject)
            current = drafts.version(connection, row.subject)
        edited = deciding.merged(current.fields, fields)
        return self._benches.of(row.brand).rating.rate_edit(draft, edited, current.citations)[0]

    def decide(self, approval: str, decision: Decision, user: str, door: str) -> DecisionView:
        with self._ledger.read() as connection:
            of_call = approvals.get(connection, approval).subject_kind == "tool_call"
        if of_call:
            after = decide_call(self._ledger, self._benches.policy, approval, decision, user, door)
        else:
            if isinstance(decision, Edit) and decision.not_again:
                self._refuse_lessons(approval, decision, user)
            after = deciding.decide(self._ledger, self._bench, approval, decision, user, door)
        with self._ledger.read() as connection:
            row = approvals.listing(connection, approval=approval)[0]
        moving = self._motor.wake(row.run) if row.run is not None else False
        return presenting.decision_view(row, after, decision, user, moving=moving)

    def check_words(self, brand: str, words: str, locale: str) -> "BrandReport":
        """What the brand check says of words by themselves."""
        from tools.copy import Copy

        return self._benches.of(brand).rating.check_supplied(Copy(fields={"text": words}, locale=locale))

    def _refuse_lessons(self, approval: str, decision: Edit, user: str) -> None:
        """Before an edit is signed whose phrases would be changed in every draft to come."""
        with self._ledger.read() as connection:
            row = approvals.get(connection, approval)
            person = acting(connection, user, self._ledger.clock.now())
            draft, current = drafts.get(connection, row.subject), drafts.version(connection, row.subject)
        if not set(learning.ROLES) & set(person.roles):
            named = in_words(learning.ROLES, "or")
            said = f"{user} cannot change every later draft: that is for {named}. Edit this one without 'not again'."
            raise NotAllowedError("lesson-roles", said)
        wanted = phrases(current.fields, deciding.merged(current.fields, decision.fields))
        learning.refuse_worse(self.check_words, row.brand, draft.locale, wanted)

    def sign_many(self, given: Mapping[str, str], user: str, door: str) -> tuple[BatchLine, ...]:
        """Each on the digest that was read, in a transaction of its own; one that cannot be signed stops no other."""
        return tuple(self._sign_one(approval, digest, user, door) for approval, digest in given.items())

    def _sign_one(self, approval: str, digest: str, user: str, door: str) -> BatchLine:
        try:
            with self._ledger.read() as connection:
                needed = Requirement.model_validate(approvals.get(connection, approval).requirement)
            if not needed.batch:
                raise NotAllowedError("one-by-one", f"Policy wants this signed by itself ({needed.rule}).")
            done = self.decide(approval, Approve(digest=digest), user, door)
        except CopydeskError as error:
            return BatchLine(approval=approval, signed=False, error=str(error))
        return BatchLine(approval=approval, signed=True, status=done.status)

    def _bench(self, brand: str) -> deciding.Bench:
        bench = self._benches.of(brand)
        return deciding.Bench(policy=bench.policy, digest=bench.digest, rate=bench.rating.rate_edit)
