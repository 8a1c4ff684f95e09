"""A guide's own examples are told apart, and the shipped pack leaves clean prose alone."""

import pytest

from evals.prose.mentioned import Mentioned
from evals.prose.suite import GUIDE, run

TEXT = """Write well. Avoid _very cheap_ and “the best ever”, and never `hurry()`.

> Last chance for you.

| say | not |
A snake_case_name stays, 2 * 3 * 4 too, and don't stop at "risk-free" either.

    indented bad example
"""


@pytest.mark.parametrize("quoted", ["very", "best", "hurry", "Last chance", "say | not", "risk-free", "indented"])
def test_what_is_quoted_is_mentioned(quoted):
    assert Mentioned(TEXT).at(TEXT.index(quoted))


@pytest.mark.parametrize("used", ["Write", "Avoid", "never", "case_name", "3 * 4", "stop at", "either"])
def test_what_is_said_is_not(used):
    assert not Mentioned(TEXT).at(TEXT.index(used))


def test_a_guide_that_is_not_there_is_said_to_be_missing(tmp_path):
    result = run(tmp_path / "nowhere")
    assert result.ok
    assert "not measured" in result.summary


def test_alarms_are_counted_outside_of_examples_alone(tmp_path):
    (tmp_path / "a.md").write_text("Ours is carbon neutral. On the wall: “Act now!”\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("A page of nothing in particular. " * 100, encoding="utf-8")
    result = run(tmp_path)
    assert (result.pack.red, result.pack.quoted) == (1, 1)
    assert [line.partition(" ")[0] for line in result.below] == ["red"]


@pytest.mark.skipif(not GUIDE.is_dir(), reason="the 18F guide is not on this machine")
def test_the_shipped_pack_raises_few_alarms_on_the_guide():
    result = run()
    assert result.words > 13_000
    assert result.below == ()
