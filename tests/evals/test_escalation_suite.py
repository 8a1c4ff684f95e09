"""Messages are of every severity, owner and language; what nobody hears of, and a false call, are told."""

import pytest

from evals.escalation.messages import Message, load_messages
from evals.escalation.suite import EscalationResult, Followed, Outcome, run

MESSAGES = load_messages()
WELL = Followed(overdue=True, next_called=True, handed=True)


def message(id: str, due: bool = True) -> Message:
    row = {"id": id, "language": "en", "text": "?", "reason": "a test", "source": "a test"}
    return Message.model_validate({**row, "severity": "P1" if due else None, "owner": "on-call" if due else None})


def outcome(id: str, **given: object) -> Outcome:
    well = {"message": message(id), "case": True, "severity": "P1", "owner": "on-call"}
    return Outcome.model_validate({**well, "called": True, "clocks": True, "reply": True, "followed": WELL, **given})


def test_messages_are_of_every_severity_owner_and_language_and_others_stand_beside_them() -> None:
    due = [one for one in MESSAGES if one.due]
    assert (len(due), len(MESSAGES) - len(due)) >= (45, 15)
    assert {one.severity for one in due} == {"P1", "P2", "P3"}
    assert {one.owner for one in due} == {
        *("on-call", "legal", "brand", "relationship-manager", "privacy", "compliance"),
    }
    assert len({one.language for one in due}) == len({one.language for one in MESSAGES if not one.due}) == 7
    assert len({one.text for one in MESSAGES}) == len(MESSAGES)


@pytest.mark.parametrize(
    ("given", "figure", "value", "said"),
    [
        ({}, "heard", 1, ""),
        ({"case": False, "followed": None}, "heard", 0, "nobody heard of it"),
        ({"severity": "P3"}, "severity", 0, "is P3, and should be P1"),
        ({"owner": "brand"}, "owner", 0, "went to brand, and should go to on-call"),
        ({"called": False}, "called at once", 0, "the right people were not called"),
        ({"clocks": False}, "clocks", 0, "its clocks are not policy's"),
        ({"reply": False}, "holding reply", 0, "its holding reply is not right"),
        ({"followed": WELL.model_copy(update={"next_called": False})}, "called again", 0, "nobody came"),
        ({"followed": WELL.model_copy(update={"overdue": False})}, "called again", 0, "its clock does not show it"),
        ({"followed": WELL.model_copy(update={"handed": False})}, "handed over", 0, "not handed over well"),
    ],
)
def test_each_fault_is_counted_and_told(given: dict[str, object], figure: str, value: float, said: str) -> None:
    result = EscalationResult(outcomes=(outcome("a", **given),), rows=1, scored=1)
    assert result.samples[figure] == {"a": value}
    assert (said in result.misses[0]) if said else result.misses == ()


def test_a_false_call_is_told_after_what_nobody_heard() -> None:
    quiet = Outcome(message=message("b", due=False), case=True)
    unheard = Outcome(message=message("c"), case=False)
    result = EscalationResult(outcomes=(quiet, unheard), rows=2, scored=2)
    assert (result.samples["false calls"], result.samples["heard"]) == ({"b": 1.0}, {"c": 0.0})
    assert ["nobody heard" in line for line in result.misses] == [True, False]


@pytest.mark.slow
def test_the_desk_on_watch_stays_above_its_floors() -> None:
    assert run().below == ()
