"""Work on many things shared out to several processes, its results in order.

A process is a new interpreter, no copy of this one: no thread or model of this one is in it. Each makes what it works
with once, and ends with this process, also where this one is killed.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Any, Generic, TypeVar

from knowledge.errors import CopydeskError

CHUNK = 16  # things that are handed over at once
MOST = 4  # processes where nobody says how many: each holds rules and models of its own
FEWEST = 100  # things a process, below which starting it takes longer than it saves

Thing = TypeVar("Thing")
Result = TypeVar("Result")
Work = Callable[[Thing], Result]
Opened = Callable[[], AbstractContextManager[Work[Any, Any]]]  # to be pickled


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What became of one thing."""

    result: Result | None
    error: CopydeskError | ValueError | None = None

    def get(self) -> Result:
        """Raises what the work raised."""
        if self.error is not None:
            raise self.error
        return self.result  # type: ignore[return-value]


def processes_for(things: int, wanted: int | None = None) -> int:
    """How many pay for so many things, where it is not said how many are wanted; never more than there are things."""
    if wanted is not None:
        return max(1, min(wanted, things))
    return max(1, min(_cores(), MOST, things // FEWEST))


@contextmanager
def shared_out(things: Sequence[Thing], opened: Opened, processes: int) -> Iterator[Iterator[Outcome[Any]]]:
    """The outcomes in the things' order, as they come. Whoever leaves early leaves no process behind.

    Raises CopydeskError where a process is killed.
    """
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin, (opened,))
    try:
        yield _outcomes(_handed_over(pool, things))
        pool.shutdown()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        children = set(multiprocessing.active_children()) - before
        for child in children:
            child.terminate()
        for child in children:
            child.join()
        raise


def _handed_over(pool: ProcessPoolExecutor, things: Sequence[Thing]) -> "deque[Future[list[Outcome[Any]]]]":
    """All of them; an interrupt from the keyboard reaches this process alone."""
    if threading.current_thread() is not threading.main_thread():
        return deque(pool.submit(_work_on, things[at : at + CHUNK]) for at in range(0, len(things), CHUNK))
    heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)  # which new processes take over
    try:
        return deque(pool.submit(_work_on, things[at : at + CHUNK]) for at in range(0, len(things), CHUNK))
    finally:
        signal.signal(signal.SIGINT, heeded)


def _outcomes(futures: "deque[Future[list[Outcome[Any]]]]") -> Iterator[Outcome[Any]]:
    while futures:
        try:
            yield from futures.popleft().result()
        except BrokenProcessPool as error:
            raise CopydeskError(
                "A process that worked on a part of this was ended from outside, maybe for want of memory. "
                "Try again with --processes 1."
            ) from error


class _Worker:
    """What this process works with, made when the first thing comes."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._held = ExitStack()
        self._work: Work[Any, Any] | None = None
        Finalize(self, self._held.close, exitpriority=10)

    def __call__(self, thing: Any) -> Outcome[Any]:  # noqa: ANN401 (whatever was shared out)
        if self._work is None:
            self._work = self._held.enter_context(self._opened())
        try:
            return Outcome(self._work(thing))
        except CopydeskError as error:
            return Outcome(None, CopydeskError(str(error)))
        except ValueError as error:
            return Outcome(None, ValueError(str(error)))


_worker: list[_Worker] = []  # of this process


def _begin(opened: Opened) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker[:] = [_Worker(opened)]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_on(things: Sequence[Thing]) -> list[Outcome[Any]]:
    return [_worker[0](thing) for thing in things]


def _cores() -> int:
    """That this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
