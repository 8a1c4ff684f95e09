"""Slow questions do not hold a page up, and what has changed since is not shown."""

import threading
import time
from datetime import timedelta

import pytest

from agents.clock import ManualClock
from knowledge.errors import InputError
from knowledge.progress import Progress
from tests.agents.desks import START
from ui.web.working import KEEPS, Answer, Working


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


class Slow:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.calls = 0

    def __call__(self, progress: Progress) -> str:
        self.calls += 1
        progress("Counting", self.calls, 3)
        assert self.go.wait(10)
        return f"answer {self.calls}"


def until(answer: "Answer[str]", working: Working, slow: Slow) -> "Answer[str]":
    end = time.monotonic() + 10
    while answer.working:
        assert time.monotonic() < end
        answer = working.ask("key", slow)
    return answer


def test_a_slow_answer_is_told_of_until_it_is_there(clock: ManualClock) -> None:
    working, slow = Working(clock, patience=0.01), Slow()
    end = time.monotonic() + 10
    while not (first := working.ask("key", slow)).total:
        assert time.monotonic() < end
    assert (first.value, first.working, first.step, first.done, first.total) == (None, True, "Counting", 1, 3)
    assert working.known("key").value is None
    slow.go.set()
    assert until(first, working, slow).value == "answer 1"
    assert working.ask("key", slow).value == "answer 1"
    assert working.known("key").value == "answer 1"
    assert slow.calls == 1


def test_an_old_answer_stands_while_a_new_one_is_worked_out(clock: ManualClock) -> None:
    working, slow = Working(clock, patience=0.01), Slow()
    slow.go.set()
    assert until(working.ask("key", slow), working, slow).value == "answer 1"
    clock.advance(KEEPS + timedelta(seconds=1))
    slow.go.clear()
    assert working.ask("key", slow).value == "answer 1"
    slow.go.set()
    end = time.monotonic() + 10
    while working.ask("key", slow).value != "answer 2":
        assert time.monotonic() < end


def test_what_was_begun_before_a_change_is_not_kept(clock: ManualClock) -> None:
    working, slow = Working(clock, patience=0.01), Slow()
    assert working.ask("key", slow).working
    working.forget()
    slow.go.set()
    assert until(working.ask("key", slow), working, slow).value == "answer 2"


def test_a_question_that_fails_says_how_and_no_more(clock: ManualClock) -> None:
    def refused(_: Progress) -> str:
        raise InputError("There is no such thing.")

    def broken(_: Progress) -> str:
        raise RuntimeError("secret")

    working = Working(clock)
    assert working.ask("a", refused).trouble == "There is no such thing."
    assert "secret" not in working.ask("b", broken).trouble
    assert working.ask("b", broken).trouble
