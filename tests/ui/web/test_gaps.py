"""What the policies lack without somebody, told once each."""

import pytest

from agents.policy.lint import Problem
from agents.service import Desk
from ui.gaps import gaps, told

ERROR = Problem(level="error", rule="one", words="Nobody could satisfy it.")
WARNING = Problem(level="warning", rule="one", words="It names Legal.")


def test_one_thing_is_told_once_with_all_its_rules() -> None:
    other = ERROR.model_copy(update={"rule": "two"})
    assert told([("acme", ERROR), ("acme", other), ("acme", ERROR)]) == (
        "The policy of acme, one, two: Nobody could satisfy it.",
    )


@pytest.mark.parametrize("order", [[ERROR, WARNING], [WARNING, ERROR]])
def test_of_one_rule_the_gravest_alone_is_told(order: list[Problem]) -> None:
    assert told([("acme", one) for one in order]) == ("The policy of acme, one: Nobody could satisfy it.",)


def test_two_brands_and_what_is_of_no_rule_stay_apart() -> None:
    loose = Problem(level="warning", rule=None, words="Cases names Legal.")
    found = told([("acme", ERROR), ("north", WARNING), ("north", loose), ("north", loose)])
    assert found == (
        "The policy of acme, one: Nobody could satisfy it.",
        "The policy of north, one: It names Legal.",
        "The policy of north: Cases names Legal.",
    )


def test_what_would_lack_is_what_lacks_once_they_are_disabled(real: Desk) -> None:
    before = gaps(real)
    foreseen = [gap for gap in gaps(real, "tomas") if gap not in before]
    assert foreseen
    real.disable_user("tomas", "joost", "test")
    assert [gap for gap in gaps(real) if gap not in before] == foreseen
    assert gaps(real, "tomas") == gaps(real)
