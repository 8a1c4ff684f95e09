"""Threads that answer requests keep to one core, and those of the runner do not."""

import os
import threading

import pytest

from agents import cores

pytestmark = pytest.mark.skipif(len(cores.ALL) < 2, reason="one core, or a system that lets no thread choose")


def seen() -> list[set[int]]:
    """The cores of a thread, of one that it makes after keeping to one, and of that one after taking all again."""
    found: list[set[int]] = []

    def child() -> None:
        found.append(os.sched_getaffinity(0))
        cores.use_all()
        found.append(os.sched_getaffinity(0))

    def parent() -> None:
        cores.keep_to_one()
        found.append(os.sched_getaffinity(0))
        thread = threading.Thread(target=child)
        thread.start()
        thread.join()

    thread = threading.Thread(target=parent)
    thread.start()
    thread.join()
    return found


def test_a_thread_keeps_to_one_core_with_those_it_makes_and_can_take_all_again() -> None:
    before = os.sched_getaffinity(0)
    one, inherited, free = seen()
    assert len(one) == 1
    assert inherited == one
    assert free == set(cores.ALL)
    assert os.sched_getaffinity(0) == before, "no other thread has moved"
