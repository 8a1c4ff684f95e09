"""Anything in any order: nothing unsigned goes out, nothing is lost, nothing happens twice."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from knowledge.base import KnowledgeBase
from tests.agents.proofs.killing import found
from tests.agents.proofs.life import Life

CALM = list(HealthCheck)


@pytest.fixture(autouse=True)
def without_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KnowledgeBase, "search", found)


@pytest.mark.parametrize(("examples", "steps"), [pytest.param(6, 20), pytest.param(300, 40, marks=pytest.mark.slow)])
def test_the_promises_hold_whatever_happens(examples: int, steps: int) -> None:
    profile = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=CALM, database=None
    )
    run_state_machine_as_test(Life, settings=profile)
