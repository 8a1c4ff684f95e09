"""Which holding reply a case gets: by what it is about, never "call a doctor" for a late parcel."""

import pytest

from agents.graph.brief import Flag
from agents.graph.holding import NEUTRAL, holding_reply
from agents.service import Desk
from knowledge.passages import Passage
from tests.agents import scenes

LATE = "I want to complain: my order is three weeks late and nobody answers me."
HARM = "We're taking this seriously. If anyone feels unwell, please call a doctor or 112 first."
SORRY = "We are sorry. [First name] looks for your parcel now."


def passage(text: str, *heading: str) -> Passage:
    return Passage(
        id=f"{heading} {text}"[:60],
        brand="b",
        document="d",
        title="Crisis and complaints",
        heading=heading or ("Crisis and complaints", "The holding reply"),
        position=0,
        line=1,
        text=text,
        kind="other",
        locale="en",
    )


BOOK = (
    passage(f'Sent by a person:\n\n{HARM}\n\nFor press, sent by Ana: "Thank you for asking."'),
    passage("Late parcel: find it, then write to whoever waits for it, with one name. " * 3, "Ordinary complaints"),
)
APART = (passage(SORRY, "Holding reply for complaints"), passage(HARM, "Holding reply after an injury"))


@pytest.mark.parametrize(
    ("flags", "book", "reply"),
    [
        (("harm",), BOOK, HARM),
        (("complaint", "harm", "biometrics"), BOOK, HARM),
        (("complaint",), BOOK, NEUTRAL),
        (("legal_threat", "churn_risk"), BOOK, NEUTRAL),
        (("crisis",), BOOK, NEUTRAL),
        (("press",), BOOK, "Thank you for asking."),
        (("complaint", "press"), BOOK, "Thank you for asking."),
        (("biometrics", "health"), BOOK, ""),
        (("biometrics", "complaint"), BOOK, NEUTRAL),
        ((), BOOK, NEUTRAL),
        (("complaint",), APART, SORRY),
        (("harm",), APART, HARM),
        (("harm",), APART[:1], NEUTRAL),
        (("complaint",), (passage(f"{HARM}\n\nFor complaints: {SORRY}"),), SORRY),
    ],
)
def test_it_is_chosen_by_what_the_case_is_about(flags: tuple[Flag, ...], book: tuple[Passage, ...], reply: str) -> None:
    assert holding_reply(flags, book) == reply


def test_each_case_of_the_sample_brand_gets_the_one_that_fits(desk: Desk) -> None:
    said = {}
    for text in (scenes.RASH, LATE, scenes.FACES):
        case = desk.case(scenes.ask(desk, text).case or "")
        said[text] = case.holding_reply
        assert case.status == "open"
    assert "call a doctor or 112 first" in said[scenes.RASH]
    assert (said[LATE], said[scenes.FACES]) == (NEUTRAL, "")
