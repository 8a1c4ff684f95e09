"""The desk's own cases, beside the shipped ones of `copydesk eval`."""

from evals import growing
from evals.outcome import Run
from knowledge.errors import CopydeskError
from ui.cli.frame import Frame, note


def added(frame: Frame, run: Run) -> Run:
    """Where there is a desk. One that cannot be asked keeps nothing from being told."""
    if not (frame.settings.home / "ledger.db").is_file() or not any(one.suite in growing.SUITES for one in run.suites):
        return run
    try:
        with frame.desk() as desk:
            own = growing.measure(desk, [brand.id for brand in desk.brands()])
    except CopydeskError as error:
        note(f"The desk's own cases were not measured: {error}")
        return run
    return growing.added(run, own)
