"""What a run has used of the language model, and how far it may go."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from pydantic import BaseModel, ConfigDict

from agents.model.chat import ChatModel, Completion, Prompt
from agents.model.errors import BudgetExceededError, ModelError
from agents.views import Usage

CHARACTERS_A_TOKEN = 3  # errs towards too many tokens, for what is not known before the call
CHOICE_TOKENS = 32


class Budget(BaseModel):
    """Of one run. Tokens are those of prompts and answers together."""

    model_config = ConfigDict(frozen=True)

    max_calls: int
    max_tokens: int


class UsageMeter:
    """Counts across threads. Calls under way count with the most that they may take, so no bound is overrun."""

    def __init__(self, budget: Budget | None = None, spent: Usage | None = None) -> None:
        self._budget = budget
        self._spent = spent or Usage()
        self._pending_calls = 0
        self._pending_tokens = 0
        self._lock = threading.Lock()

    @property
    def usage(self) -> Usage:
        with self._lock:
            return self._spent

    def begin(self, tokens: int) -> None:
        """Raises BudgetExceededError when a call that may take so many tokens does not fit any more."""
        with self._lock:
            calls = self._spent.calls + self._pending_calls + 1
            if self._budget and calls > self._budget.max_calls:
                raise _exceeded(f"all of its {self._budget.max_calls} calls", "COPYDESK_MAX_CALLS")
            if self._budget and self._spent.tokens + self._pending_tokens + tokens > self._budget.max_tokens:
                raise _exceeded(
                    f"{self._spent.tokens:,} of its {self._budget.max_tokens:,} tokens, and the next call does not fit",
                    "COPYDESK_MAX_TOKENS",
                )
            self._pending_calls += 1
            self._pending_tokens += tokens

    def end(self, tokens: int, outcome: Completion | ModelError | None) -> None:
        """A call that failed counts, with the time it took, unless it never reached a model: then its time alone."""
        with self._lock:
            self._pending_calls -= 1
            self._pending_tokens -= tokens
            self._spent = Usage(
                calls=self._spent.calls + (not isinstance(outcome, ModelError) or outcome.asked),
                tokens=self._spent.tokens + (outcome.tokens if outcome else 0),
                seconds=self._spent.seconds + (outcome.seconds if outcome else 0.0),
            )


class MeteredChat:
    """A chat model whose every call is counted, and refused beyond the budget."""

    def __init__(self, model: ChatModel, meter: UsageMeter, still: Callable[[], None] = lambda: None) -> None:
        """`still` is asked before each call; it raises ModelError where nobody waits for the answer."""
        self._model = model
        self.meter = meter
        self._still = still

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def slots(self) -> int:
        return self._model.slots

    def chat(
        self,
        prompt: Prompt,
        *,
        max_tokens: int,
        temperature: float,
        stop: Sequence[str] = (),
        seed: int | None = None,
    ) -> Completion:
        with self._counted(estimate(*prompt.texts) + max_tokens) as count:
            return count(self._model.chat(prompt, max_tokens=max_tokens, temperature=temperature, stop=stop, seed=seed))

    def choose(self, prompt: Prompt, options: Sequence[str]) -> tuple[str, Completion]:
        with self._counted(estimate(*prompt.texts) + CHOICE_TOKENS) as count:
            option, completion = self._model.choose(prompt, options)
            return option, count(completion)

    @contextmanager
    def _counted(self, most: int) -> Iterator[Callable[[Completion], Completion]]:
        """Reserves `most` tokens, and counts what became of the call."""
        self._still()
        self.meter.begin(most)
        outcome: Completion | ModelError | None = None

        def count(completion: Completion) -> Completion:
            nonlocal outcome
            outcome = completion
            return completion

        try:
            yield count
        except ModelError as error:
            outcome = error
            raise
        finally:
            self.meter.end(most, outcome)

    def warm(self, prefixes: Sequence[Prompt]) -> None:
        """Not counted: no run asked for it."""
        self._model.warm(prefixes)


def estimate(*texts: str) -> int:
    """Tokens, where nobody has counted them."""
    return sum(len(text) for text in texts) // CHARACTERS_A_TOKEN


def _exceeded(used: str, setting: str) -> BudgetExceededError:
    return BudgetExceededError(
        f"This run has used {used} of the language model. Ask for fewer variants at a time, or raise {setting}."
    )
