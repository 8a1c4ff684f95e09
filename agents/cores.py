"""Which cores a thread may use, where the system lets a thread choose (Linux).

Python runs one thread at a time. Threads on several cores that wake each other hundreds of times a second spend more
time on handing over the interpreter's lock than on their work; on one core they do not. A thread begins on the cores of
the one that made it.
"""

import os

ALL = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else frozenset[int]()


def keep_to_one() -> None:
    """The thread that calls, and those that it makes from now on."""
    if len(ALL) > 1:
        os.sched_setaffinity(0, {min(ALL)})


def use_all() -> None:
    """For threads that start what computes outside the interpreter: models, embeddings, other processes."""
    if len(ALL) > 1:
        os.sched_setaffinity(0, ALL)
