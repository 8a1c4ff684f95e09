"""`Desk`: the one door that pages, REST, command line and worker use."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agents.benches import Benches
from agents.clock import Clock, SystemClock
from agents.curating import Curator
from agents.desk_approvals import Approvals
from agents.desk_cases import Cases
from agents.desk_notices import Notices
from agents.desk_people import Staff
from agents.desk_records import Records
from agents.desk_runs import Runs
from agents.home import Home
from agents.ledger.chain import AuditReport
from agents.ledger.database import Ledger
from agents.motor import Motor
from agents.notices.views import NoticeTest, NoticeView
from agents.request import check_copy, check_text, known_locale
from agents.signing import learning, staff
from agents.signing.decision import Choice, Decision
from agents.signing.passwords import Passwords
from agents.views import (
    ApprovalCard,
    ApprovalStatus,
    ApprovalView,
    AskRequest,
    BatchLine,
    CaseStatus,
    CaseView,
    Check,
    DecisionView,
    LessonView,
    PolicyVersion,
    RunRow,
    RunStatus,
    RunView,
    StepView,
    TierView,
    UserView,
)
from knowledge.brand import SAMPLE_BRAND, Brand
from knowledge.errors import CopydeskError
from knowledge.product_names import check_product

if TYPE_CHECKING:
    from agents.backup.manifest import BackupView
    from agents.desk_keeping import Keeping
    from agents.desk_policy import PolicyDesk
    from agents.engine import Around, Engine
    from agents.erasing.erasure import Erasure, ErasureView
    from agents.gate.gate import Gate
    from agents.graph.brief import Triage
    from agents.model.chat import ChatModel
    from agents.policy.explain import Explanation
    from agents.policy.lint import Problem
    from agents.policy.simulate import Simulation
    from agents.retention.apply import RetentionView
    from agents.settings import Settings
    from knowledge.base import IngestReport
    from knowledge.changes import Change
    from knowledge.documents import Document, DocumentKind
    from knowledge.embedding import Embedder
    from knowledge.labels import LabelField, Unsure
    from knowledge.passages import Passage, SearchResult
    from knowledge.progress import Progress
    from knowledge.record import Quarantined
    from knowledge.report import QualityReport
    from tools.copy import Copy
    from tools.findings import BrandReport
    from tools.markup import Format
    from tools.why import RuleNote

log = logging.getLogger(__name__)


class Desk:
    """Made cheaply: the ledger, the graph and the models come when they are first needed.

    Every method raises CopydeskError with one line. Roles are checked here, whoever calls.
    """

    def __init__(
        self,
        settings: "Settings",
        *,
        clock: Clock | None = None,
        model: "ChatModel | None" = None,
        embedder: "Embedder | None" = None,
        around: "Around | None" = None,
        passwords: Passwords | None = None,
        secrets: Callable[[str], str | None] = os.environ.get,
    ) -> None:
        """`model` and `embedder` stand in for those that the settings name; `around` wraps the graph's nodes.

        `secrets` gives the value of an environment variable that a brand's notify.yaml names.
        """
        self.settings = settings
        self.clock = clock or SystemClock()
        self.home = Home(settings.home)
        self.home.prepare()
        self._around = around
        self._secrets = secrets
        self._passwords = passwords or Passwords()
        self._benches = Benches(
            self.home, settings, self.clock, model=model, embedder=embedder, ledger=lambda: self.ledger
        )
        self._motor = Motor(self._make_engine)

    @cached_property
    def ledger(self) -> Ledger:
        ledger = Ledger(self.home.ledger, self.clock)
        staff.enrol(ledger, self.home)
        return ledger

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self.ledger, self.home, self.settings, self.clock, self._benches, self._motor)

    @cached_property
    def _approvals(self) -> Approvals:
        return Approvals(self.ledger, self._benches, self._motor)

    @cached_property
    def _notices(self) -> Notices:
        return Notices(self.ledger, self.clock, self.home, self._secrets)

    @cached_property
    def _cases(self) -> Cases:
        return Cases(self.ledger, self._motor, self._benches)

    @cached_property
    def _policy(self) -> "PolicyDesk":
        from agents.desk_policy import PolicyDesk

        return PolicyDesk(self.ledger, self.home, self._benches)

    @cached_property
    def _staff(self) -> Staff:
        return Staff(self.ledger, self._passwords)

    @cached_property
    def _records(self) -> Records:
        return Records(self.ledger)

    @cached_property
    def _keeping(self) -> "Keeping":
        from agents.desk_keeping import Keeping

        return Keeping(self.ledger, self.home, self._benches, self._motor)

    @cached_property
    def _curator(self) -> Curator:
        return Curator(self.ledger, self._benches, self.clock)

    @cached_property
    def gate(self) -> "Gate":
        """Where other agents' tool calls wait for people: see `agents.gate`."""
        from agents.gate.gate import Gate

        return Gate(self.ledger, self.home, self._benches.policy)

    @property
    def engine(self) -> "Engine":
        """The graph and its runner."""
        return self._motor.engine

    def _make_engine(self) -> "Engine":
        from agents.engine import Engine

        return Engine(self.home, self.settings, self.ledger, self._benches, self.clock, self._around, self._secrets)

    def start(self) -> list[str]:
        """For the process that owns the home: goes on with every unfinished run, and watches the time."""
        waiting = self.engine.runner.recover()
        self.engine.start()
        return waiting

    def warm(self) -> None:
        """Starts the language model and fills its cache with what the default brand's prompts begin with.

        Takes seconds to half a minute, so a thread of its own does it. Without a model there is nothing to warm.
        """
        try:
            self._benches.model.warm(self._benches.of().copywriter.prefixes())
        except CopydeskError as error:
            log.warning("the language model could not be warmed: %s", error)

    def close(self) -> None:
        self._motor.close()
        self._benches.close()
        if "ledger" in self.__dict__:
            self.ledger.close()

    # brands and knowledge

    @property
    def default_brand(self) -> Brand:
        return self.home.folder().brand

    def brands(self) -> tuple[Brand, ...]:
        return tuple(self.home.folder(name).brand for name in self.home.brands())

    def init(self, name: str) -> Path:
        """A brand of one's own, made the default. With the first of them, the sample's people stop acting here."""
        first = set(self.home.brands()) <= {SAMPLE_BRAND}
        path = self.home.init(name).path
        if first and SAMPLE_BRAND in self.home.brands():
            staff.retire_sample(self.ledger, self.home, "init")
        return path

    def ingest(
        self,
        paths: Sequence[Path],
        kind: "DocumentKind | None" = None,
        brand: str | None = None,
        progress: "Progress | None" = None,
        given: "dict[str, str | list[str]] | None" = None,
    ) -> "IngestReport":
        """`given` holds keys of DocumentMeta for all the files; what a file says of itself beats them."""
        knowledge = self._benches.of(brand).knowledge
        report = knowledge.ingest(paths, kind=kind, given=given, progress=progress)
        self._curator.record_ingest(report, knowledge.brand.id)
        knowledge.index(progress)
        return report

    def quality(self, brand: str | None = None) -> "QualityReport":
        return self._benches.of(brand).knowledge.report()

    def search(
        self,
        query: str,
        k: int = 5,
        brand: str | None = None,
        kind: "DocumentKind | None" = None,
        locale: str | None = None,
        product: str | None = None,
    ) -> "SearchResult":
        """Cited passages; `kind`, `locale` ("de" takes "de-AT" too) and `product` leave only theirs."""
        knowledge = self._benches.of(brand).knowledge
        if product:
            check_product(knowledge, product)
        return knowledge.search(query, k, kinds=(kind,) if kind else (), locale=locale, product=product)

    def documents(self, brand: str | None = None) -> "tuple[Document, ...]":
        """All of them, drafts and retired ones too."""
        return self._benches.of(brand).knowledge.documents()

    def read_document(self, id: str, brand: str | None = None) -> "tuple[Passage, ...]":
        """What a document became, passage by passage, whether or not it is in use."""
        return self._benches.of(brand).knowledge.read(id)

    def publish_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        return self._curator.publish(id, user, door, brand)

    def retire_document(self, id: str, user: str, door: str, brand: str | None = None) -> "Document":
        return self._curator.retire(id, user, door, brand)

    def describe_document(
        self, id: str, values: "dict[str, str | None]", user: str, door: str, brand: str | None = None
    ) -> "Document":
        """Sets keys of a document's meta; they are kept when its file is read again. None forgets what was set."""
        return self._curator.describe(id, values, user, door, brand)

    def document_changes(self, id: str, brand: str | None = None) -> "tuple[Change, ...]":
        """What each version said differently from the one before, the newest first."""
        return self._curator.changes(id, brand)

    def quarantine(self, brand: str | None = None) -> "tuple[Quarantined, ...]":
        """Words in documents that speak to the machine."""
        return self._curator.quarantined(brand)

    def release_passage(self, id: str, user: str, door: str, brand: str | None = None) -> "Quarantined":
        """A person says that what is in quarantine is harmless."""
        return self._curator.release(id, user, door, brand)

    def unsure_labels(self, brand: str | None = None) -> "tuple[Unsure, ...]":
        """Passages that wait for a person's label, the least sure first."""
        return self._curator.unsure(brand)

    def label_passage(
        self, passage: str, field: "LabelField", value: str, user: str, door: str, brand: str | None = None
    ) -> "Passage":
        return self._curator.label(passage, field, value, user, door, brand)

    def index(self, brand: str | None = None, progress: "Progress | None" = None, briefly: bool = False) -> None:
        """Brings the indexes up to date, telling how far it is; a search does the same without a word, and `briefly`:
        where much is missing it takes what is there."""
        self._benches.of(brand).knowledge.index(progress, briefly=briefly)

    def check(
        self,
        copy: "Copy",
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: "Format | None" = None,
    ) -> "BrandReport":
        """`form` is how the text is written, where its channel does not say it."""
        check_copy(copy.fields)
        copy = copy.model_copy(update={"locale": known_locale(copy.locale)})
        return self._benches.of(brand).check_supplied(copy, rules, form)

    def why(self, rule: str, brand: str | None = None, rules: tuple[Path, ...] = ()) -> "RuleNote":
        """What a rule asks for, where it comes from, and its examples."""
        from tools.why import note_on

        return note_on(rule, self._benches.of(brand).check(rules))

    def triage(self, text: str, brand: str | None = None) -> "Triage":
        """What would become of a request; nothing is run and no model is asked."""
        from agents.graph.screening import screen

        check_text(text, self.settings.max_request)
        screening = screen(text)
        found = self._benches.of(brand).triage(AskRequest(text=screening.masked), None)
        return found.model_copy(update={"flags": tuple(dict.fromkeys((*screening.flags, *found.flags)))})

    # runs

    def ask(self, request: AskRequest, user: str, door: str) -> RunView:
        """Files the request and returns at once; `wait` for it, or read its steps."""

        def needs_model() -> bool:
            return self.triage(request.text, request.brand).route == "copywriting"

        return self._runs.ask(request, user, door, needs_model=needs_model)

    def wait(self, run: str, timeout: float) -> RunView:
        """Until nothing moves the run, or the time is up (seconds)."""
        self.engine.runner.wait_for(run, timeout)
        return self.run(run)

    def run(self, run: str) -> RunView:
        return self._runs.one(run)

    def runs(
        self,
        *,
        brand: str | None = None,
        requester: str | None = None,
        status: RunStatus | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[RunRow, ...]:
        return self._runs.listing(brand=brand, requester=requester, status=status, limit=limit, offset=offset)

    def steps(self, run: str, after: int = 0) -> tuple[StepView, ...]:
        """Finished steps after number `after`, and the one that is running."""
        return self._runs.steps(run, after)

    def choose(self, run: str, choice: Choice, user: str, door: str) -> RunView:
        return self._runs.choose(run, choice, user, door)

    def withdraw(self, run: str, user: str, door: str) -> RunView:
        return self._runs.withdraw(run, user, door)

    def recall(self, run: str, user: str, reason: str, door: str) -> RunView:
        return self._runs.recall(run, user, reason, door)

    def resume(self, run: str, user: str, door: str) -> RunView:
        """Goes on with a run that failed or was cut off. Harmless for one that waits."""
        return self._runs.resume(run, user, door)

    # approvals

    def approvals(
        self,
        *,
        user: str | None = None,
        role: str | None = None,
        status: ApprovalStatus | None = "pending",
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[ApprovalView, ...]:
        """By deadline. `user` or `role`: only what they could still sign."""
        return self._approvals.listing(user=user, role=role, status=status, limit=limit, offset=offset)

    def approval(self, id: str) -> ApprovalCard:
        return self._approvals.card(id)

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

    def keep_lesson(self, id: str, user: str, door: str) -> LessonView:
        """A proposed change, made in every draft from now on."""
        return learning.keep(self.ledger, id, user, door)

    def end_lesson(self, id: str, user: str, door: str) -> LessonView:
        return learning.end(self.ledger, id, user, door)

    # policy

    def explain(self, approval_id: str) -> "Explanation":
        """The policy rules in order, for one draft: which matched, and why the others did not."""
        return self._policy.explain(approval_id)

    def lint(self, brand: str | None = None) -> "tuple[Problem, ...]":
        """What is wrong with a brand's policy, among the people who are at this desk now; errors first."""
        return self._policy.lint(brand)

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: datetime | None = None,
        brand: str | None = None,
    ) -> "Simulation":
        """What another policy file, given as text, would have asked for; the brand's own where none is given."""
        return self._policy.simulate(brand, policy, name, since)

    def policy_versions(self, brand: str | None = None) -> tuple[PolicyVersion, ...]:
        return self._policy.versions(brand)

    def policy_text(self, digest: str, brand: str | None = None) -> str:
        return self._policy.version(digest, brand)

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

    def case(self, id: str) -> CaseView:
        return self._cases.one(id)

    def take_case(self, id: str, user: str, door: str) -> CaseView:
        return self._cases.take(id, user, door)

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> CaseView:
        return self._cases.resolve(id, cause, note, user, door)

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        return self._cases.release(id, conditions, user, door)

    # notices

    def notices(self, *, user: str | None = None, dead: bool = False, limit: int = 50) -> tuple[NoticeView, ...]:
        """What was told, the newest first. `user`: to that person; `dead`: what was given up."""
        return self._notices.listing(user=user, dead=dead, limit=limit)

    def retry_notice(self, id: str, user: str, door: str) -> NoticeView:
        """Puts a message that was given up back into the queue."""
        return self._notices.retry(id, user, door)

    def test_notice(self, name: str, user: str, door: str, brand: str | None = None) -> NoticeTest:
        """Sends a test to a person or a webhook of the brand's notify.yaml, and waits for the answer."""
        return self._notices.test(name, self.home.folder(brand).brand.id, user, door)

    # holds, people, audit, health

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None:
        """Holds every publication of a brand at once, until it is lifted."""
        staff.hold(self.ledger, self.home.folder(brand).brand.id, reason, user, door)

    def lift(self, brand: str | None, user: str, door: str) -> None:
        staff.lift(self.ledger, self.home.folder(brand).brand.id, user, door)
        self.engine.scheduler.tick()

    def users(self) -> tuple[UserView, ...]:
        return self._staff.listing()

    def user(self, name: str) -> UserView:
        return self._staff.one(name)

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> UserView:
        return self._staff.add(name, roles, full_name, by, door)

    def disable_user(self, name: str, by: str, door: str) -> UserView:
        return self._staff.disable(name, by, door)

    def set_absent(
        self, name: str, until: datetime, by: str, door: str, since: datetime | None = None, deputy: str | None = None
    ) -> UserView:
        """From now on, where `since` is not given. The deputy acts in their roles meanwhile."""
        return self._staff.absent(name, since, until, deputy, by, door)

    def set_back(self, name: str, by: str, door: str) -> UserView:
        return self._staff.back(name, by, door)

    def set_password(self, name: str, password: str, by: str, door: str) -> UserView:
        return self._staff.set_password(name, password, by, door)

    def authenticate(self, name: str, password: str) -> UserView:
        return self._staff.authenticate(name, password)

    def audit_verify(self, heads: tuple[str, ...] = (), progress: "Progress | None" = None) -> AuditReport:
        """`heads` were written down elsewhere: what they stand for must still be there."""
        return self._records.verify(heads, progress)

    def audit_export(self, since: datetime | None = None) -> Iterator[dict[str, Any]]:
        return self._records.export(since)

    def audit_name(self, reference: str) -> str:
        """Whom or what a reference in the records means."""
        return self._records.name(reference)

    # what is kept

    def erase(
        self, wanted: "Erasure", user: str, door: str, dry_run: bool = False, progress: "Progress | None" = None
    ) -> "ErasureView":
        """Everything that is kept of a run, a person or a text; the audit trail stays whole and has the receipt."""
        return self._keeping.erase(wanted, user, door, dry_run, progress)

    def backup(self, file: Path, progress: "Progress | None" = None) -> "BackupView":
        """All of the home in one archive, also while its runs move."""
        from agents.backup.write import write
        from knowledge.progress import silent

        return write(self.ledger, self.home, file, progress or silent)

    def release_runs(self, run: str | None, user: str, door: str) -> tuple[str, ...]:
        """What a restore holds may go out: one request, or all of them."""
        from agents.backup.held import release

        released = release(self.ledger, run, user, door)
        self.engine.scheduler.tick()
        return tuple(released)

    def retention(self) -> "tuple[RetentionView, ...]":
        """How long each brand keeps what, and how much is older than that."""
        return self._keeping.look()

    def apply_retention(self, user: str, door: str, progress: "Progress | None" = None) -> "tuple[RetentionView, ...]":
        """At once what the scheduler does every hour."""
        return self._keeping.apply(user, door, progress)

    def doctor(self) -> tuple[Check, ...]:
        from agents.doctor import examine

        return examine(self.settings, self.home, self._benches, self.ledger, self._secrets)
