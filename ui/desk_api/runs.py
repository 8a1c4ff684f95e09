"""Of a desk: what somebody asks for, how it goes on, and how it is taken back."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agents.signing.decision import Choice
    from agents.views import AskRequest, BriefChoices, RunCounts, RunRow, RunStatus, RunView, StepView


class RunsApi(Protocol):
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

    def run_counts(self, user: str, words: str | None = None) -> "RunCounts":
        """How many requests this person has made, and how many questions about any of them wait for their answer.

        `words`: of those alone are counted in which all of them stand; the questions are always all.
        """
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
