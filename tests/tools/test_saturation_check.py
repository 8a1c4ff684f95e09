"""How much of a text was published lately already."""

from datetime import date

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from tools.copy import Copy
from tools.findings import Earlier
from tools.repeats import Recent
from tools.saturation_check import CLOSING, OPENING, WORDING, SaturationSettings, check_saturation, saturation

PAST = BRANDS_SHIPPED / SAMPLE_BRAND / "documents" / "past_copy"
TEXT = "A quarter turn, and the cap is locked. The bottle goes into the bag, next to the banana, and nothing leaks."


def recent(*texts: str, channel: str = "linkedin") -> list[Recent]:
    return [
        Recent(draft=f"d-{number}", run=f"r-{number}", channel=channel, on=date(2026, 11, number), text=text)
        for number, text in enumerate(texts, 1)
    ]


def copy(text: str) -> Copy:
    return Copy(fields={"caption": text}, channel="instagram", locale="en")


def found(text: str, *texts: str, **settings: float) -> list[tuple[str, str]]:
    given = SaturationSettings(**settings)
    return [(each.rule, each.severity) for each in check_saturation(copy(text), recent(*texts), given)]


def test_wording_of_another_channel_counts_and_the_nearest_are_named():
    findings = check_saturation(
        copy(TEXT), recent("Something else, all of it in its own words, day by day.", TEXT + " Really.")
    )
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.family) == (WORDING, "amber", "wording")
    assert finding.message.startswith("100% of this wording was published lately. Say it in other words")
    assert finding.earlier == (Earlier(draft="d-2", run="r-2", channel="linkedin", on=date(2026, 11, 2), share=1),)


def test_less_of_it_is_advice_and_little_is_nothing():
    half = "The bottle goes into the bag and stays there for the whole of the long way home to the sea and back."
    assert found(TEXT, half) == []
    assert found(TEXT, "A quarter turn, and the cap is locked. Then the train comes, and with it the coffee.") == [
        (WORDING, "advice")
    ]
    assert found(TEXT, half, advice_from=0.05) == [(WORDING, "advice")]


def test_parts_taken_from_several_publications_add_up():
    assert found(TEXT, TEXT[:60] + " Rain.", "Snow. " + TEXT[45:]) == [(WORDING, "amber")]


@pytest.mark.parametrize("text", ["", "Too short to say.", "#orrelune #refill https://orrelune.com"])
def test_a_short_text_has_no_wording_of_its_own(text):
    assert found(text, text) == []


def test_what_the_documents_say_is_nobodys_wording():
    price = "The Orrelune Refillable Bottle costs €118, filled with 50 ml of the eau de parfum you choose."
    mine, theirs = (
        f"Standing room only, again. {price} It locks.",
        f"Doors closing, one hand free. {price} A quarter turn.",
    )
    assert [each.rule for each in check_saturation(copy(mine), recent(theirs))] == [WORDING]
    assert check_saturation(copy(mine), recent(theirs), stated=[f"{price} A refill costs €64."]) == ()
    assert [each.rule for each in check_saturation(copy(TEXT), recent(TEXT), stated=[price])] == [WORDING]


def test_openings_and_closings_that_recur():
    texts = [f"It is Monday again, and number {number} is filled today. Come and see us soon." for number in range(6)]
    mine = "It is Monday again! Seven bottles stand on the table by the window. Come and see us soon."
    assert found(mine, *texts[:3]) == [(OPENING, "advice"), (CLOSING, "advice")]
    assert found(mine, *texts[:2]) == []
    assert found(mine, *texts) == [(OPENING, "amber"), (CLOSING, "amber")]
    (opening, _) = check_saturation(copy(mine), recent(*texts[:3]))
    assert "3 of the last 3 publications open like this: “it is monday again”" in opening.message


def test_the_order_of_the_publications_says_nothing():
    given = recent(TEXT[:60], TEXT[40:], "Another text that has nothing to do with it, as far as one sees.")
    assert check_saturation(copy(TEXT), given) == check_saturation(copy(TEXT), given[::-1])


def test_the_sample_brands_past_copy_stays_fresh():
    texts = [
        part.partition("\n")[2].strip()
        for file in sorted(PAST.glob("on-voice-*.md"))
        for part in regex.split(r"(?m)^## ", file.read_text(encoding="utf-8").split("---", 2)[2])[1:]
    ]
    for index, text in enumerate(texts):
        others = recent(*(texts[:index] + texts[index + 1 :])[:28])
        assert not [each for each in check_saturation(copy(text), others) if each.severity == "amber"], text


@given(st.lists(st.text("ab c.", max_size=60), max_size=4), st.text("ab c.", max_size=80))
def test_it_is_a_share(texts, text):
    assert 0 <= saturation(text, texts) <= 1
    assert saturation(text, [*texts, text]) in (0.0, 1.0)
