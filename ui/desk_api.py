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
    def default_brand(self) -> "Brand": ...

    def start(self) -> list[str]:
        """Goes on with every unfinished run and watches the time; returns the runs that wait for somebody."""
        ...

    def warm(self) -> None:
        """Makes the language model ready; takes up to half a minute, and fails silently."""
        ...

    def init(self, name: str) -> Path: ...

    def brands(self) -> "tuple[Brand, ...]": ...

    def ask(self, request: "AskRequest", user: str, door: str) -> "RunView": ...

    def brief_choices(self, brand: str | None = None) -> "BriefChoices": ...

    def wait(self, run: str, timeout: float) -> "RunView": ...

    def run(self, run: str) -> "RunView": ...

    def runs(
        self,
        *,
        brand: str | None = None,
        requester: str | None = None,
        status: "RunStatus | None" = None,
        words: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "tuple[RunRow, ...]": ...

    def steps(self, run: str, after: int = 0) -> "tuple[StepView, ...]": ...

    def mark(self, requester: str | None = None, run: str | None = None) -> str: ...

    def choose(self, run: str, choice: "Choice", user: str, door: str) -> "RunView": ...

    def withdraw(self, run: str, user: str, door: str) -> "RunView": ...

    def recall(self, run: str, user: str, reason: str, door: str) -> "RunView": ...

    def resume(self, run: str, user: str, door: str) -> "RunView": ...

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
    ) -> "tuple[ApprovalView, ...]": ...

    def approval_counts(
        self, *, user: str | None = None, status: "QueueStatus | None" = "pending"
    ) -> "QueueCounts": ...

    def waiting_for(self, user: str, limit: int = 100) -> int: ...

    def approval(self, id: str) -> "ApprovalCard": ...

    def take_approval(self, id: str, user: str, door: str, over: bool = False) -> "ApprovalCard": ...

    def hand_back_approval(self, id: str, user: str, door: str) -> "ApprovalCard": ...

    def rate(self, approval_id: str, fields: dict[str, str]) -> "BrandReport": ...

    def decide(self, id: str, decision: "Decision", user: str, door: str) -> "DecisionView": ...

    def lessons(self, brand: str | None = None) -> "tuple[LessonView, ...]": ...

    def examples(self, brand: str | None = None, limit: int = 100) -> "tuple[DecidedDraft, ...]": ...

    def keep_lesson(self, id: str, user: str, door: str) -> "LessonView": ...

    def end_lesson(self, id: str, user: str, door: str) -> "LessonView": ...

    def eval_cases(
        self,
        status: "GrownStatus" = "candidate",
        suite: "Grown | None" = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "tuple[EvalCaseView, ...]": ...

    def accept_eval_case(
        self, id: str, reason: str, user: str, door: str, label: str | None = None, brand: str | None = None
    ) -> "EvalCaseView": ...

    def decline_eval_case(
        self, id: str, reason: str, user: str, door: str, brand: str | None = None
    ) -> "EvalCaseView": ...

    def sign_many(self, digests: dict[str, str], user: str, door: str) -> "tuple[BatchLine, ...]": ...

    def ask_requester(self, approval: str, question: str, user: str, door: str) -> "ApprovalCard": ...

    def answer_question(self, question: str, answer: str, user: str, door: str) -> "RunView": ...

    def cases(self, status: "CaseStatus | None" = None) -> "tuple[CaseView, ...]": ...

    def case(self, id: str) -> "CaseCard": ...

    def take_case(self, id: str, user: str, door: str) -> "CaseView": ...

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> "CaseView": ...

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> "CaseView": ...

    def note_case(self, id: str, text: str, user: str, door: str) -> "CaseCard": ...

    def transfer_case(self, id: str, to: str, reason: str, user: str, door: str) -> "CaseCard": ...

    def all_clears(self, brand: str | None = None) -> "tuple[AllClearView, ...]": ...

    def end_all_clear(self, id: str, user: str, door: str) -> "AllClearView": ...

    def triage(self, text: str, brand: str | None = None) -> "Triage": ...

    def ingest(
        self,
        paths: Sequence[Path],
        kind: "DocumentKind | None" = None,
        brand: str | None = None,
        progress: "Progress | None" = None,
        given: "dict[str, str | list[str]] | None" = None,
    ) -> "IngestReport": ...

    def upload_limit(self) -> int: ...

    def upload_document(
        self,
        file: Path,
        name: str,
        user: str,
        door: str,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        progress: "Progress | None" = None,
    ) -> "IngestReport": ...

    def quality(self, brand: str | None = None) -> "QualityReport": ...

    def documents(self, brand: str | None = None) -> "tuple[Document, ...]": ...

    def passage_counts(self, brand: str | None = None) -> dict[str, int]: ...

    def read_document(self, id: str, brand: str | None = None) -> "tuple[Passage, ...]": ...

    def publish_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document": ...

    def retire_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document": ...

    def describe_document(
        self, id: str, values: "dict[str, str | None]", user: str, door: str, brand: str | None = None
    ) -> "Document": ...

    def document_changes(self, id: str, brand: str | None = None) -> "tuple[Change, ...]": ...

    def quarantine(self, brand: str | None = None) -> "tuple[Quarantined, ...]": ...

    def release_passage(self, id: str, user: str, door: str, brand: str | None = None) -> "Quarantined": ...

    def unsure_labels(self, brand: str | None = None) -> "tuple[Unsure, ...]": ...

    def label_passage(
        self, passage: str, field: "LabelField", value: str, user: str, door: str, brand: str | None = None
    ) -> "Passage": ...

    def index(self, brand: str | None = None, progress: "Progress | None" = None, briefly: bool = False) -> None: ...

    def search(
        self,
        query: str,
        k: int = 5,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        locale: str | None = None,
        product: str | None = None,
    ) -> "SearchResult": ...

    def check(
        self,
        copy: "Copy",
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: "Format | None" = None,
        cited: tuple[str, ...] = (),
    ) -> "BrandReport": ...

    def rules(self, brand: str | None = None) -> "tuple[RuleView, ...]": ...

    def rule_problems(self, brand: str | None = None) -> tuple[str, ...]: ...

    def why(self, rule: str, brand: str | None = None, rules: tuple[Path, ...] = ()) -> "RuleNote": ...

    def users(self) -> "tuple[UserView, ...]": ...

    def user(self, name: str) -> "UserView": ...

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> "UserView": ...

    def disable_user(self, name: str, by: str, door: str) -> "UserView": ...

    def enable_user(self, name: str, by: str, door: str) -> "UserView": ...

    def set_roles(self, name: str, roles: tuple[str, ...], by: str, door: str) -> "UserView": ...

    def set_absent(
        self,
        name: str,
        until: "datetime",
        by: str,
        door: str,
        since: "datetime | None" = None,
        deputy: str | None = None,
    ) -> "UserView": ...

    def set_back(self, name: str, by: str, door: str) -> "UserView": ...

    def set_password(self, name: str, password: str, by: str, door: str) -> "UserView": ...

    def reset_password(self, name: str, by: str, door: str) -> "OneTimePassword": ...

    def user_changes(self) -> "dict[str, datetime]": ...

    def tokens(self, user: str | None = None) -> "tuple[TokenView, ...]": ...

    def create_token(self, name: str, user: str, door: str, days: int = 90) -> "NewToken": ...

    def revoke_token(self, id: str, user: str, door: str) -> "TokenView": ...

    def by_token(self, token: str) -> "UserView": ...

    def authenticate(self, name: str, password: str) -> "UserView": ...

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
    ) -> "AuditPage": ...

    def audit_verify(self, heads: tuple[str, ...] = (), progress: "Progress | None" = None) -> "AuditReport": ...

    def audit_export(self, since: "datetime | None" = None) -> Iterator[dict[str, Any]]: ...

    def audit_name(self, reference: str) -> str: ...

    def erase(
        self, wanted: "Erasure", user: str, door: str, dry_run: bool = False, progress: "Progress | None" = None
    ) -> "ErasureView": ...

    def backup(self, file: Path, progress: "Progress | None" = None) -> "BackupView": ...

    def release_runs(self, run: str | None, user: str, door: str) -> tuple[str, ...]: ...

    def retention(self) -> "tuple[RetentionView, ...]": ...

    def apply_retention(
        self, user: str, door: str, progress: "Progress | None" = None
    ) -> "tuple[RetentionView, ...]": ...

    def explain(self, approval_id: str) -> "Explanation": ...

    def lint(self, brand: str | None = None) -> "tuple[Problem, ...]": ...

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: "datetime | None" = None,
        brand: str | None = None,
    ) -> "Simulation": ...

    def policy_refusals(self) -> tuple[str, ...]: ...

    def policy_versions(self, brand: str | None = None) -> "tuple[PolicyVersion, ...]": ...

    def policy_text(self, digest: str, brand: str | None = None) -> str: ...

    def policy_words(self, days: int = 30, brand: str | None = None) -> "PolicyWords": ...

    def workflow(self, days: int = 30, brand: str | None = None) -> "WorkflowView": ...

    def tiers(self, brand: str | None = None) -> "tuple[TierView, ...]": ...

    def open_tier(self, tier: str, user: str, door: str, brand: str | None = None) -> "TierView": ...

    def close_tier(self, tier: str, reason: str, user: str, door: str, brand: str | None = None) -> "TierView": ...

    def models(self, brand: str | None = None) -> "tuple[ModelView, ...]": ...

    def validate_model(
        self, model: str, suites: "tuple[ModelSuite, ...]", user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]": ...

    def revoke_model(
        self, model: str, reason: str, user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]": ...

    def insights(
        self, since: "datetime | None" = None, until: "datetime | None" = None, brand: str | None = None
    ) -> "InsightsView": ...

    def insight_runs(
        self,
        measure: str,
        group: str | None = None,
        since: "datetime | None" = None,
        until: "datetime | None" = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> "InsightRuns": ...

    def decide_drift(self, id: str, words: str, user: str, door: str) -> "DriftView": ...

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None: ...

    def lift(self, brand: str | None, user: str, door: str) -> None: ...

    def holds(self, brand: str | None = None) -> "tuple[HoldView, ...]": ...

    def crisis_on(self, brand: str | None, reason: str, until: "datetime", user: str, door: str) -> "HoldView": ...

    def crisis_off(self, brand: str | None, user: str, door: str) -> None: ...

    def notices(self, *, user: str | None = None, dead: bool = False, limit: int = 50) -> "tuple[NoticeView, ...]": ...

    def retry_notice(self, id: str, user: str, door: str) -> "NoticeView": ...

    def test_notice(self, name: str, user: str, door: str, brand: str | None = None) -> "NoticeTest": ...

    def doctor(self) -> "tuple[Check, ...]": ...

    def close(self) -> None: ...
