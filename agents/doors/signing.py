"""What people decide: approvals, what edits teach, policy and its tiers, cases."""

from datetime import datetime
from typing import TYPE_CHECKING

from agents.doors.parts import Parts
from agents.signing import learning
from agents.signing.decision import Decision
from agents.views import (
    AllClearView,
    ApprovalCard,
    ApprovalView,
    BatchLine,
    CaseCard,
    CaseStatus,
    CaseView,
    DecisionView,
    EvalCaseView,
    Grown,
    GrownStatus,
    LessonView,
    PolicyVersion,
    PolicyWords,
    QueueCounts,
    QueueField,
    QueueStatus,
    RunView,
    TierView,
    WorkflowView,
)

if TYPE_CHECKING:
    from agents.policy.explain import Explanation
    from agents.policy.lint import Problem
    from agents.policy.simulate import Simulation
    from agents.signing.decided import DecidedDraft
    from tools.findings import BrandReport


class SigningDoor(Parts):
    # approvals

    def approvals(
        self,
        *,
        user: str | None = None,
        role: str | None = None,
        status: QueueStatus | None = "pending",
        where: dict[QueueField, str] | None = None,
        limit: int = 50,
        offset: int = 0,
        viewer: str | None = None,
    ) -> tuple[ApprovalView, ...]:
        """By the hour of the deadline, in it the riskiest first. `user` or `role`: only what they could still sign.

        `where`: a value for each field that is filtered by, "" for none. `taken` is "mine", "nobody" or "others" in the
        eyes of `viewer`, else of `user`.
        """
        return self._approvals.listing(
            user=user, role=role, status=status, where=where, limit=limit, offset=offset, viewer=viewer
        )

    def approval_counts(self, *, user: str | None = None, status: QueueStatus | None = "pending") -> QueueCounts:
        """How many there are of each brand, channel, rating, locale and requester, taken by `user`, others or nobody;
        and how many wait for `user`.
        """
        return self._approvals.counts(user=user, status=status)

    def waiting_for(self, user: str, limit: int = 100) -> int:
        """How many approvals this person could sign now, counted as far as `limit`."""
        return self._approvals.waiting(user, limit)

    def approval(self, id: str) -> ApprovalCard:
        return self._approvals.card(id)

    def take_approval(self, id: str, user: str, door: str, over: bool = False) -> ApprovalCard:
        """ "I'm on it": others see who has the card. `over`: from whoever has it, who is told."""
        return self._approvals.take(id, user, door, over=over)

    def hand_back_approval(self, id: str, user: str, door: str) -> ApprovalCard:
        return self._approvals.hand_back(id, user, door)

    def rate(self, approval_id: str, fields: dict[str, str]) -> "BrandReport":
        """What an edit would rate, before anybody signs it."""
        return self._approvals.rate(approval_id, fields)

    def decide(self, id: str, decision: Decision, user: str, door: str) -> DecisionView:
        return self._approvals.decide(id, decision, user, door)

    def sign_many(self, digests: dict[str, str], user: str, door: str) -> tuple[BatchLine, ...]:
        """Signs several approvals, each on the digest that was read, where policy lets them be signed together."""
        return self._approvals.sign_many(digests, user, door)

    def ask_requester(self, approval: str, question: str, user: str, door: str) -> ApprovalCard:
        """A question to whoever asked for the copy; the deadline runs on."""
        return self._approvals.ask(approval, question, user, door)

    def answer_question(self, question: str, answer: str, user: str, door: str) -> RunView:
        return self._runs.answer(question, answer, user, door)

    def lessons(self, brand: str | None = None) -> tuple[LessonView, ...]:
        """Phrases that are changed in every draft to come; then those that several edits changed the same way."""
        return learning.listing(self.ledger, self.home.folder(brand).brand.id)

    def examples(self, brand: str | None = None, limit: int = 100) -> "tuple[DecidedDraft, ...]":
        """Drafts that people edited and signed, or rejected, as labelled examples; the latest first."""
        return learning.examples(self.ledger, self.home.folder(brand).brand.id, limit)

    def keep_lesson(self, id: str, user: str, door: str) -> LessonView:
        """A proposed change, made in every draft from now on."""
        return learning.keep(self.ledger, self._approvals.check_words, id, user, door)

    def end_lesson(self, id: str, user: str, door: str) -> LessonView:
        return learning.end(self.ledger, id, user, door)

    def eval_cases(
        self,
        status: GrownStatus = "candidate",
        suite: Grown | None = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[EvalCaseView, ...]:
        """Decisions as cases of the quality suites, the latest first: not settled yet, in use, or left out."""
        from agents.growing.candidates import listing

        with self.ledger.read() as connection:
            found = listing(connection, self.home.folder(brand).brand.id, status)
        wanted = [one for one in found if suite in {None, one.suite}]
        return tuple(wanted[offset : offset + limit])

    def accept_eval_case(
        self, id: str, reason: str, user: str, door: str, label: str | None = None, brand: str | None = None
    ) -> EvalCaseView:
        """Measure the desk by a decision from now on; `label` is what it must say, if not what is proposed."""
        from agents.growing.settling import settle

        return settle(self.ledger, self.home.folder(brand).brand.id, id, "accepted", reason, user, door, label)

    def decline_eval_case(self, id: str, reason: str, user: str, door: str, brand: str | None = None) -> EvalCaseView:
        """Leave a decision out of the suites, or take it out again."""
        from agents.growing.settling import settle

        return settle(self.ledger, self.home.folder(brand).brand.id, id, "declined", reason, user, door)

    # policy

    def explain(self, approval_id: str) -> "Explanation":
        """The policy rules in order, for one draft: which matched, and why the others did not."""
        return self._policy.explain(approval_id)

    def lint(self, brand: str | None = None, without: str | None = None) -> "tuple[Problem, ...]":
        """What is wrong with a brand's policy, among the people who are at this desk now; errors first.

        `without`: as if that one were not at it.
        """
        return self._policy.lint(brand, without)

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: datetime | None = None,
        brand: str | None = None,
    ) -> "Simulation":
        """What another policy file, given as text, would have asked for; the brand's own where none is given."""
        return self._policy.simulate(brand, policy, name, since)

    def policy_refusals(self) -> tuple[str, ...]:
        """Why policy files as they stand are not in force, a line each; the policies before them stay."""
        return self._policy.refusals()

    def policy_versions(self, brand: str | None = None) -> tuple[PolicyVersion, ...]:
        return self._policy.versions(brand)

    def policy_text(self, digest: str, brand: str | None = None) -> str:
        return self._policy.version(digest, brand)

    def policy_words(self, days: int = 30, brand: str | None = None) -> PolicyWords:
        """The policy in force, rule by rule, with what each decided in the last days."""
        return self._workflow.in_words(days, brand)

    def workflow(self, days: int = 30, brand: str | None = None) -> WorkflowView:
        """The steps of a run, which of them wait for a person, and for how long they really waited."""
        return self._workflow.workflow(days, brand)

    def tiers(self, brand: str | None = None) -> tuple[TierView, ...]:
        """What policy may sign by itself, and on what evidence."""
        return self._policy.tiers(brand)

    def open_tier(self, tier: str, user: str, door: str, brand: str | None = None) -> TierView:
        """One person's signature under it; the last one that is needed opens it."""
        return self._policy.open_tier(tier, user, door, brand)

    def close_tier(self, tier: str, reason: str, user: str, door: str, brand: str | None = None) -> TierView:
        return self._policy.close_tier(tier, reason, user, door, brand)

    # cases

    def cases(self, status: CaseStatus | None = None) -> tuple[CaseView, ...]:
        return self._cases.listing(status)

    def case(self, id: str) -> CaseCard:
        """With all that whoever takes it over has to know."""
        return self._cases.one(id)

    def take_case(self, id: str, user: str, door: str) -> CaseView:
        return self._cases.take(id, user, door)

    def note_case(self, id: str, text: str, user: str, door: str) -> CaseCard:
        return self._cases.note(id, text, user, door)

    def transfer_case(self, id: str, to: str, reason: str, user: str, door: str) -> CaseCard:
        """To another person, who has to take it anew: both clocks begin again."""
        return self._cases.transfer(id, to, reason, user, door)

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> CaseView:
        return self._cases.resolve(id, cause, note, user, door)

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        return self._cases.release(id, conditions, user, door)

    def all_clears(self, brand: str | None = None) -> tuple[AllClearView, ...]:
        """What "not an incident" has taught triage, the latest first."""
        return self._cases.learnt(self.home.folder(brand).brand.id)

    def end_all_clear(self, id: str, user: str, door: str) -> AllClearView:
        """Messages like it go to a person again."""
        return self._cases.unlearn(id, user, door)
