"""What the figures count, case by case, on a ledger with a past."""

from datetime import timedelta
from itertools import pairwise
from typing import get_args

import pytest

from agents.erasing.blank import blank
from agents.insights.period import Period
from agents.insights.targets import Targets
from agents.ledger.database import Ledger
from agents.views.insights import Measure
from knowledge.errors import InputError
from tests.agents.desks import START
from tests.agents.insights.conftest import BEFORE, IN, MONTH, Counting
from tests.agents.insights.past import EDITED, Past

SHORT = "A quarter turn locks the cap."
MIDNIGHT = START.replace(hour=0)


def test_an_empty_ledger_says_nothing_of_anything(ledger: Ledger) -> None:
    found = Counting(ledger)
    assert set(found.by_name) == set(get_args(Measure))
    for one in found.by_name.values():
        assert (one.now.n, one.now.value, one.before.value, one.change) == (0, None, None, None)
        assert one.groups == ()
        assert all(point.figure.value is None for point in one.series)
    assert (found.findings.drafts, found.findings.families) == (0, ())


def test_time_to_publish_is_a_median_by_channel_and_rating(ledger: Ledger) -> None:
    past = Past()
    for hours in (10, 20, 30):
        past.draft(IN, published=hours, channel="instagram")
    past.draft(IN, published=90, channel="email", rating="amber")
    past.draft(BEFORE, published=50)
    past.draft(IN, signed=5)  # signed, and not out yet
    past.draft(IN, published=1, brand="other")
    past.write(ledger)
    one = Counting(ledger)["cycle_time"]
    assert (one.now.n, one.now.value, one.before.n, one.before.value) == (4, 25.0, 1, 50.0)
    assert one.change is not None
    assert (one.change.value, one.change.low) == (-25.0, None)
    groups = {group.id: (group.now.n, group.now.value) for group in one.groups}
    assert groups["channel:instagram"] == (3, 20.0)
    assert groups["channel:email"] == groups["rating:amber"] == (1, 90.0)
    assert groups["rating:green"] == (3, 20.0)
    assert Counting(ledger)["cycle_time_p90"].now.value == pytest.approx(72.0)
    assert Counting(ledger)["signing_time"].now.value == 2.0


def test_a_draft_counts_where_it_first_went_out(ledger: Ledger) -> None:
    past = Past()
    past.draft(START - timedelta(days=31), published=20)  # just before the month
    past.draft(START - timedelta(days=31), published=30)  # just in it
    past.draft(START, published=1)  # after it
    past.write(ledger)
    one = Counting(ledger)["cycle_time"]
    assert (one.now.n, one.before.n) == (1, 1)


def test_first_pass_is_signed_as_filed_of_what_people_decided(ledger: Ledger) -> None:
    past = Past()
    past.draft(IN)
    past.draft(IN, edited=EDITED)
    past.draft(IN, sent_back=SHORT)
    past.draft(IN, status="rejected")
    past.draft(IN, by="policy")  # no person decided
    past.draft(IN, status="expired")  # nobody did
    past.draft(IN, signed=None)  # waits
    past.write(ledger)
    found = Counting(ledger)
    assert (found["first_pass"].now.n, found["first_pass"].now.value) == (4, 0.25)
    assert (found["by_policy"].now.n, found["by_policy"].now.value) == (4, 0.25)
    assert (found["deadlines_met"].now.n, found["deadlines_met"].now.value) == (5, 0.8)


def test_what_people_changed_and_how_much(ledger: Ledger) -> None:
    past = Past()
    for _ in range(3):
        past.draft(IN)
    past.draft(IN, edited=EDITED)
    past.draft(IN, sent_back=SHORT)
    past.draft(IN, sent_back=SHORT, edited=EDITED)
    past.draft(BEFORE, edited=EDITED)
    past.write(ledger)
    found = Counting(ledger)
    assert (found["changed"].now.n, found["changed"].now.value) == (6, 0.5)
    assert (found["changed"].before.n, found["changed"].before.value) == (1, 1.0)
    one_word, cut = 2 * 1 / 28, 1 - 2 * 7 / (14 + 7)
    assert found["change_size"].now.n == 3
    assert found["change_size"].now.value == pytest.approx(sorted((one_word, one_word, cut))[1])
    by_channel = {group.id: group.now for group in found["changed"].groups}
    assert (by_channel["channel:instagram"].n, by_channel["channel:instagram"].value) == (6, 0.5)


def test_what_the_desk_wrote_again_by_itself_is_no_change_of_anybodys(ledger: Ledger) -> None:
    past = Past()
    past.draft(IN, sent_back=SHORT)
    for row in past.rows("versions"):
        row["note"] = None
    past.write(ledger)
    assert Counting(ledger)["changed"].now.value == 0.0


def test_erased_words_are_left_out_of_how_much_and_counted_as_changed(ledger: Ledger) -> None:
    past = Past()
    run = past.draft(IN, edited=EDITED, published=3, findings={"voice": 2})
    past.draft(IN, edited=EDITED, published=3)
    past.write(ledger)
    with ledger.write() as connection:
        blank(connection, run, ("drafts", "request"), START)
    found = Counting(ledger)
    assert (found["changed"].now.n, found["changed"].now.value) == (2, 1.0)
    assert found["change_size"].now.n == 1
    assert [(one.family, one.findings) for one in found.findings.families] == [("voice", 2)]


def test_both_clocks_of_cases(ledger: Ledger) -> None:
    past = Past()
    past.case(IN, taken=1)
    past.case(IN, taken=10)
    past.case(IN, taken=60, severity="P2")
    past.case(IN, taken=None)  # nobody, and both clocks have run out
    past.case(START - timedelta(minutes=5), taken=None)  # the longer clock still runs
    past.write(ledger)
    found = Counting(ledger)
    assert (found["cases_reached"].now.n, found["cases_reached"].now.value) == (5, 0.2)
    assert (found["cases_taken"].now.n, found["cases_taken"].now.value) == (4, 0.5)
    assert {group.id: group.now.n for group in found["cases_taken"].groups} == {"severity:P1": 3, "severity:P2": 1}


def test_model_use_counts_requests_that_led_to_nothing(ledger: Ledger) -> None:
    past = Past()
    for _ in range(8):
        past.draft(IN, published=3, calls=3, tokens=1_000)
    for _ in range(4):
        past.draft(IN, status="rejected", calls=6, tokens=500)
    past.draft(IN, calls=50)  # not ended: nobody knows yet what it leads to
    past.write(ledger)
    found = Counting(ledger)
    assert (found["calls_per_draft"].now.n, found["calls_per_draft"].now.value) == (12, 6.0)
    assert found["tokens_per_draft"].now.value == 1_250.0
    assert found["calls_per_draft"].now.bounded


def test_calls_without_a_publication_are_no_figure(ledger: Ledger) -> None:
    past = Past()
    past.draft(IN, status="rejected")
    past.write(ledger)
    one = Counting(ledger)["calls_per_draft"]
    assert (one.now.n, one.now.value) == (1, None)


def test_findings_by_family_and_week(ledger: Ledger) -> None:
    past = Past()
    past.draft(IN, findings={"voice": 2, "claims": 1})
    past.draft(START - timedelta(hours=2), findings={"voice": 1})
    past.draft(IN)
    past.draft(BEFORE, findings={"claims": 4})
    past.write(ledger)
    found = Counting(ledger).findings
    assert found.drafts == 3
    voice, claims = found.families
    assert (voice.family, voice.findings, voice.now.n, voice.now.value) == ("voice", 3, 3, pytest.approx(2 / 3))
    assert (claims.family, claims.findings, claims.before.value) == ("claims", 1, 1.0)
    assert sum(voice.counts) == 3
    assert voice.counts[-1] == 1
    assert len(found.series) == 5


def test_series_are_of_whole_days_up_to_the_end(ledger: Ledger) -> None:
    past = Past()
    past.draft(START - timedelta(hours=30), published=3)
    past.write(ledger)
    week = Period.of(MIDNIGHT - timedelta(days=6), START, START)
    one = Counting(ledger, week)["cycle_time"]
    assert [point.figure.n for point in one.series] == [0, 0, 0, 0, 0, 1, 0]
    assert one.series[-1].since == START.date()
    assert one.series[0].since == (START - timedelta(days=6)).date()


@pytest.mark.parametrize(("days", "points"), [(1, 1), (7, 7), (14, 14), (30, 5), (90, 13), (365, 14), (1000, 36)])
def test_a_series_has_no_more_points_than_can_be_read(days: int, points: int) -> None:
    series = Period.of(MIDNIGHT - timedelta(days=days - 1), START, START).series
    assert len(series) == points
    assert series[0].since == (MIDNIGHT - timedelta(days=days - 1)).date()
    assert series[-1].until == (MIDNIGHT + timedelta(days=1)).date()
    assert all(one.until == other.since for one, other in pairwise(series))


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="not before its end"):
        Period.of(START, START, START)
    with pytest.raises(InputError, match="three years"):
        Period.of(START - timedelta(days=2_000), START, START)


def test_baseline_and_target_stand_beside_the_figure(ledger: Ledger) -> None:
    past = Past()
    past.draft(IN, published=30)
    past.write(ledger)
    targets = Targets.model_validate({"baselines": {"cycle_time": "52h"}, "targets": {"cycle_time": "-30%"}})
    one = Counting(ledger, targets=targets)["cycle_time"]
    assert one.baseline is not None
    assert one.target is not None
    assert (one.baseline.value, one.target.reached) == (52.0, True)
    assert Counting(ledger)["cycle_time"].baseline is None


def test_a_period_holds_its_beginning_and_not_its_end(ledger: Ledger) -> None:
    past = Past()
    past.draft(MONTH.since, signed=0, published=0)
    past.draft(MONTH.until, signed=0, published=0)
    past.draft(MONTH.before, signed=0, published=0)
    past.write(ledger)
    found = Counting(ledger)
    assert (found["cycle_time"].now.n, found["first_pass"].now.n) == (1, 1)
    assert (found["cycle_time"].before.n, found["first_pass"].before.n) == (1, 1)
