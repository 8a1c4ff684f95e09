"""Work in a process of its own, for tests in which something dies.

A fork server imports what is needed once: a fresh interpreter would take ten seconds, and a fork of the test process
itself can hang, since earlier tests leave threads behind in it.
"""

import multiprocessing
from collections.abc import Callable

PATIENCE = 120  # seconds for one process
PRELOADED = ["tests.agents.worlds"]


def in_process(work: Callable[..., object], *arguments: object) -> int | None:
    """Runs `work`, a module's function, and waits. Its exit code, negative for a signal, None when it hung."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=work, args=arguments)
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
        return None
    return process.exitcode
