"""The same desk, measured twice: the same figures, case by case."""

import pytest

from evals.outcome import found, run


@pytest.mark.slow
def test_the_same_run_twice_gives_the_same_numbers() -> None:
    one, other = (run(found(), jobs=2) for _ in range(2))
    for before, after in zip(one.suites, other.suites, strict=True):
        assert before.state == after.state != "broken", before.suite
        assert before.samples == after.samples, before.suite
        assert [str(gate.figure) for gate in before.gates] == [str(gate.figure) for gate in after.gates], before.suite
