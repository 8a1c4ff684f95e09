"""Steps speak in names: channels, languages, drafts and ratings as the cards call them."""

from datetime import UTC, datetime

import pytest

from agents.views import StepView
from ui.web.render.step_words import detail
from ui.web.render.steps import steps

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("Channels: instagram, google-rsa", "Channels: Instagram caption, Google search ad"),
        ("Languages: en, de, fr-CA", "Languages: English, German, French (fr-CA)"),
        ("For: gift-buyers, night nurses", "For: gift buyers, night nurses"),
        ("To go out: some day", "To go out: some day"),
        ("About: Orrelune Refillable Bottle", "About: Orrelune Refillable Bottle"),
        ("instagram 1A: a plain fact", "Instagram caption 1: a plain fact"),
        ("email 2B: a question", "E-mail 2B: a question"),
        ("google-rsa 1A: not written, no. (rule: quorum)", "Google search ad 1: not written, no."),
        ("amber: “bargain”: Say offer.", "Look again: “bargain”: Say offer."),
        ("red: It heals.", "Must change: It heals."),
        ("somewhere 1A: not a channel", "somewhere 1A: not a channel"),
        ("bottle.md, lines 4-9 › Cap", "bottle.md, lines 4-9 › Cap"),
        ("", ""),
    ],
)
def test_a_detail_names_what_the_cards_name(kept: str, told: str) -> None:
    assert detail(kept) == told


def test_the_time_of_publication_is_told_as_everywhere() -> None:
    said = detail("To go out: 2026-11-24T09:00+01:00")
    assert "2026-11-24T" not in said
    assert "24 November 2026" in said


def test_a_rating_is_counted_in_words() -> None:
    step = StepView(
        seq=1, node="brand_check", title="Checked", summary="2 green, 1 amber, 1 red", status="done", at=NOW
    )
    assert "2 on brand, 1 to be looked at, 1 not as it stands" in str(steps([step], False, NOW))
