"""Insights of a real desk: from a request to its figures."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest

from agents.clock import ManualClock
from agents.insights.report import measures
from agents.insights.targets import Targets
from agents.ledger import drafts
from agents.ledger.database import Ledger
from agents.service import Desk
from agents.signing.decision import Reject
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.insights.conftest import Counting
from tests.agents.insights.past import BRAND, EDITED, Past, over


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three captions: one signed two hours later, one edited, one rejected; then a case, taken late."""
    clock = ManualClock(START)
    desk = a_desk(copy_home(tmp_path_factory.mktemp("desk") / "home"), clock=clock)
    view = scenes.ask(desk, scenes.THREE)
    clock.advance(timedelta(hours=2))
    first, second, third = scenes.cards(desk, view.run)
    scenes.decide(desk, third.id, Reject(reason="off-brand"))
    scenes.edit(desk, second.id, scenes.GREEN)
    scenes.sign(desk, view.run, "ana")
    assert first.id
    case = scenes.ask(desk, scenes.RASH)
    clock.advance(timedelta(minutes=10))
    desk.take_case(desk.run(case.run).case or "", "noor", "test")
    clock.advance(timedelta(minutes=1))  # a period does not hold its end
    yield desk
    desk.close()


def test_what_was_done_at_the_desk_is_what_the_figures_say(worked: Desk) -> None:
    found = {one.measure: one for one in worked.insights().measures}
    assert (found["cycle_time"].now.n, found["cycle_time"].now.value) == (2, 2.0)
    assert (found["first_pass"].now.n, found["first_pass"].now.value) == (3, pytest.approx(1 / 3))
    assert (found["changed"].now.n, found["changed"].now.value) == (2, 0.5)
    assert (found["change_size"].now.n, 0 < (found["change_size"].now.value or 0) <= 1) == (1, True)
    assert (found["cases_reached"].now.value, found["cases_taken"].now.value) == (0.0, 1.0)
    run = worked.insight_runs("cycle_time").runs[0]
    view = worked.run(run.run)
    assert found["calls_per_draft"].now.value == view.usage.calls / 2
    assert found["tokens_per_draft"].now.value == view.usage.tokens / 2
    assert {group.id for group in found["first_pass"].groups} >= {"channel:instagram"}


def test_findings_are_those_of_the_reports(worked: Desk) -> None:
    """Of each draft as the desk wrote it, before Ana's edit."""
    (run,) = worked.insight_runs("first_pass").ids
    counted: Counter[str] = Counter()
    with worked.ledger.read() as connection:
        for draft in drafts.of_run(connection, run):
            (own, *_) = drafts.versions_of(connection, draft.id)
            counted.update(one["family"] for one in own.report["findings"] if one["severity"] != "advice")
    view = worked.insights().findings
    assert view.drafts == 3
    assert {one.family: one.findings for one in view.families} == counted


def test_the_same_question_gets_the_same_answer_until_something_happens(worked: Desk) -> None:
    first = worked.insights()
    assert worked.insights() is first
    worked.hold(None, "A test.", "noor", "test")
    assert worked.insights() is not first


def test_what_cannot_be_asked_is_one_line(worked: Desk) -> None:
    with pytest.raises(NotFoundError, match="no brand 'x'"):
        worked.insights(brand="x")
    with pytest.raises(InputError, match="not before its end"):
        worked.insights(since=worked.clock.now() + timedelta(days=1))


@pytest.mark.slow
def test_ten_thousand_requests_are_counted_in_well_under_a_second(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    past = Past()
    for number, asked in enumerate(over(START - timedelta(days=178), 178, 57)):
        edited = EDITED if number % 5 == 0 else None
        past.draft(asked, signed=1, published=1 + number % 40, edited=edited, findings={"voice": 1})
    past.write(ledger)
    counting = Counting(ledger)  # the first time reads the file
    begin = process_time()
    with ledger.read() as connection:
        found = measures(connection, BRAND, counting.period, Targets())
    assert process_time() - begin < 0.6
    assert found[0].now.n > 1_600
    ledger.close()
