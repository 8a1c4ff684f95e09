"""`Desk`: the one door that pages, REST, command line and worker use."""

import logging
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from agents import presenting
from agents.benches import Benches
from agents.clock import Clock, SystemClock, new_id
from agents.home import Home
from agents.ledger import approvals, audit, cases, drafts, outbox, people, runs
from agents.ledger.audit import AuditReport
from agents.ledger.database import Ledger
from agents.model.errors import ModelError
from agents.request import check_beside, check_text
from agents.signing import casework, choosing, deciding, rounds, staff
from agents.signing.decision import Choice, Decision
from agents.signing.passwords import Passwords
from agents.signing.sign_in import SignIn
from agents.views import (
    ApprovalCard,
    ApprovalStatus,
    ApprovalView,
    AskRequest,
    CaseStatus,
    CaseView,
    Check,
    DecisionView,
    RunRow,
    RunStatus,
    RunView,
    StepView,
    UserView,
)
from knowledge.brand import SAMPLE_BRAND, Brand
from knowledge.errors import CopydeskError, InputError
from tools.channels import Channels

if TYPE_CHECKING:
    from agents.engine import Around, Engine
    from agents.graph.brief import Triage
    from agents.model.chat import ChatModel
    from agents.policy.explain import Explanation
    from agents.policy.lint import Problem
    from agents.settings import Settings
    from knowledge.base import IngestReport
    from knowledge.documents import DocumentKind
    from knowledge.embedding import Embedder
    from knowledge.passages import Passage, SearchResult
    from knowledge.progress import Progress
    from knowledge.report import QualityReport
    from tools.copy import Copy
    from tools.findings import BrandReport

ALL = -1  # SQLite's word for no limit

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
    ) -> None:
        """`model` and `embedder` stand in for those that the settings name; `around` wraps the graph's nodes."""
        self.settings = settings
        self.clock = clock or SystemClock()
        self.home = Home(settings.home)
        self.home.prepare()
        self._around = around
        self._passwords = passwords or Passwords()
        self._benches = Benches(self.home, settings, self.clock, model=model, embedder=embedder)
        self._starting = threading.Lock()
        self._engine: Engine | None = None

    @cached_property
    def ledger(self) -> Ledger:
        ledger = Ledger(self.home.ledger, self.clock)
        staff.enrol(ledger, self.home)
        return ledger

    @cached_property
    def _sign_in(self) -> SignIn:
        return SignIn(self.ledger, self._passwords)

    @property
    def engine(self) -> "Engine":
        """The graph and its runner."""
        with self._starting:
            if self._engine is None:
                from agents.engine import Engine

                self._engine = Engine(self.home, self.settings, self.ledger, self._benches, self.clock, self._around)
            return self._engine

    def start(self) -> list[str]:
        """For the process that owns the home: goes on with every unfinished run, and watches the time."""
        waiting = self.engine.runner.recover()
        self.engine.scheduler.start()
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
        if self._engine is not None:
            self._engine.close()
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

    def lint(self, brand: str | None = None) -> "tuple[Problem, ...]":
        """What is wrong with a brand's policy, among the people who are at this desk now; errors first."""
        from agents.policy.policy import Policy

        return Policy.load(self.home.folder(brand).policy).lint(staff.holders_of(self.ledger))

    def ingest(
        self,
        paths: Sequence[Path],
        kind: "DocumentKind | None" = None,
        brand: str | None = None,
        progress: "Progress | None" = None,
    ) -> "IngestReport":
        knowledge = self._benches.of(brand).knowledge
        report = knowledge.ingest(paths, kind=kind, progress=progress)
        knowledge.index(progress)
        return report

    def quality(self, brand: str | None = None) -> "QualityReport":
        return self._benches.of(brand).knowledge.report()

    def search(self, query: str, k: int = 5, brand: str | None = None) -> "SearchResult":
        return self._benches.of(brand).knowledge.search(query, k)

    def index(self, brand: str | None = None, progress: "Progress | None" = None) -> None:
        """Brings the indexes up to date, telling how far it is; a search does the same without a word."""
        self._benches.of(brand).knowledge.index(progress)

    def check(self, copy: "Copy", brand: str | None = None, rules: tuple[Path, ...] = ()) -> "BrandReport":
        return self._benches.of(brand).check_supplied(copy, rules)

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
        check_text(request.text, self.settings.max_request)
        folder = self.home.folder(request.brand)
        check_beside(request, Channels.load(folder.channels))
        brand = folder.brand.id
        self._benches.policy(brand)
        self._check_model(request)
        now = self.clock.now()
        run = new_id("r")
        with self.ledger.write() as connection:
            staff.may_ask(connection, user)
            if request.follow_up_of is not None:
                runs.get(connection, request.follow_up_of)
            runs.create(connection, run=run, brand=brand, requester=user, door=door, request=request, now=now)
            audit.append(connection, at=now, event="run.asked", actor=user, door=door, subject=run, brand=brand)
            view = presenting.run_view(connection, runs.get(connection, run), self._passages(brand), now, moving=True)
        self.engine.runner.wake(run)
        return view

    def _check_model(self, request: AskRequest) -> None:
        """What has to be written needs a model. Everything else goes on without one, a case above all."""
        try:
            self._benches.check_model()
        except ModelError:
            if self.triage(request.text, request.brand).route == "copywriting":
                raise

    def wait(self, run: str, timeout: float) -> RunView:
        """Until nothing moves the run, or the time is up (seconds)."""
        self.engine.runner.wait_for(run, timeout)
        return self.run(run)

    def run(self, run: str) -> RunView:
        moving = self._engine is not None and self._engine.runner.is_active(run)
        with self.ledger.read() as connection:
            row = runs.get(connection, run)
            return presenting.run_view(connection, row, self._passages(row.brand), self.clock.now(), moving=moving)

    def runs(
        self,
        *,
        brand: str | None = None,
        requester: str | None = None,
        status: RunStatus | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[RunRow, ...]:
        with self.ledger.read() as connection:
            rows = runs.listing(connection, brand=brand, requester=requester, status=status, limit=limit, offset=offset)
        return tuple(presenting.run_row(row) for row in rows)

    def steps(self, run: str, after: int = 0) -> tuple[StepView, ...]:
        """Finished steps after number `after`, and the one that is running."""
        with self.ledger.read() as connection:
            runs.get(connection, run)
            done = runs.steps_of(connection, run, after)
        running = self._engine.watch.running(run) if self._engine else None
        return (*done, running) if running and all(step.seq != running.seq for step in done) else done

    def choose(self, run: str, choice: Choice, user: str, door: str) -> RunView:
        with self.ledger.read() as connection:
            bench = self._benches.of(runs.get(connection, run).brand)
        choosing.choose(self.ledger, choosing.Bench(bench.digest, bench.cite), run, choice, user, door)
        return self._moved(run)

    def withdraw(self, run: str, user: str, door: str) -> RunView:
        choosing.withdraw(self.ledger, run, user, door)
        return self._moved(run)

    def recall(self, run: str, user: str, reason: str, door: str) -> RunView:
        choosing.recall(self.ledger, run, user, reason, door)
        self.engine.delivery.refresh(run)
        return self._moved(run)

    def resume(self, run: str, user: str, door: str) -> RunView:
        """Goes on with a run that failed or was cut off. Harmless for one that waits."""
        with self.ledger.write() as connection:
            staff.may_work(connection, user)
            row = runs.get(connection, run)
            if row.finished:
                raise InputError(f"Run {run} is {row.status}: there is nothing to resume.")
            now = self.clock.now()
            if row.status == "failed":
                runs.set_status(connection, run, "running", now)
            audit.append(connection, at=now, event="run.resumed", actor=user, door=door, subject=run)
        return self._moved(run)

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
        if role is not None:
            staff.check_roles((role,))
        with self.ledger.read() as connection:
            person = deciding.user_of(connection, user) if user else None
            everything = person is None and role is None
            window = (limit, offset) if everything else (ALL, 0)
            rows = approvals.listing(connection, status=status, limit=window[0], offset=window[1])
            found = [(row, approvals.state_of(connection, row, row.requester)) for row in rows]
        mine = [
            presenting.approval_view(row, state)
            for row, state in found
            if (person is None or rounds.could_sign(state, person)) and (role is None or rounds.waits_for(state, role))
        ]
        return tuple(mine if everything else mine[offset : offset + limit])

    def approval(self, id: str) -> ApprovalCard:
        with self.ledger.read() as connection:
            approvals.get(connection, id)
            row = approvals.listing(connection, approval=id)[0]
            view = presenting.approval_view(row, approvals.state_of(connection, row, row.requester))
            draft = presenting.draft_view(
                connection, drafts.get(connection, row.subject), self._passages(row.brand), history=True
            )
        return presenting.approval_card(view, draft)

    def rate(self, approval_id: str, fields: dict[str, str]) -> "BrandReport":
        """What an edit would rate, before anybody signs it."""
        with self.ledger.read() as connection:
            row = approvals.get(connection, approval_id)
            draft = drafts.get(connection, row.subject)
            current = drafts.version(connection, row.subject)
        edited = deciding.merged(current.fields, fields)
        return self._benches.of(row.brand).rate_edit(draft, edited, current.citations)[0]

    def decide(self, id: str, decision: Decision, user: str, door: str) -> DecisionView:
        after = deciding.decide(self.ledger, self._deciding_bench, id, decision, user, door)
        with self.ledger.read() as connection:
            row = approvals.listing(connection, approval=id)[0]
        moving = self.engine.runner.wake(row.run)
        return presenting.decision_view(row, after, decision, user, moving=moving)

    def explain(self, approval_id: str) -> "Explanation":
        """The policy rules in order, for one draft: which matched, and why the others did not."""
        from agents.signing.filing import policy_facts

        with self.ledger.read() as connection:
            row = approvals.get(connection, approval_id)
            draft = drafts.get(connection, row.subject)
            version = drafts.version(connection, row.subject)
            facts = policy_facts(connection, runs.get(connection, row.run), draft, version)
        return self._benches.of(row.brand).policy.explain(facts)

    # cases

    def cases(self, status: CaseStatus | None = None) -> tuple[CaseView, ...]:
        with self.ledger.read() as connection:
            return tuple(
                presenting.case_view(row, runs.get(connection, row.run)) for row in cases.listing(connection, status)
            )

    def case(self, id: str) -> CaseView:
        with self.ledger.read() as connection:
            row = cases.get(connection, id)
            return presenting.case_view(row, runs.get(connection, row.run))

    def take_case(self, id: str, user: str, door: str) -> CaseView:
        casework.take(self.ledger, id, user, door)
        return self.case(id)

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> CaseView:
        casework.resolve(self.ledger, id, cause, note, user, door)
        view = self.case(id)
        self._moved(view.run)
        return view

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        casework.release(self.ledger, id, conditions, user, door)
        view = self.case(id)
        self._moved(view.run)
        return view

    # holds, people, audit, health

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None:
        """Holds every publication of a brand at once, until it is lifted."""
        staff.hold(self.ledger, self.home.folder(brand).brand.id, reason, user, door)

    def lift(self, brand: str | None, user: str, door: str) -> None:
        staff.lift(self.ledger, self.home.folder(brand).brand.id, user, door)
        self.engine.scheduler.tick()

    def users(self) -> tuple[UserView, ...]:
        with self.ledger.read() as connection:
            return tuple(presenting.user_view(row) for row in people.listing(connection))

    def user(self, name: str) -> UserView:
        with self.ledger.read() as connection:
            return presenting.user_view(people.get(connection, name))

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> UserView:
        staff.add(self.ledger, name, roles, full_name, by, door)
        return self.user(name)

    def disable_user(self, name: str, by: str, door: str) -> UserView:
        staff.disable(self.ledger, name, by, door)
        return self.user(name)

    def set_password(self, name: str, password: str, by: str, door: str) -> UserView:
        staff.set_password(self.ledger, self._passwords, name, password, by, door)
        return self.user(name)

    def authenticate(self, name: str, password: str) -> UserView:
        self._sign_in.check(name, password)
        return self.user(name)

    def audit_verify(self, head: str | None = None) -> AuditReport:
        with self.ledger.read() as connection:
            return audit.verify(connection, head)

    def audit_export(self) -> Iterator[dict[str, Any]]:
        with self.ledger.read() as connection:
            yield from audit.records(connection)

    def doctor(self) -> tuple[Check, ...]:
        from agents.doctor import examine

        return examine(self.settings, self.home, self._benches, self.ledger)

    def publications(self, brand: str | None = None) -> Sequence[Row[Any]]:
        with self.ledger.read() as connection:
            return outbox.of_brand(connection, self.home.folder(brand).brand.id)

    # shared by the methods above

    def _moved(self, run: str) -> RunView:
        """The ledger has news of a run: its gate may open now."""
        self.engine.runner.wake(run)
        return self.run(run)

    def _deciding_bench(self, brand: str) -> deciding.Bench:
        bench = self._benches.of(brand)
        return deciding.Bench(policy=bench.policy, digest=bench.digest, rate=bench.rate_edit)

    def _passages(self, brand: str) -> presenting.Passages:
        def passages(ids: Sequence[str]) -> "Sequence[Passage]":
            return self._benches.of(brand).knowledge.passages(ids) if ids else ()

        return passages
