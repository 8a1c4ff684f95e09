"""The judge: a language model that fills in forms. Bounded, kept, and stopped at the first sign that it is no use."""

import re
import threading
from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from agents.model.chat import Completion, Prompt
from agents.model.errors import ModelError
from agents.model.usage import estimate
from evals.live.kept import Kept, key_of
from knowledge.errors import CopydeskError

MAX_TOKENS = 1_024  # of one answer
IN_A_ROW = 3  # answers that are no form, after which it is not asked again
SYSTEM = "You judge texts. Answer with one JSON object and nothing else."
ANEW = 0.7  # temperature, where the same is asked once more for another answer
_FENCE = re.compile(r"^```\w*\s*|\s*```$")

Form = TypeVar("Form", bound=BaseModel)


class Filler(Protocol):
    """What a judge needs of a model."""

    @property
    def name(self) -> str: ...

    @property
    def slots(self) -> int: ...

    def fill(
        self, prompt: Prompt, schema: Mapping[str, Any], *, max_tokens: int, temperature: float, seed: int | None = None
    ) -> Completion: ...


class JudgeError(CopydeskError):
    """One case could not be judged."""


class StoppedError(JudgeError):
    """The judge is not asked again in this run."""


class Bill(BaseModel):
    """What a judge was asked, or would be at most. `kept` calls cost nothing."""

    model_config = ConfigDict(frozen=True)

    calls: int = 0
    kept: int = 0
    tokens: int = 0

    def __str__(self) -> str:
        return f"{self.calls} calls, {self.tokens:,} tokens; {self.kept} more answers were kept from before"


class Judge:
    """Asked from several threads. Only answers that are forms are kept, so that a later run asks anew for the rest."""

    def __init__(self, model: Filler, kept: Kept, *, where: str = "", max_calls: int) -> None:
        self._model = model
        self._kept = kept
        self._where = where
        self._max_calls = max_calls
        self._lock = threading.Lock()
        self._calls = self._found = self._tokens = self._wrong = 0
        self._stopped: str | None = None

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def bill(self) -> Bill:
        with self._lock:
            return Bill(calls=self._calls, kept=self._found, tokens=self._tokens)

    @property
    def stopped(self) -> str | None:
        """Why it is not asked again."""
        return self._stopped

    def fill(self, question: str, form: type[Form], again: int = 0) -> Form:
        """`again`: how often the same was asked in this case already. Raises JudgeError."""
        schema = form.model_json_schema()
        asked = {"model": self.name, "where": self._where, "question": question, "form": schema}
        key = key_of(**asked, system=SYSTEM, again=again, max_tokens=MAX_TOKENS)
        kept = self._kept.get(key)
        read = _read(kept, form) if kept else None
        if read is not None:
            with self._lock:
                self._found += 1
            return read
        for seed in (again, again + 100):
            answer = self._ask(question, schema, seed, ANEW if again or seed != again else 0.0)
            read = _read(answer, form)
            if read is not None:
                with self._lock:
                    self._wrong = 0
                self._kept.put(key, answer)
                return read
        raise self._no_form(answer)

    def _ask(self, question: str, schema: Mapping[str, Any], seed: int, temperature: float) -> Completion:
        with self._lock:
            if self._stopped:
                raise StoppedError(self._stopped)
            if self._calls >= self._max_calls:
                self._stopped = (
                    f"The judge was asked {self._calls} times, as often as --max-calls lets it. What it said is kept; "
                    "run it again to go on."
                )
                raise StoppedError(self._stopped)
            self._calls += 1
        try:
            answer = self._model.fill(
                Prompt(system=SYSTEM, user=question), schema, max_tokens=MAX_TOKENS, temperature=temperature, seed=seed
            )
        except ModelError as error:
            words = f"The judge {self.name} stopped: {error} What it said is kept; run it again to go on."
            raise self._stop(words) from error
        with self._lock:
            self._tokens += answer.tokens
        return answer

    def _stop(self, why: str) -> StoppedError:
        with self._lock:
            self._stopped = self._stopped or why
            return StoppedError(self._stopped)

    def _no_form(self, answer: Completion) -> JudgeError:
        said = " ".join(answer.text.split())[:80] + (" … (cut at the token limit)" if answer.cut else "")
        words = f"The judge {self.name} was asked for a form, twice, and answered {said!r}."
        with self._lock:
            self._wrong += 1
            enough = self._wrong >= IN_A_ROW
        if enough:
            return self._stop(f"{words} That is the third in a row: name another model. Other answers are kept.")
        return JudgeError(words)


class Planner:
    """Stands in for a judge and asks nobody: counts the calls that would be made and bounds their tokens. What it
    answers is as long as an answer can be, since later questions hold earlier answers."""

    def __init__(self, name: str, kept: Kept, where: str = "") -> None:
        self.name = name
        self._kept = kept
        self._where = where
        self._lock = threading.Lock()
        self.bill = Bill()
        self.stopped: str | None = None

    def fill(self, question: str, form: type[Form], again: int = 0) -> Form:
        schema = form.model_json_schema()
        asked = {"model": self.name, "where": self._where, "question": question, "form": schema}
        kept = self._kept.get(key_of(**asked, system=SYSTEM, again=again, max_tokens=MAX_TOKENS))
        read = _read(kept, form) if kept else None
        with self._lock:
            if read is not None:
                self.bill = self.bill.model_copy(update={"kept": self.bill.kept + 1})
                return read
            most = estimate(SYSTEM, question) + MAX_TOKENS
            self.bill = self.bill.model_copy(update={"calls": self.bill.calls + 1, "tokens": self.bill.tokens + most})
        return form.model_validate(_longest(schema, schema))


def _read(answer: Completion, form: type[Form]) -> Form | None:
    """None where it is no such form."""
    try:
        return form.model_validate_json(_FENCE.sub("", answer.text.strip()))
    except ValidationError:
        return None


def _longest(part: Mapping[str, Any], whole: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """A form with one item in each list and texts as long as an answer."""
    if "$ref" in part:
        return _longest(whole["$defs"][part["$ref"].rsplit("/", 1)[-1]], whole)
    match part.get("type"):
        case "object":
            return {name: _longest(each, whole) for name, each in part.get("properties", {}).items()}
        case "array":
            return [_longest(part["items"], whole)]
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case _:
            return "x" * (3 * MAX_TOKENS)
