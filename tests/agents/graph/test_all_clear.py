"""When a message counts as one that somebody decided is no incident: rarely, and never where a body or a child is."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agents.graph.all_clear import AllClear, comparable, known, same, unteachable
from agents.graph.brief import Brief, CaseSeverity, Flag, Triage

SAID = "A customer told us at the counter that she is disappointed with the bow on box 4711 and wants another one"


def alarm(*flags: Flag, severity: CaseSeverity = "P3") -> Triage:
    return Triage(
        route="escalation", severity=severity, flags=flags, brief=Brief(focus="x"), decided_by="rule", why="a complaint"
    )


def decided(**changes: Any) -> AllClear:
    values: dict[str, Any] = {
        "id": "n-1",
        "case": "c-1",
        "words": comparable(SAID),
        "flags": ("complaint",),
        "severity": "P3",
        "by": "Noor Aziz",
        "at": datetime(2026, 11, 20, tzinfo=UTC),
    }
    return AllClear(**values | changes)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (SAID, True),
        (f"  {SAID.upper()} !!", True),
        (SAID.replace("4711", "0815"), True),
        (SAID.replace("4711", "12"), False),  # a number of another size
        (SAID.replace("counter", "till"), True),
        (SAID.replace("counter", "till").replace("another", "her own"), False),  # three words of twenty
        (SAID.replace("is disappointed", "is not disappointed"), False),
        (SAID.replace("A customer", "No customer"), False),
        (SAID.replace("and wants", "nor wants"), False),
        (SAID.replace("box 4711", "box"), False),
        (f"{SAID}?", False),
        (f"{SAID} and her lawyer will write to us", False),
        ("", False),
    ],
)
def test_only_nearly_the_same_words_count(text: str, counts: bool) -> None:
    assert (known(text, alarm("complaint"), [decided()]) is not None) is counts
    assert (known(SAID, alarm("complaint"), [decided(words=comparable(text))]) is not None) is counts


@pytest.mark.parametrize(
    ("short", "other"),
    [("I want my money back", "I want my bottle back"), ("", ""), ("返金してください", "返品してください")],
)
def test_a_short_message_has_to_be_the_same(short: str, other: str) -> None:
    assert not same(comparable(short).split(), comparable(other).split())


def test_at_most_three_words_of_a_long_message_differ_and_a_very_long_one_must_be_the_same() -> None:
    long = [f"word{chr(97 + i % 26)}" for i in range(200)]
    assert same(long, ["other", "other", "other", *long[3:]])
    assert not same(long, ["other", "other", "other", "other", *long[4:]])
    endless = long * 11
    assert same(endless, list(endless))
    assert not same(endless, ["other", *endless[1:]])


@pytest.mark.parametrize(
    ("flags", "severity"),
    [
        (("complaint", "press"), "P3"),  # nobody looked at the press then
        (("complaint",), "P2"),  # it is graver now
        (("complaint", "harm"), "P3"),
        (("complaint", "children"), "P3"),
        (("complaint", "crisis"), "P3"),
        (("complaint", "biometrics"), "P3"),
        (("complaint",), "P1"),
    ],
)
def test_what_is_graver_or_of_another_kind_is_another_message(flags: tuple[Flag, ...], severity: CaseSeverity) -> None:
    assert known(SAID, alarm(*flags, severity=severity), [decided()]) is None


@pytest.mark.parametrize("flag", ["harm", "crisis", "children", "biometrics", "synthetic_likeness", "minors_targeted"])
def test_harm_danger_children_and_risky_designs_are_never_unlearnt(flag: Flag) -> None:
    taught = decided(flags=("complaint", flag), severity="P1")
    for severity in ("P1", "P2", "P3"):
        assert known(SAID, alarm("complaint", flag, severity=severity), [taught]) is None  # type: ignore[arg-type]
        assert "each time" in (unteachable(severity, ("complaint", flag)) or "")  # type: ignore[arg-type]
    assert unteachable("P1", ("complaint",)) == "P1 messages go to a person each time."
    assert unteachable("P2", ("complaint", "legal_threat")) is None


def test_it_says_who_decided_when_and_on_which_case() -> None:
    assert decided().said == "Decided not an incident by Noor Aziz on 2026-11-20 (case c-1)"
