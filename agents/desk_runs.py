"""Requests at the desk: asked, watched, chosen from, taken back, gone on with."""

from collections.abc import Callable

from agents import presenting
from agents.benches import Benches
from agents.clock import Clock, new_id
from agents.home import Home
from agents.ledger import audit, marks, runs
from agents.ledger import questions as asked
from agents.ledger.database import Ledger
from agents.model.errors import ModelError
from agents.motor import Motor
from agents.request import check_beside, check_text, check_words, hooks, screened, voices, whole
from agents.settings import Settings
from agents.signing import choosing, questions, staff
from agents.signing.decision import Choice
from agents.views import AskRequest, BriefChoices, RunCounts, RunRow, RunStatus, RunView, StepView
from knowledge.errors import InputError
from tools.channels import Channels

FRESH = 5  # seconds that what is said of a moving run holds


class Runs:
    def __init__(
        self, ledger: Ledger, home: Home, settings: Settings, clock: Clock, benches: Benches, motor: Motor
    ) -> None:
        self._ledger = ledger
        self._home = home
        self._settings = settings
        self._clock = clock
        self._benches = benches
        self._motor = motor

    def ask(self, request: AskRequest, user: str, door: str, *, needs_model: Callable[[], bool]) -> RunView:
        """`needs_model`: whether the request has to be written; asked only where no model can be had."""
        request = request.model_copy(update={"text": whole(request)})
        check_text(request.text, self._settings.max_request)
        folder = self._home.folder(request.brand)
        check_beside(request, Channels.load(folder.channels), self._clock.now())
        check_words(request)
        brand = folder.brand.id
        request = self._as_kept(request, brand)
        self._benches.policy(brand)
        self._check_model(needs_model)
        now = self._clock.now()
        run = new_id("r")
        with self._ledger.write() as connection:
            staff.may_ask(connection, user)
            if request.follow_up_of is not None:
                runs.get(connection, request.follow_up_of)
            runs.create(connection, run=run, brand=brand, requester=user, door=door, request=request, now=now)
            audit.append(
                connection, at=now, event="run.asked", actor=user, door=door, subject=run, role="requester", brand=brand
            )
            passages = self._benches.passages(brand)
            view = presenting.run_view(connection, runs.get(connection, run), passages, now, moving=True)
        self._motor.wake(run)
        return view

    def _as_kept(self, request: AskRequest, brand: str) -> AskRequest:
        """With the product's own name; what was said beside the text without anybody's data, as models may see it."""
        from agents.graph.screening import screen

        product = self._benches.of(brand).product(request.product) if request.product else None
        focus = screen(request.focus).masked.strip() if request.focus else None
        segments = tuple(screen(segment).masked for segment in request.segments)
        return request.model_copy(update={"product": product, "focus": focus or None, "segments": segments})

    def _check_model(self, needs_model: Callable[[], bool]) -> None:
        """What has to be written needs a model. Everything else goes on without one, a case above all."""
        try:
            self._benches.check_model()
        except ModelError:
            if needs_model():
                raise

    def one(self, run: str) -> RunView:
        moving = self._motor.moves(run)
        with self._ledger.read() as connection:
            row = runs.get(connection, run)
            passages = self._benches.passages(row.brand)
            return presenting.run_view(connection, row, passages, self._clock.now(), moving=moving)

    def choices(self, brand: str | None) -> BriefChoices:
        bench = self._benches.of(brand)
        channels, own = bench.rating.channels, bench.brand.channels
        ids = (*own, *(id for id in channels.ids if id not in own))
        return BriefChoices(
            products=tuple(product.name for product in bench.knowledge.products()),
            segments=bench.segments,
            channels=tuple(channels.get(id) for id in ids),
            locales=bench.brand.locales,
            voices=voices(),
            hooks=hooks(),
        )

    def listing(
        self,
        *,
        brand: str | None,
        requester: str | None,
        status: RunStatus | None,
        words: str | None,
        limit: int,
        offset: int,
    ) -> tuple[RunRow, ...]:
        with self._ledger.read() as connection:
            rows = runs.listing(
                connection, brand=brand, requester=requester, status=status, words=words, limit=limit, offset=offset
            )
        return tuple(presenting.run_row(row) for row in rows)

    def counts(self, user: str, words: str | None) -> RunCounts:
        with self._ledger.read() as connection:
            return RunCounts(made=runs.count(connection, user, words), questions=asked.waiting_for(connection, user))

    def steps(self, run: str, after: int) -> tuple[StepView, ...]:
        with self._ledger.read() as connection:
            ended = runs.get(connection, run).finished
            done = runs.steps_of(connection, run, after)
        engine = self._motor.started
        running = engine.watch.running(run) if engine and not ended else None
        return (*done, running) if running and all(step.seq != running.seq for step in done) else done

    def mark(self, requester: str | None, run: str | None) -> str:
        """Of a person's requests and one of them, else of everything; no text is read.

        While a run moves it changes every few seconds, since what is said of a long step changes by itself.
        """
        with self._ledger.read() as connection:
            told = [marks.of_holds(connection)]
            told.append(marks.of_requester(connection, requester) if requester else marks.of_records(connection))
            if run:
                told.append(marks.of_run(connection, run))
        if run and self._motor.moves(run):
            engine = self._motor.started
            step = engine.watch.running(run) if engine else None
            told.append(f"{step.seq if step else None} {self._clock.now().timestamp() // FRESH:.0f}")
        return " ".join(told)

    def choose(self, run: str, choice: Choice, user: str, door: str) -> RunView:
        with self._ledger.read() as connection:
            bench = self._benches.of(runs.get(connection, run).brand)
        wishes, flags = screened(choice.wishes, bench.brand.locales)
        choice = choice.model_copy(update={"wishes": wishes})
        choosing.choose(self._ledger, choosing.Bench(bench.digest, bench.rating.cite), run, choice, user, door, flags)
        return self.moved(run)

    def withdraw(self, run: str, user: str, door: str) -> RunView:
        choosing.withdraw(self._ledger, run, user, door)
        return self.moved(run)

    def answer(self, question: str, text: str, user: str, door: str) -> RunView:
        return self.one(questions.answer(self._ledger, question, text, user, door))

    def recall(self, run: str, user: str, reason: str, door: str) -> RunView:
        choosing.recall(self._ledger, run, user, reason, door)
        self._motor.engine.delivery.refresh(run)
        return self.moved(run)

    def resume(self, run: str, user: str, door: str) -> RunView:
        with self._ledger.write() as connection:
            row = runs.get(connection, run)
            staff.may_resume(connection, user, run, row.requester)
            if row.finished:
                raise InputError(f"Run {run} is {row.status}: there is nothing to resume.")
            now = self._clock.now()
            if row.status == "failed":
                runs.set_status(connection, run, "running", now)
            audit.append(connection, at=now, event="run.resumed", actor=user, door=door, subject=run)
        return self.moved(run)

    def moved(self, run: str) -> RunView:
        """The ledger has news of a run: its gate may open now."""
        self._motor.wake(run)
        return self.one(run)
