from agents.graph.build import WAYS
from agents.graph.drawing import PEOPLE, TIMES, mermaid
from agents.graph.state import GATES


def test_each_gate_says_what_it_waits_for() -> None:
    assert {*PEOPLE, *TIMES} == set(GATES)
    for gate, whom in PEOPLE.items():
        assert f'{gate}{{{{"{gate}<br/>waits for {whom}"}}}}:::person' in mermaid()


def test_each_way_is_drawn_once_but_for_a_gate_that_goes_on_waiting() -> None:
    drawn = [line.strip() for line in mermaid().splitlines() if "-->" in line]
    ways = {f"{name} --> {'done' if way == '__end__' else way}" for name, all_ways in WAYS.items() for way in all_ways}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == {"request --> intake", *(way for way in ways if len(set(way.split(" --> "))) == 2)}


def test_only_gates_lead_to_themselves() -> None:
    assert {name for name, ways in WAYS.items() if name in ways} <= set(GATES)
