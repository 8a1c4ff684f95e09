"""Every figure leads to its runs, a page at a time."""

from datetime import timedelta

import pytest

from agents.insights.behind import runs_behind
from agents.insights.facts import Window
from agents.ledger.database import Ledger
from agents.views.insights import InsightRuns
from knowledge.errors import InputError
from tests.agents.desks import START
from tests.agents.insights.conftest import BEFORE, IN, MONTH, Counting
from tests.agents.insights.past import BRAND, EDITED, Past


def behind(ledger: Ledger, measure: str, group: str | None = None, limit: int = 50, offset: int = 0) -> InsightRuns:
    window = Window(BRAND, MONTH.since, MONTH.until)
    with ledger.read() as connection:
        return runs_behind(connection, measure, group, window, limit=limit, offset=offset)


def test_each_figure_has_as_many_runs_as_cases_where_a_run_has_one_draft(ledger: Ledger) -> None:
    past = Past()
    for hours in (10, 20):
        past.draft(IN, published=hours, edited=EDITED, findings={"voice": 1}, channel="email")
    past.draft(IN, published=30)
    past.draft(IN, by="policy", published=1)
    past.draft(IN, status="expired")
    past.draft(BEFORE, published=1, edited=EDITED, findings={"voice": 1})
    past.case(IN, taken=1)
    past.write(ledger)
    counted = Counting(ledger)
    for measure, one in counted.by_name.items():
        found = behind(ledger, measure)
        assert found.total == len(found.ids) == len(found.runs) == one.now.n, measure
        assert [row.run for row in found.runs] == list(found.ids)
        for group in one.groups:
            assert behind(ledger, measure, group.id).total == group.now.n, (measure, group.id)
    (voice,) = counted.findings.families
    assert behind(ledger, "findings", "family:voice").total == 2
    assert voice.now.value == pytest.approx(2 / 5)


def test_they_come_newest_first_and_by_pages(ledger: Ledger) -> None:
    past = Past()
    runs = [past.draft(IN + timedelta(hours=hour), published=1) for hour in range(7)]
    past.write(ledger)
    newest = runs[::-1]
    assert list(behind(ledger, "cycle_time", limit=3).ids) == newest[:3]
    assert list(behind(ledger, "cycle_time", limit=3, offset=6).ids) == newest[6:]
    page = behind(ledger, "cycle_time", limit=3, offset=9)
    assert (page.total, page.ids) == (7, ())


@pytest.mark.parametrize(
    ("measure", "group", "said"),
    [
        ("speed", None, "no measure 'speed'.*cycle_time"),
        ("cycle_time", "severity:P1", r"no group 'severity:P1'.*channel:…, rating:…"),
        ("cycle_time", "channel:", "no group 'channel:'"),
        ("change_size", "at:2026", "no group 'at:2026'"),
        ("calls_per_draft", "channel:x", "There are: none"),
        ("cycle_time", "run:r-1", "no group 'run:r-1'"),
    ],
)
def test_what_is_not_there_is_named(ledger: Ledger, measure: str, group: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        behind(ledger, measure, group)


def test_another_brands_runs_are_none_of_them(ledger: Ledger) -> None:
    past = Past()
    past.draft(START - timedelta(days=1), published=1, brand="other")
    past.write(ledger)
    assert behind(ledger, "cycle_time").total == 0
