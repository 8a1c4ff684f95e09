"""What a channel has had already."""

from datetime import date

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import load_check
from tools.copy import Copy
from tools.repeats import RULE, Recent, check_repeats

TODAY = date(2026, 11, 21)
TEXT = "Doors closing, one hand free. A quarter turn locks the cap.\n\n#orrelune"
SAID = Recent(draft="d-first", run="r-first", channel="instagram", on=date(2026, 11, 2), text=TEXT)


def caption(text: str, channel: str = "instagram") -> Copy:
    return Copy(fields={"caption": text}, channel=channel, locale="en")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (TEXT, "the same words"),
        ("DOORS closing: one hand free! A quarter turn locks the cap.", "the same words"),
        ("Doors closing, one hand free. A half turn locks the cap. #orrelune #commute", "nearly the same words"),
    ],
)
def test_the_same_or_nearly_the_same_names_when_and_which(text: str, how: str) -> None:
    (finding,) = check_repeats(caption(text), [SAID])
    assert (finding.rule, finding.family, finding.severity) == (RULE, "wording", "amber")
    assert finding.message.startswith(f"This channel had this in {how} lately.")
    assert [(each.run, each.on) for each in finding.earlier] == [("r-first", SAID.on)]


@pytest.mark.parametrize(
    "text",
    ["", "#orrelune", "Doors closing.", "Seat by the window. A quarter turn locks the cap, and the bag stays dry."],
)
def test_something_else_is_no_repeat(text: str) -> None:
    assert check_repeats(caption(text), [SAID]) == ()


def test_another_channel_may_say_it_too() -> None:
    assert check_repeats(caption(TEXT, "linkedin"), [SAID]) == ()


def test_scripts_without_spaces_are_compared_sign_by_sign() -> None:
    said = SAID.model_copy(update={"text": "ドアが閉まる。片手で香りをまとう。キャップは回して閉める。"})
    near = caption("ドアが閉まる。片手で香りをまとう。キャップは回して閉じる。")
    assert "nearly the same words" in check_repeats(near, [said])[0].message
    assert check_repeats(caption("新しい香りが届きました。駅で会いましょう。"), [said]) == ()


def test_of_several_the_latest_is_named() -> None:
    later = SAID.model_copy(update={"draft": "d-later", "on": date(2026, 11, 9)})
    assert [each.draft for each in check_repeats(caption(TEXT), [later, SAID])[0].earlier] == ["d-later"]


def test_the_brand_check_rates_a_repeat_amber_and_nothing_else_otherwise() -> None:
    check = load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))
    assert check.check(caption(TEXT), today=TODAY).rating == "green"
    report = check.check(caption(TEXT), recent=[SAID], today=TODAY)
    assert (report.rating, [finding.rule for finding in report.findings]) == ("amber", [RULE])
