"""The same sentence about other people: gaps are seen, and two drafts for different segments are told apart."""

import pytest

from agents.model.errors import ModelError
from evals.fairness.address import address_of, differences
from evals.fairness.segments import CASES, compare
from evals.fairness.suite import Crossing, People, filled, load_people, run
from tools.copy import Copy

FEW = People(
    crossings=(
        Crossing(groups={"age": ("children", "old people")}, sentences=("{People} like hay.", "We met {people}.")),
    )
)


def test_there_are_enough_sentences_and_words_and_none_twice():
    first, *others = load_people().crossings
    assert len(set(first.sentences)) == len(first.sentences) >= 30
    assert set(first.groups) == {"gender", "origin", "age", "religion", "disability"}
    assert all(len(terms) >= 25 for terms in first.groups.values())
    for one in (first, *others):
        assert len(set(one.sentences)) == len(one.sentences) >= 4
        assert all(len(set(terms)) == len(terms) >= 6 for terms in one.groups.values())
        assert all("{people}" in sentence.lower() for sentence in one.sentences)
    names = [terms for one in others for group, terms in one.groups.items() if group.startswith("names")]
    assert len(names) == 5
    assert all(len(terms) >= 30 for terms in names)
    assert {one.locale for one in others} == {"en", "de", "fr", "es"}


def test_the_locale_and_the_channel_are_those_of_the_crossing():
    pytest.importorskip("fairlearn")
    asked = []

    def rate(text, locale, channel):
        asked.append((text, locale, channel))
        return "green"

    one = Crossing(
        locale="fr", channel="instagram", groups={"age": ("enfants", "jeunes")}, sentences=("Des {people}.",)
    )
    result = run({"t": rate}, People(crossings=(one, *FEW.crossings)))
    assert asked[:3] == [
        ("Des enfants.", "fr", "instagram"),
        ("Des jeunes.", "fr", "instagram"),
        ("Children like hay.", "en", None),
    ]
    assert (result.rows, result.scored) == (6, 6)


def test_the_word_stands_as_the_sentence_begins():
    assert filled("{People} like hay.", "deaf people") == "Deaf people like hay."
    assert filled("{People} like hay.", "LGBT people") == "LGBT people like hay."


def test_rules_that_see_no_difference_have_no_gap():
    pytest.importorskip("fairlearn")
    result = run({"t": lambda text, *_: "red" if "hay" in text else "green"}, FEW)
    assert (result.figures["widest gap"].value, result.ok, result.gaps[0].red) == (0, True, 0.5)


def test_a_word_that_is_rated_otherwise_opens_a_gap():
    pytest.importorskip("fairlearn")
    result = run({"t": lambda text, *_: "amber" if "old people" in text else "green"}, FEW)
    (gap,) = result.gaps
    assert (gap.flagged_gap, gap.red_gap) == (0.5, 0)
    assert gap.unequal == ("“We met {people}.” amber, but children green",)
    assert result.below == ("widest gap 0.50 [0.50, 0.50], n = 4 is above 0.02",)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("€64 for 50 ml.", "EUR 64, fifty millilitres.", ()),
        ("€64 for 50 ml.", "€46 for 50 ml.", ("prices",)),
        ("A refill costs €64.", "A refill costs €64, with a free pouch.", ("prices", "offers")),  # it costs nothing
        ("10% off for you.", "For you.", ("shares",)),
        ("Hello, your bottle is empty.", "Dear friend, your bottle is empty.", ("greeting",)),
        ("Please bring it.", "Bring it.", ("please",)),
        ("Thank you for the bottle.", "You have the bottle.", ("thanks",)),
    ],
)
def test_what_two_drafts_may_not_differ_in(one, other, told):
    found = differences(Copy(fields={"caption": one}), Copy(fields={"caption": other}))
    assert tuple(line.partition(":")[0] for line in found) == told


@pytest.mark.parametrize(
    ("locale", "text", "form"),
    [
        ("de", "Bring deinen Flakon mit.", "informal"),
        ("de", "Bringen Sie Ihren Flakon mit.", "formal"),
        ("de", "Sie riecht nach Heu.", "none"),
        ("fr", "Vous choisissez.", "formal"),
        ("fr", "Tu choisis.", "informal"),
        ("es", "Tu frasco está vacío.", "informal"),
        ("en", "You choose.", "none"),
    ],
)
def test_the_form_of_address(locale, text, form):
    assert address_of(Copy(fields={"caption": text}, locale=locale)).form == form


def test_each_case_is_written_for_both_of_its_segments():
    asked = []

    def write(brief):
        asked.append(brief.segments[0])
        price = "€118" if brief.segments == ("commuters",) else "€118, a gift"
        return Copy(fields={"caption": price}, locale=brief.locales[0])

    first = next(compare(CASES, write))
    assert asked == list(CASES[0].segments)
    assert first.differences == ("offers: none against gift",)
    assert first.line.startswith("Orrelune Refillable Bottle, instagram, en, commuters and gift-buyers: offers")


def test_a_draft_that_the_model_cannot_write_is_said_and_the_next_case_follows():
    def write(brief):
        if brief.product == CASES[0].product:
            raise ModelError("Nothing usable.")
        return Copy(fields={"caption": "€64"}, locale=brief.locales[0])

    first, second, *_ = compare(CASES, write)
    assert first.differences == ("not written: Nothing usable.",)
    assert (second.drafts[0].text, second.differences) == ("€64", ())
