"""Slow questions, answered in the background and kept for a while: no page waits long, and many that look share one."""

import logging
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from agents.clock import Clock
from knowledge.errors import CopydeskError
from knowledge.progress import Progress
from ui.texts import say
from ui.web.here import here

log = logging.getLogger(__name__)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
PATIENCE = 0.8  # seconds that a page waits before it shows how far the answer is
KEEPS = timedelta(seconds=60)
MOST = 64  # answers that are kept
AT_ONCE = 2


@dataclass(frozen=True)
class Answer(Generic[T_co]):
    """`value` is None while it is being worked out, and where it failed (`trouble` says how, in a line)."""

    value: T_co | None = None
    trouble: str = ""
    step: str = ""
    done: int = 0
    total: int = 0
    working: bool = False


@dataclass
class _Job:
    answer: Answer[object] = field(default_factory=lambda: Answer(working=True))
    ended: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class _Kept:
    answer: Answer[object]
    at: datetime


class Working:
    """Thread-safe. What was worked out before `forget` is not shown after it."""

    def __init__(self, clock: Clock, *, patience: float = PATIENCE) -> None:
        self._clock = clock
        self._patience = patience
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(AT_ONCE)
        self._jobs: dict[Hashable, _Job] = {}
        self._kept: dict[Hashable, _Kept] = {}

    def ask(self, key: Hashable, call: Callable[[Progress], T]) -> Answer[T]:
        """What `call` comes to; beside an answer that has grown old, a new one is worked out."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and self._clock.now() - kept.at < KEEPS:
                return kept.answer  # type: ignore[return-value]
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = _Job()
                threading.Thread(target=self._work, args=(key, job, call), daemon=True).start()
        if not job.ended.wait(self._patience) and kept is not None:
            return kept.answer  # type: ignore[return-value]
        return job.answer  # type: ignore[return-value]

    def known(self, key: Hashable) -> Answer[Any]:
        """What was found last, without asking again; an answer without a value where nothing was."""
        with self._lock:
            kept = self._kept.get(key)
        return kept.answer if kept is not None else Answer()

    def forget(self) -> None:
        """Something changed."""
        with self._lock:
            self._kept.clear()
            self._jobs.clear()

    def _work(self, key: Hashable, job: _Job, call: Callable[[Progress], object]) -> None:
        def progress(step: str, done: int, total: int) -> None:
            job.answer = Answer(step=step, done=done, total=total, working=True)

        with self._turns:
            try:
                job.answer = Answer(value=call(progress))
            except CopydeskError as error:
                job.answer = Answer(trouble=here(str(error)))
            except Exception:  # a thread that dies unheard would leave its page waiting for ever
                log.exception("a question of the desk failed")
                job.answer = Answer(trouble=say("knowledge.failed"))
        with self._lock:
            if self._jobs.get(key) is job:
                del self._jobs[key]
                while len(self._kept) >= MOST:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = _Kept(job.answer, self._clock.now())
        job.ended.set()
