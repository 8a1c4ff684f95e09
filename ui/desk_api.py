"""`DeskApi`: what every page, command and REST operation may ask of a desk, whether it is here or behind loopback."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from agents.backup.manifest import BackupView
    from agents.erasing.erasure import Erasure, ErasureView
    from agents.graph.brief import Triage
    from agents.ledger.chain import AuditReport
    from agents.notices.views import NoticeTest, NoticeView
    from agents.policy.explain import Explanation
    from agents.policy.lint import Problem
    from agents.policy.simulate import Simulation
    from agents.retention.apply import RetentionView
    from agents.signing.decided import DecidedDraft
    from agents.signing.decision import Choice, Decision
    from agents.views import (
        AllClearView,
        ApprovalCard,
        ApprovalView,
        AskRequest,
        AuditPage,
        BatchLine,
        BriefChoices,
        CaseCard,
        CaseStatus,
        CaseView,
        Check,
        DecisionView,
        EvalCaseView,
        Grown,
        GrownStatus,
        HoldView,
        LessonView,
        ModelSuite,
        ModelView,
        NewToken,
        OneTimePassword,
        PolicyVersion,
        PolicyWords,
        QueueCounts,
        QueueField,
        QueueStatus,
        RunRow,
        RunStatus,
        RunView,
        StepView,
        TierView,
        TokenView,
        UserView,
        WorkflowView,
    )
    from agents.views.insights import DriftView, InsightRuns, InsightsView
    from knowledge.base import IngestReport
    from knowledge.brand import Brand
    from knowledge.changes import Change
    from knowledge.documents import Document, DocumentKind
    from knowledge.labels import LabelField, Unsure
    from knowledge.passages import Passage, SearchResult
    from knowledge.progress import Progress
    from knowledge.record import Quarantined
    from knowledge.report import QualityReport
    from tools.copy import Copy
    from tools.findings import BrandReport
    from tools.rule_list import RuleView
    from tools.text.markup import Format
    from tools.why import RuleNote


class DeskApi(Protocol):
    """The desk as every page, command and REST operation sees it. Each method raises CopydeskError with one line."""

    @property
    def default_brand(self) -> "Brand":
        """The brand that is meant wherever none is named."""
        ...

    def start(self) -> list[str]:
        """Goes on with every unfinished run and watches the time; returns the runs that wait for somebody."""
        ...

    def warm(self) -> None:
        """Makes the language model ready; takes up to half a minute, and fails silently."""
        ...

    def init(self, name: str) -> Path:
        """Begins a brand of one's own and makes it the default; returns its folder.

        Raises InputError for a name that is taken or is none.
        """
        ...

    def brands(self) -> "tuple[Brand, ...]":
        """Every brand of the desk, with its settings."""
        ...

    def ask(self, request: "AskRequest", user: str, door: str) -> "RunView":
        """Files a request and returns its run at once: `wait` for it, or read its `steps`.

        Raises InputError for what is empty or too long, and NotAllowedError for who only reads.
        """
        ...

    def brief_choices(self, brand: str | None = None) -> "BriefChoices":
        """What a brief can be filled in with, and how long copy may be in each channel."""
        ...

    def wait(self, run: str, timeout: float) -> "RunView":
        """The run once nothing moves it any more, or as it is when `timeout` seconds are up. Raises NotFoundError."""
        ...

    def run(self, run: str) -> "RunView":
        """One request with its drafts, its answer or its case, and what it waits for. Raises NotFoundError."""
        ...

    def runs(
        self,
        *,
        brand: str | None = None,
        requester: str | None = None,
        status: "RunStatus | None" = None,
        words: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "tuple[RunRow, ...]":
        """Requests in short, the newest first. `words`: all of them stand in the request."""
        ...

    def steps(self, run: str, after: int = 0) -> "tuple[StepView, ...]":
        """Finished steps of a run after number `after`, and the one that is running. Raises NotFoundError."""
        ...

    def mark(self, requester: str | None = None, run: str | None = None) -> str:
        """Stays the same while nothing changes in a person's newest requests and one run; without them, at the desk."""
        ...

    def choose(self, run: str, choice: "Choice", user: str, door: str) -> "RunView":
        """What becomes of held drafts: submitted, changed, wished otherwise or given up. By who asked, or an admin.

        Raises NotFoundError, or InputError where the run waits for no choice.
        """
        ...

    def withdraw(self, run: str, user: str, door: str) -> "RunView":
        """Takes a request back before anything of it has gone out. By who asked for it, or an admin."""
        ...

    def recall(self, run: str, user: str, reason: str, door: str) -> "RunView":
        """Takes back what was published: it is marked so, its file too, and those who watch are told why."""
        ...

    def resume(self, run: str, user: str, door: str) -> "RunView":
        """Goes on with a run that failed or was cut off; harmless for one that waits. By who asked, or on call."""
        ...

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

    def cases(self, status: "CaseStatus | None" = None) -> "tuple[CaseView, ...]":
        """What was handed to a person, the most severe first; of one status, or all."""
        ...

    def case(self, id: str) -> "CaseCard":
        """One case with all that whoever takes it over has to know. Raises NotFoundError."""
        ...

    def take_case(self, id: str, user: str, door: str) -> "CaseView":
        """Makes `user` the owner of a case: both clocks stop. Raises AlreadyDecidedError where it is taken or over."""
        ...

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> "CaseView":
        """Ends a case with its cause; a P1 and the cause "other" need words. By who has taken it, or an admin."""
        ...

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> "CaseView":
        """Lets a risky design go on under conditions once each role that policy names agrees; never harm."""
        ...

    def note_case(self, id: str, text: str, user: str, door: str) -> "CaseCard":
        """Writes a note on a case, by who may work on it or who wrote the message. Returns the case with it."""
        ...

    def transfer_case(self, id: str, to: str, reason: str, user: str, door: str) -> "CaseCard":
        """Hands a case to another person, who has to take it anew: both clocks begin again."""
        ...

    def all_clears(self, brand: str | None = None) -> "tuple[AllClearView, ...]":
        """What "not an incident" has taught triage, the latest first."""
        ...

    def end_all_clear(self, id: str, user: str, door: str) -> "AllClearView":
        """Forgets one of them: messages like it go to a person again. By on call or an admin."""
        ...

    def triage(self, text: str, brand: str | None = None) -> "Triage":
        """What would become of a request: route, severity, flags and brief. Nothing is run and no model is asked."""
        ...

    def ingest(
        self,
        paths: Sequence[Path],
        kind: "DocumentKind | None" = None,
        brand: str | None = None,
        progress: "Progress | None" = None,
        given: "dict[str, str | list[str]] | None" = None,
    ) -> "IngestReport":
        """Reads files and folders of the desk's machine into the knowledge base; returns what became of each.

        `given` holds keys of a document's meta for all of them; what a file says of itself beats them.
        """
        ...

    def upload_limit(self) -> int:
        """The most bytes that a file may have to be read."""
        ...

    def upload_document(
        self,
        file: Path,
        name: str,
        user: str,
        door: str,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        progress: "Progress | None" = None,
    ) -> "IngestReport":
        """Takes a copy of `file` as the draft `name`, whatever it says of its own status. By who may publish."""
        ...

    def quality(self, brand: str | None = None) -> "QualityReport":
        """The quality report on a brand's documents: what is missing, old, doubled, contradicted or not understood."""
        ...

    def documents(self, brand: str | None = None) -> "tuple[Document, ...]":
        """Every document of a brand, drafts and retired ones too."""
        ...

    def passage_counts(self, brand: str | None = None) -> dict[str, int]:
        """How many passages each document became, by its id."""
        ...

    def read_document(self, id: str, brand: str | None = None) -> "tuple[Passage, ...]":
        """What a document became, passage by passage, whether or not it is in use. Raises NotFoundError."""
        ...

    def publish_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        """Puts a document into use: answers and drafts may cite it now. By Brand, Legal, Compliance or an admin."""
        ...

    def retire_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        """Takes a document out of use; what cited it stays as it is. By Brand, Legal, Compliance or an admin."""
        ...

    def describe_document(
        self, id: str, values: "dict[str, str | None]", user: str, door: str, brand: str | None = None
    ) -> "Document":
        """Sets keys of a document's meta, kept when its file is read again; None forgets what was set."""
        ...

    def document_changes(self, id: str, brand: str | None = None) -> "tuple[Change, ...]":
        """What each version of a document said differently from the one before, the newest first."""
        ...

    def quarantine(self, brand: str | None = None) -> "tuple[Quarantined, ...]":
        """Words in documents that speak to the machine: nothing of them is used until a person lets them go."""
        ...

    def release_passage(self, id: str, user: str, door: str, brand: str | None = None) -> "Quarantined":
        """Says that what is in quarantine is harmless, so that it is used. By Brand, Legal, Compliance or an admin."""
        ...

    def unsure_labels(self, brand: str | None = None) -> "tuple[Unsure, ...]":
        """Passages that wait for a person's label, the least sure first."""
        ...

    def label_passage(
        self, passage: str, field: "LabelField", value: str, user: str, door: str, brand: str | None = None
    ) -> "Passage":
        """Sets one label of a passage, such as its kind; it holds over what the desk guessed."""
        ...

    def index(self, brand: str | None = None, progress: "Progress | None" = None, briefly: bool = False) -> None:
        """Brings the indexes up to date, telling how far it is. `briefly`: as far as a search does."""
        ...

    def search(
        self,
        query: str,
        k: int = 5,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        locale: str | None = None,
        product: str | None = None,
    ) -> "SearchResult":
        """The `k` passages nearest to a query, cited, and whether any is good enough for an answer.

        `kind`, `locale` ("de" takes "de-AT" too) and `product` leave only theirs.
        """
        ...

    def check(
        self,
        copy: "Copy",
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: "Format | None" = None,
        cited: tuple[str, ...] = (),
    ) -> "BrandReport":
        """The brand report on a text: rating, score and findings, each with its place, its source and a fix.

        `form` is how the text is written, where its channel does not say it; `cited` are ids of the passages that it
        rests on, if not on all.
        """
        ...

    def rules(self, brand: str | None = None) -> "tuple[RuleView, ...]":
        """Every rule there is for a brand's copy, those too that it has switched off."""
        ...

    def rule_problems(self, brand: str | None = None) -> tuple[str, ...]:
        """What of a brand's rule files, packages and settings could not be used, and why: a line each."""
        ...

    def why(self, rule: str, brand: str | None = None, rules: tuple[Path, ...] = ()) -> "RuleNote":
        """What a rule asks for, where it comes from, and its examples. Raises NotFoundError."""
        ...

    def users(self) -> "tuple[UserView, ...]":
        """Everybody at the desk, disabled people too, with roles and absence."""
        ...

    def user(self, name: str) -> "UserView":
        """One person, with every role that they act in now, a deputy's too. Raises NotFoundError."""
        ...

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> "UserView":
        """Enrols somebody new, or lets somebody who was disabled come back with these roles. By an admin.

        Raises InputError for a name or roles that cannot be.
        """
        ...

    def disable_user(self, name: str, by: str, door: str) -> "UserView":
        """Ends what somebody can do: they keep their name in the record, and their tokens are revoked. By an admin."""
        ...

    def enable_user(self, name: str, by: str, door: str) -> "UserView":
        """Lets somebody who was disabled come back as they were; they need a new password. By an admin."""
        ...

    def set_roles(self, name: str, roles: tuple[str, ...], by: str, door: str) -> "UserView":
        """Gives somebody who is active other roles in the place of theirs. By an admin, and never for oneself."""
        ...

    def set_absent(
        self,
        name: str,
        until: "datetime",
        by: str,
        door: str,
        since: "datetime | None" = None,
        deputy: str | None = None,
    ) -> "UserView":
        """Says that somebody is away, from now where `since` is not given; the deputy acts in their roles meanwhile."""
        ...

    def set_back(self, name: str, by: str, door: str) -> "UserView":
        """Ends an absence before its time, by the person or an admin. Raises NotAllowedError where there is none."""
        ...

    def set_password(self, name: str, password: str, by: str, door: str) -> "UserView":
        """Sets somebody's password, by themselves or an admin. Raises InputError for one that is guessed first."""
        ...

    def reset_password(self, name: str, by: str, door: str) -> "OneTimePassword":
        """By an admin, for somebody else: a password that nobody chose and that opens nothing but the choice of one."""
        ...

    def user_changes(self) -> "dict[str, datetime]":
        """When somebody last changed each person's place at the desk, by name."""
        ...

    def tokens(self, user: str | None = None) -> "tuple[TokenView, ...]":
        """Personal tokens, the newest first; of one person, or of everybody. None says the token itself."""
        ...

    def create_token(self, name: str, user: str, door: str, days: int = 90) -> "NewToken":
        """A token that speaks for `user` for so many days. The token itself is told this once."""
        ...

    def revoke_token(self, id: str, user: str, door: str) -> "TokenView":
        """Ends a token for good, by whose it is or an admin. Raises NotFoundError."""
        ...

    def by_token(self, token: str) -> "UserView":
        """Whom a personal token speaks for. Raises TokenError."""
        ...

    def authenticate(self, name: str, password: str) -> "UserView":
        """Who signs in with this name and password. Raises SignInError or TooManyAttemptsError."""
        ...

    def audit_page(
        self,
        *,
        about: str | None = None,
        person: str | None = None,
        event: str | None = None,
        since: "datetime | None" = None,
        until: "datetime | None" = None,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> "AuditPage":
        """Records of the audit trail, the newest first. `about`: a request with all that belongs to it, or one id.

        `event`: one or a family. `person`: a reference, or a user's name. `before` and `after` are numbers of records.
        """
        ...

    def audit_verify(self, heads: tuple[str, ...] = (), progress: "Progress | None" = None) -> "AuditReport":
        """Walks the whole audit trail and says whether anything in it was changed.

        `heads` were written down elsewhere: what they stand for must still be there.
        """
        ...

    def audit_export(self, since: "datetime | None" = None) -> Iterator[dict[str, Any]]:
        """Records of the audit trail as they are hashed, oldest first; from the first not older than `since`."""
        ...

    def audit_name(self, reference: str) -> str:
        """Whom or what a reference in the records means. Raises NotFoundError where that was erased."""
        ...

    def erase(
        self, wanted: "Erasure", user: str, door: str, dry_run: bool = False, progress: "Progress | None" = None
    ) -> "ErasureView":
        """Everything that is kept of a run, a person or a text; the audit trail stays whole and has the receipt.

        `dry_run` says what would go. Raises InputError where nothing of it is kept.
        """
        ...

    def backup(self, file: Path, progress: "Progress | None" = None) -> "BackupView":
        """All of the home in one archive, also while its runs move."""
        ...

    def release_runs(self, run: str | None, user: str, door: str) -> tuple[str, ...]:
        """Lets go out what a restore holds: one request, or all of them. Returns the runs."""
        ...

    def retention(self) -> "tuple[RetentionView, ...]":
        """How long each brand keeps what, and how much is older than that."""
        ...

    def apply_retention(self, user: str, door: str, progress: "Progress | None" = None) -> "tuple[RetentionView, ...]":
        """Erases at once what is older than a brand keeps it, as the scheduler does every hour."""
        ...

    def explain(self, approval_id: str) -> "Explanation":
        """The policy rules in order, for one draft: which matched, and why the others did not."""
        ...

    def lint(self, brand: str | None = None) -> "tuple[Problem, ...]":
        """What is wrong with a brand's policy, among the people who are at this desk now; errors first."""
        ...

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: "datetime | None" = None,
        brand: str | None = None,
    ) -> "Simulation":
        """What another policy file, given as text, would have asked for; the brand's own where none is given."""
        ...

    def policy_refusals(self) -> tuple[str, ...]:
        """Why policy files as they stand are not in force, a line each; the policies before them stay."""
        ...

    def policy_versions(self, brand: str | None = None) -> "tuple[PolicyVersion, ...]":
        """Every version of a brand's policy that was in force, with its digest and since when."""
        ...

    def policy_text(self, digest: str, brand: str | None = None) -> str:
        """One version of a policy, word for word, by the beginning of its digest. Raises NotFoundError."""
        ...

    def policy_words(self, days: int = 30, brand: str | None = None) -> "PolicyWords":
        """The policy in force, rule by rule, with what each decided in the last days."""
        ...

    def workflow(self, days: int = 30, brand: str | None = None) -> "WorkflowView":
        """The steps of a run, which of them wait for a person, and for how long they really waited."""
        ...

    def tiers(self, brand: str | None = None) -> "tuple[TierView, ...]":
        """What policy may sign by itself, and on what evidence."""
        ...

    def open_tier(self, tier: str, user: str, door: str, brand: str | None = None) -> "TierView":
        """One person's signature under a tier; the last one that is needed opens it. Raises NotAllowedError."""
        ...

    def close_tier(self, tier: str, reason: str, user: str, door: str, brand: str | None = None) -> "TierView":
        """Closes an open tier with a reason: people sign again from now on. Raises NotAllowedError."""
        ...

    def models(self, brand: str | None = None) -> "tuple[ModelView, ...]":
        """The model that the desk runs on first, then every record of a validation for this brand."""
        ...

    def validate_model(
        self, model: str, suites: "tuple[ModelSuite, ...]", user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]":
        """One person's signature that these suites passed with this model: tiers may be open under it."""
        ...

    def revoke_model(
        self, model: str, reason: str, user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]":
        """Takes a validation back: from now on people sign every draft of a tier, until it is validated again."""
        ...

    def insights(
        self, since: "datetime | None" = None, until: "datetime | None" = None, brand: str | None = None
    ) -> "InsightsView":
        """A brand's measures from `since` until `until`, beside the period before; the last 30 days by default."""
        ...

    def insight_runs(
        self,
        measure: str,
        group: str | None = None,
        since: "datetime | None" = None,
        until: "datetime | None" = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "InsightRuns":
        """The runs behind one figure, newest first; `group`: of one part of it, such as "channel:instagram"."""
        ...

    def decide_drift(self, id: str, words: str, user: str, door: str) -> "DriftView":
        """What somebody of the named role says that a measure's move means, and what is done about it."""
        ...

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None:
        """Holds every publication of a brand at once, until it is lifted."""
        ...

    def lift(self, brand: str | None, user: str, door: str) -> None:
        """Ends every hold of a brand, so that what is due goes out; a crisis stays on. By on call or an admin."""
        ...

    def holds(self, brand: str | None = None) -> "tuple[HoldView, ...]":
        """What keeps brands from publishing now, oldest first; of one brand, where one is named."""
        ...

    def crisis_on(self, brand: str | None, reason: str, until: "datetime", user: str, door: str) -> "HoldView":
        """Every publication of a brand stands still at once, until then or until the same roles switch it off."""
        ...

    def crisis_off(self, brand: str | None, user: str, door: str) -> None:
        """Switches a brand's crisis off, so that what is signed and due goes out. By on call or an admin."""
        ...

    def notices(self, *, user: str | None = None, dead: bool = False, limit: int = 50) -> "tuple[NoticeView, ...]":
        """What was told, the newest first. `user`: to that person; `dead`: what was given up."""
        ...

    def retry_notice(self, id: str, user: str, door: str) -> "NoticeView":
        """Puts a message that was given up back into the queue. Raises NotFoundError."""
        ...

    def test_notice(self, name: str, user: str, door: str, brand: str | None = None) -> "NoticeTest":
        """Sends a test to a person or a webhook of the brand's notify.yaml, and waits for the answer."""
        ...

    def doctor(self) -> "tuple[Check, ...]":
        """Whether everything that the desk needs is there, a line each, with the remedy where it is not."""
        ...

    def close(self) -> None:
        """Ends what runs in the background and lets go of the home."""
        ...
