"""Of a desk: what waits for a signature, who is on it, what was decided, and what is learnt from that."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agents.signing.decided import DecidedDraft
    from agents.signing.decision import Decision
    from agents.views import (
        ApprovalCard,
        ApprovalView,
        BatchLine,
        DecisionView,
        EvalCaseView,
        Grown,
        GrownStatus,
        LessonView,
        QueueCounts,
        QueueField,
        QueueStatus,
        RunView,
    )
    from tools.findings import BrandReport


class SigningApi(Protocol):
    def approvals(
        self,
        *,
        user: str | None = None,
        role: str | None = None,
        status: "QueueStatus | None" = "pending",
        where: "dict[QueueField, str] | None" = None,
        limit: int = 50,
        offset: int = 0,
        viewer: str | None = None,
    ) -> "tuple[ApprovalView, ...]":
        """What waits, by the hour it is due and in it the riskiest first; what was decided, the newest first.

        `user` or `role`: only what they could still sign. `where`: a value for each field that is filtered by, "" for
        none; `taken` is "mine", "nobody" or "others" in the eyes of `viewer`, else of `user`.
        """
        ...

    def approval_counts(self, *, user: str | None = None, status: "QueueStatus | None" = "pending") -> "QueueCounts":
        """How many approvals there are of each brand, channel, rating, locale and requester, taken by `user`, others or
        nobody; and how many wait for `user`.
        """
        ...

    def waiting_for(self, user: str, limit: int = 100) -> int:
        """How many approvals this person could sign now, counted as far as `limit`."""
        ...

    def approval(self, id: str) -> "ApprovalCard":
        """All that an approver needs about one approval: draft or tool call, findings, evidence, reason, who has signed
        and who is on it. Raises NotFoundError.
        """
        ...

    def take_approval(self, id: str, user: str, door: str, over: bool = False) -> "ApprovalCard":
        """ "I'm on it", for the roles in which `user` could sign: others see that. It signs nothing and stops nobody.

        `over`: from whoever has it, who is told; else NotAllowedError says who has it. Raises AlreadyDecidedError and
        NotFoundError.
        """
        ...

    def hand_back_approval(self, id: str, user: str, door: str) -> "ApprovalCard":
        """Makes a card that `user` has taken anybody's again. Raises NotAllowedError where it is not theirs."""
        ...

    def rate(self, approval_id: str, fields: dict[str, str]) -> "BrandReport":
        """The report on a draft with these fields changed, before anybody signs it. Nothing is kept."""
        ...

    def decide(self, id: str, decision: "Decision", user: str, door: str) -> "DecisionView":
        """One person's decision: approve, edit, send back, reject, or answer on a tool's behalf.

        Raises AlreadyDecidedError with who was first, DigestMismatchError for another text, or NotAllowedError.
        """
        ...

    def lessons(self, brand: str | None = None) -> "tuple[LessonView, ...]":
        """Phrases that are changed in every draft to come; then those that several edits changed the same way."""
        ...

    def examples(self, brand: str | None = None, limit: int = 100) -> "tuple[DecidedDraft, ...]":
        """Drafts that people edited and signed, or rejected, as labelled examples; the latest first."""
        ...

    def keep_lesson(self, id: str, user: str, door: str) -> "LessonView":
        """Makes a proposed change in every draft from now on. By Brand or an admin."""
        ...

    def end_lesson(self, id: str, user: str, door: str) -> "LessonView":
        """Leaves a phrase alone again in drafts to come. By Brand or an admin."""
        ...

    def eval_cases(
        self,
        status: "GrownStatus" = "candidate",
        suite: "Grown | None" = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "tuple[EvalCaseView, ...]":
        """Decisions as cases of the quality suites, the latest first: not settled yet, in use, or left out."""
        ...

    def accept_eval_case(
        self, id: str, reason: str, user: str, door: str, label: str | None = None, brand: str | None = None
    ) -> "EvalCaseView":
        """Measures the desk by a decision from now on; `label` is what it must say, if not what is proposed."""
        ...

    def decline_eval_case(self, id: str, reason: str, user: str, door: str, brand: str | None = None) -> "EvalCaseView":
        """Leaves a decision out of the quality suites, or takes it out again."""
        ...

    def sign_many(self, digests: dict[str, str], user: str, door: str) -> "tuple[BatchLine, ...]":
        """Signs several approvals, each on the digest that was read, where policy lets them be signed together.

        One line each: signed, or why not. One that cannot be signed stops no other.
        """
        ...

    def ask_requester(self, approval: str, question: str, user: str, door: str) -> "ApprovalCard":
        """A question to whoever asked for the copy; the deadline runs on. Returns the card with it."""
        ...

    def answer_question(self, question: str, answer: str, user: str, door: str) -> "RunView":
        """An answer to an approver's question, given once, by who asked for the copy or an admin. Returns the run."""
        ...
