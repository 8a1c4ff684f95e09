"""The policy suite passes, notices a changed policy, and refuses a broken table in one line."""

from pathlib import Path

import pytest

from agents.policy.policy import Policy
from evals.policy.suite import TABLE, run
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError

POLICY = (BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml").read_text(encoding="utf-8")


def test_the_sample_policy_decides_as_meant() -> None:
    result = run()
    assert result.misses == ()
    assert result.ok
    assert result.rows == result.scored >= 45


@pytest.mark.parametrize(
    ("old", "new", "case"),
    [
        ("above: 100000", "above: 70000", "offer-80000"),
        ("then: {block: [brand, legal], deadline: 48h}", "then: {sign: [brand]}", "red-instagram"),
        ("when: {rating: amber}", "when: {rating: red}", "amber-instagram"),
        ("locale: {not: [en]}", "locale: [fr]", "german-red"),
        ("sample_share: 0.20", "sample_share: 0.05", "tier-open-sampled"),
    ],
)
def test_a_changed_policy_is_noticed(old: str, new: str, case: str) -> None:
    assert old in POLICY
    result = run(Policy.parse(POLICY.replace(old, new)))
    assert not result.ok
    assert case in [miss.case for miss in result.wrong]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("", "has no rows"),
        ("{", "line 1: this is not JSON"),
        ('{"id": "a"}', "line 1: 'facts' is missing"),
        ("\n".join([TABLE.read_text(encoding="utf-8").splitlines()[0]] * 2), "line 2: the id 'social-green-instagram'"),
    ],
)
def test_a_broken_table_gets_one_line(tmp_path: Path, rows: str, words: str) -> None:
    table = tmp_path / "table.jsonl"
    table.write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        run(table=table)
    assert "\n" not in str(caught.value)
