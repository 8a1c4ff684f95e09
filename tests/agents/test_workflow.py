"""The policy in words and the workflow as a map: drawn from what is in force, counted from what happened."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from langgraph.graph import END

from agents.clock import ManualClock
from agents.graph.build import WAYS
from agents.graph.chart import Handed, Passing, nodes, passed, taken
from agents.graph.nodes import TITLES
from agents.policy.in_words import cases_in_words, rules_in_words
from agents.policy.policy import Policy
from agents.policy.usage import Filed, added, by_rule, decided, waited
from agents.policy.walk import NO_RULE
from agents.service import Desk
from agents.signing.decision import Reject
from agents.views import StopView, WorkflowView
from knowledge.errors import InputError
from tests.agents import scenes

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)

POLICY = """
version: 1
currency: EUR
defaults: {deadline: 30h, remind: 90m, chain: [admin]}
rules:
  - {id: large, because: Large offers., when: {value: {above: 100000}}, then: {also: [relationship-manager]}}
  - {id: risky, because: Risky ones wait., when: {flags: {any: [health]}}, then: {hold: [legal]}}
  - {id: red, because: Red stays in., when: {rating: red}, then: {block: [brand, legal], deadline: 4 working hours}}
  - id: tier
    because: Green ones.
    when: {rating: green, channel: x}
    then: {tier: {id: x/all, sample_share: 0.1}, otherwise: [brand]}
  - {id: two, because: Two of three., when: {}, then: {sign: {roles: [brand, legal, privacy], quorum: any 2}}}
cases:
  owner: on-call
  owners: {press: brand}
  release: {biometrics: [privacy, compliance]}
"""


def stop(view: WorkflowView, name: str) -> StopView:
    found = next(node.stops for node in view.nodes if node.name == name)
    assert found is not None
    return found


def filed(rule: str, status: str, hours: float | None, *, ago: float = 1, kind: str = "sign") -> Filed:
    created = NOW - timedelta(days=ago)
    over = None if hours is None else created + timedelta(hours=hours)
    return Filed(rules=tuple(rule.split("+")), kind=kind, status=status, created=created, decided_at=over)


def test_a_policy_reads_from_the_top_to_what_holds_where_no_rule_decides() -> None:
    rules = list(rules_in_words(Policy.parse(POLICY)))
    assert [(rule.id, rule.kind, rule.asks) for rule in rules] == [
        ("large", "also", "the relationship manager"),
        ("risky", "hold", "Legal"),
        ("red", "block", "blocked, unless Brand and Legal override"),
        ("tier", "tier", "Brand"),
        ("two", "sign", "any 2 of Brand, Legal or Privacy"),
        (NO_RULE, "sign", "Brand"),
    ]
    assert rules[0].when == ("the value at stake is above 100,000 EUR",)
    assert [rule.deadline for rule in rules] == [None, None, "4 working hours", "30 h", "30 h", "30 h"]
    assert (rules[2].remind, rules[2].chain) == (("90 min",), ("admin",))
    assert rules[3].tier == "x/all"


def test_cases_say_whose_they_are_and_who_lets_them_go_on() -> None:
    told = [(case.flag, case.owner, case.release) for case in cases_in_words(Policy.parse(POLICY))]
    assert told == [("press", "brand", ()), ("biometrics", "on-call", ("privacy", "compliance")), (None, "on-call", ())]


def test_a_rule_counts_what_it_decided_and_what_it_added_to() -> None:
    found = [
        filed("red+large", "rejected", 2),
        filed("two", "approved", 4),
        filed("two", "pending", None),
        filed("two", "approved", 1, ago=40),
    ]
    assert decided(found, SINCE) == {"red": 1, "two": 2}
    assert added(found, SINCE) == {"large": 1}


def test_waits_are_those_of_people_and_their_median_says_nothing_of_nothing() -> None:
    found = [
        filed("two", "approved", 1),
        filed("two", "rejected", 3),
        filed("two", "answered", 10),
        filed("two", "expired", 24),
        filed("two", "withdrawn", 1),
        filed("two", "pending", None, ago=90),
        filed("tier", "approved", 0, kind="tier"),
        filed("two", "approved", 31 * 24, ago=32),  # filed before, decided since
    ]
    own = by_rule(found)
    told = waited(own["two"], SINCE)
    assert (told.waits, told.median_seconds, told.ended, told.waiting) == (4, 6.5 * 3600, 1, 1)
    assert waited(own["tier"], SINCE) == StopView()
    assert waited(found, SINCE) == told


def test_the_map_has_every_step_and_way_of_the_graph() -> None:
    drawn = {node.name: node for node in nodes(TITLES, {"approval": StopView(waits=3)})}
    assert list(drawn) == list(WAYS)
    for name, ways in WAYS.items():
        assert drawn[name].ways == tuple("" if way == END else way for way in ways if way != name)
    assert {name for name, node in drawn.items() if node.kind == "person"} == {"choose", "approval", "handoff"}
    assert (drawn["schedule"].kind, drawn["publish"].stops) == ("clock", None)
    assert drawn["approval"].stops == StopView(waits=3)


def passing(run: str, minutes: float, *, node: str = "choose", last: bool = False) -> Passing:
    at = NOW
    before = at - timedelta(minutes=minutes, seconds=2)
    return Passing(run=run, node=node, at=at, before_at=before, before_seconds=2.0, last=last, finished=last)


def test_a_run_that_stops_twice_at_a_gate_waited_for_both() -> None:
    found = [
        passing("a", 10),
        passing("a", 20),
        passing("b", 40, last=True),
        passing("c", 0),
        passing("d", 5, node="x"),
    ]
    assert passed(found, "choose") == StopView(waits=2, median_seconds=35 * 60, closed=2, ended=1)
    first = Passing(run="e", node="choose", at=NOW, before_at=None, before_seconds=None, last=False, finished=False)
    assert passed([first], "choose") == StopView()


def test_a_case_waits_until_somebody_takes_it() -> None:
    hour = timedelta(hours=1)
    found = [
        Handed(status="open", opened=NOW - hour),
        Handed(status="taken", opened=NOW - 3 * hour, taken_at=NOW - hour),
        Handed(status="resolved", opened=NOW - 5 * hour, taken_at=NOW - hour, resolved_at=NOW),
        Handed(status="released", opened=NOW - 5 * hour, taken_at=NOW - 5 * hour, resolved_at=NOW),
        Handed(status="resolved", opened=SINCE - hour, taken_at=SINCE - hour, resolved_at=SINCE - hour),
    ]
    assert taken(found, SINCE) == StopView(waits=3, median_seconds=2 * 3600, closed=2, ended=1, waiting=1)


def test_what_really_happened_stands_on_the_map(desk: Desk, clock: ManualClock) -> None:
    held = scenes.ask(desk, scenes.CAPTION, hold=True)
    assert stop(desk.workflow(), "choose") == StopView(waiting=1)
    clock.advance(timedelta(minutes=30))
    assert scenes.submit(desk, held.run).status == "waiting"
    clock.advance(timedelta(hours=2))
    assert stop(desk.workflow(), "approval").waiting == 1
    scenes.decide(desk, scenes.only(desk, held.run).id, Reject(reason="Off voice."))
    case = desk.case(scenes.ask(desk, scenes.RASH).case or "")
    clock.advance(timedelta(minutes=4))
    desk.take_case(case.id, "noor", "test")
    found = desk.workflow()
    choice = stop(found, "choose")
    assert choice.median_seconds == pytest.approx(1800, abs=5)  # the step before it took a real moment
    assert (choice.waits, choice.ended, choice.waiting) == (1, 0, 0)
    assert stop(found, "approval") == StopView(waits=1, median_seconds=7200, closed=1, ended=1)
    assert stop(found, "handoff") == StopView(waits=1, median_seconds=240)
    words = desk.policy_words()
    rule = next(rule for rule in words.rules if rule.id == "social-green")
    assert (words.filed, words.by_policy, rule.decided, rule.stops.ended) == (1, 0, 1, 1)
    clock.advance(timedelta(days=31))
    assert stop(desk.workflow(), "approval") == StopView()
    assert desk.policy_words(days=90).filed == 1


def test_a_withdrawn_choice_went_no_further(desk: Desk, clock: ManualClock) -> None:
    held = scenes.ask(desk, scenes.CAPTION, hold=True)
    clock.advance(timedelta(minutes=10))
    desk.wait(desk.withdraw(held.run, "mara", "test").run, scenes.PATIENCE)
    choice = stop(desk.workflow(), "choose")
    assert choice.median_seconds == pytest.approx(600, abs=5)
    assert (choice.waits, choice.closed, choice.ended) == (1, 1, 1)


@pytest.mark.parametrize("days", [0, -1, 10**9])
def test_a_time_that_nobody_can_look_back_over_is_refused(desk: Desk, days: int) -> None:
    for look in (desk.policy_words, desk.workflow):
        with pytest.raises(InputError, match=re.escape(f"{days} days")):
            look(days)
