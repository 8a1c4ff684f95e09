"""What the suites came to before, told beside what they come to now."""

from typing import TYPE_CHECKING

from ui.cli.frame import Frame, note

if TYPE_CHECKING:
    from evals.last import Last
    from evals.outcome import Run


def turned(frame: Frame, run: "Run") -> "dict[str, Last]":
    """What was kept, once `run` has taken its place. A cache that cannot be written costs the next run its column."""
    from agents.clock import SystemClock
    from evals import keeping, last

    before = last.read(frame.settings.cache, run)
    try:
        last.keep(frame.settings.cache, run, SystemClock().now(), keeping.version())
    except OSError as error:
        note(f"The figures were not kept for the next run: {error.strerror or error}: {error.filename}")
    return before
