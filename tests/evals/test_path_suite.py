"""Stories are of every route, and a run that leaves its way is seen at the step where it does."""

import pytest

from agents.graph.build import WAYS
from evals.path.stories import Act, Story, load_stories
from evals.path.suite import Outcome, PathResult, run

STORIES = load_stories()
QUESTION = "What is the price of the refillable bottle?"


def story(*path: str, status: str = "answered", **given: object) -> Story:
    row = {"id": "t", "text": QUESTION, "path": path, "status": status, "reason": "a test", "source": "a test"}
    return Story.model_validate(row | given)


def test_stories_are_many_of_every_ending_and_name_nodes_alone() -> None:
    assert len(STORIES) >= 60
    assert {node for one in STORIES for node in one.path} == set(WAYS)
    assert {one.status for one in STORIES} >= {
        *("published", "waiting", "blocked", "choosing", "scheduled", "answered", "checked", "escalated"),
        *("resolved", "rejected", "expired", "withdrawn", "recalled", "failed"),
    }
    for one in STORIES:
        assert all(after in WAYS[before] for before, after in zip(one.path, one.path[1:], strict=False)), one.id


def test_a_run_is_right_only_where_every_node_and_its_end_are() -> None:
    wanted = story("intake", "triage", "research")
    right = Outcome(story=wanted, path=wanted.path, status="answered")
    other = Outcome(story=wanted, path=("intake", "triage", "escalation"), status="escalated")
    short = Outcome(story=wanted, path=("intake", "triage"), status="answered")
    assert [one.right for one in (right, other, short)] == [True, False, False]
    assert "is escalated, and should be answered; step 3 is escalation, and should be research" in other.line
    assert "step 3 is none, and should be research" in short.line


def test_a_way_that_nobody_goes_is_told() -> None:
    wanted = story("intake", "triage", "research")
    result = PathResult(outcomes=(Outcome(story=wanted, path=wanted.path, status="answered"),), rows=1, scored=1)
    ways = result.samples["ways"]
    assert (ways["triage to research"], ways["research to __end__"], ways["file to approval"]) == (1, 1, 0)
    assert "no story goes from file to approval" in result.misses
    assert "ways" in result.below[0]


@pytest.mark.slow
def test_the_desk_is_asked_and_what_it_refuses_is_no_way() -> None:
    refused = story("intake", "triage", "research", id="u", acts=(Act(does="withdraw", by="jonas"),))
    result = run([story("intake", "triage", "research"), refused])
    assert [one.right for one in result.outcomes] == [True, False]
    assert "own-run" in result.outcomes[1].line
    assert (result.rows, result.scored) == (2, 2)


@pytest.mark.slow
def test_every_story_goes_its_way() -> None:
    assert run().below == ()
