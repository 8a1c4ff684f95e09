"""Requests, from asking to published or recalled."""

from typing import TYPE_CHECKING

from agents.doors.parts import Parts
from agents.request import check_text
from agents.signing.decision import Choice
from agents.views import AskRequest, BriefChoices, RunCounts, RunRow, RunStatus, RunView, StepView

if TYPE_CHECKING:
    from agents.graph.brief import Triage


class RunsDoor(Parts):
    def triage(self, text: str, brand: str | None = None) -> "Triage":
        """What would become of a request; nothing is run and no model is asked."""
        from agents.graph.screening import screen

        check_text(text, self.settings.max_request)
        screening = screen(text)
        found = self._benches.of(brand).triage(AskRequest(text=screening.masked), None)
        return found.model_copy(update={"flags": tuple(dict.fromkeys((*screening.flags, *found.flags)))})

    def ask(self, request: AskRequest, user: str, door: str) -> RunView:
        """Files the request and returns at once; `wait` for it, or read its steps."""

        def needs_model() -> bool:
            return bool(request.focus) or self.triage(request.text, request.brand).route == "copywriting"

        return self._runs.ask(request, user, door, needs_model=needs_model)

    def brief_choices(self, brand: str | None = None) -> BriefChoices:
        """What a brief can be filled in with, and how long copy may be in each channel."""
        return self._runs.choices(brand)

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
        words: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[RunRow, ...]:
        """The newest first. `words`: all of them stand in the request."""
        return self._runs.listing(
            brand=brand, requester=requester, status=status, words=words, limit=limit, offset=offset
        )

    def run_counts(self, user: str, words: str | None = None) -> RunCounts:
        """How many requests this person has made, with all of `words`, and how many questions wait for their answer."""
        return self._runs.counts(user, words)

    def steps(self, run: str, after: int = 0) -> tuple[StepView, ...]:
        """Finished steps after number `after`, and the one that is running."""
        return self._runs.steps(run, after)

    def mark(self, requester: str | None = None, run: str | None = None) -> str:
        """Stays the same while nothing changes in a person's newest requests and one run; without them, at the desk.

        Quick, for whoever looks again and again.
        """
        return self._runs.mark(requester, run)

    def choose(self, run: str, choice: Choice, user: str, door: str) -> RunView:
        return self._runs.choose(run, choice, user, door)

    def withdraw(self, run: str, user: str, door: str) -> RunView:
        return self._runs.withdraw(run, user, door)

    def recall(self, run: str, user: str, reason: str, door: str) -> RunView:
        return self._runs.recall(run, user, reason, door)

    def resume(self, run: str, user: str, door: str) -> RunView:
        """Goes on with a run that failed or was cut off. Harmless for one that waits."""
        return self._runs.resume(run, user, door)
