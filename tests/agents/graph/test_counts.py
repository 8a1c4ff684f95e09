"""How many of each: "two captions and an e-mail"."""

from datetime import UTC, datetime

import pytest

from agents.graph.triage import Triager
from agents.views import AskRequest

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def counted(text: str, request: AskRequest | None = None) -> dict[str, int]:
    brief = Triager(now=lambda: NOW).triage(text, request=request).brief
    return {channel: brief.counts.get(channel, brief.variants) for channel in brief.channels}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Two Instagram captions and an e-mail for Salt Meadow", {"instagram": 2, "email": 1}),
        ("Write an Instagram caption and three LinkedIn posts about the candle", {"instagram": 1, "linkedin": 3}),
        ("Three posts for LinkedIn and one for Instagram, about our balm", {"linkedin": 3, "instagram": 1}),
        ("3 captions for Instagram, 2 posts for LinkedIn", {"instagram": 3, "linkedin": 2}),
        ("Zwei Instagram-Captions und eine E-Mail zur Kerze", {"instagram": 2, "email": 1}),
        ("Deux légendes Instagram et un e-mail pour la bougie", {"instagram": 2, "email": 1}),
        ("Dos publicaciones para LinkedIn y un correo sobre la vela", {"linkedin": 2, "email": 1}),
        ("Three captions for Instagram and LinkedIn", {"instagram": 3, "linkedin": 3}),
        ("A caption for Instagram and an e-mail", {"instagram": 1, "email": 1}),
        ("Two captions for 4 hotels on Instagram and LinkedIn", {"instagram": 2, "linkedin": 2}),
        ("Three Instagram captions", {"instagram": 3}),
        ("Two Instagram captions about 3 refills", {"instagram": 2}),
    ],
)
def test_each_channel_gets_as_many_as_are_asked_for_it(text: str, counts: dict[str, int]) -> None:
    assert counted(text) == counts


def test_a_number_that_was_set_beside_the_request_holds_for_all() -> None:
    text = "Two Instagram captions and an e-mail"
    assert counted(text, AskRequest(text=text, variants=4)) == {"email": 4, "instagram": 4}


@pytest.mark.parametrize(
    "text",
    [
        "A LinkedIn post about the candle in two versions to choose from",
        "An Instagram caption for the balm, version A and version B",
        "Une légende Instagram pour la bougie, deux variantes au choix",
        "Ein LinkedIn-Post zur Kerze, zwei Fassungen zur Auswahl",
        "Una publicación de LinkedIn sobre la vela, dos opciones para elegir",
        "Un post per LinkedIn sulla candela, due varianti tra cui scegliere",
        "Een LinkedIn-post over de kaars, twee varianten om uit te kiezen",
        "Um post para o LinkedIn sobre a vela, duas opções para escolher",
    ],
)
def test_two_versions_of_one_text_are_an_a_and_a_b(text: str) -> None:
    brief = Triager(now=lambda: NOW).triage(text).brief
    assert (brief.alternatives, brief.variants) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Two LinkedIn posts about the candle",
        "Zwei Posts zur Kerze, zwei Fassungen gibt es im Laden",
        "Compare our two bottles in a post",
    ],
)
def test_two_things_are_no_alternatives(text: str) -> None:
    assert Triager(now=lambda: NOW).triage(text).brief.alternatives == 1


def test_a_channel_that_is_not_asked_for_has_no_number() -> None:
    brief = Triager(now=lambda: NOW).triage("A LinkedIn caption and two e-mails about the candle").brief
    assert brief.counts.keys() <= set(brief.channels)


def test_what_follows_takes_the_place_of_earlier_numbers() -> None:
    triager = Triager(now=lambda: NOW)
    earlier = triager.triage("Two Instagram captions and an e-mail for Salt Meadow").brief
    assert earlier.counts == {"email": 1}

    def after(text: str) -> dict[str, int]:
        brief = triager.triage(text, earlier=earlier).brief
        return {channel: brief.counts.get(channel, brief.variants) for channel in brief.channels}

    assert after("Shorter, please") == {"instagram": 2, "email": 1}
    assert after("Make it three, please") == {"instagram": 3, "email": 3}
