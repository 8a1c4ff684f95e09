"""In a line nobody's many hold up another's few."""

from ui.web.line import Line


def test_people_take_turns() -> None:
    line: Line[str] = Line()
    for who, item in (("ana", "a1"), ("ana", "a2"), ("ana", "a3"), ("bo", "b1"), ("cy", "c1"), ("bo", "b2")):
        line.put(who, item)
    assert [line.get() for _ in range(4)] == ["a1", "b1", "c1", "a2"]
    line.put("cy", "c2")
    assert [line.get() for _ in range(3)] == ["b2", "a3", "c2"]
