import pytest

from tools.grounding.sentences.shops import read_shops

SHOPS = read_shops(["Kestrelway is 14 people, two workshops and 72 bikes, in Leiden and Freiburg."])


@pytest.mark.parametrize(
    ("locale", "text", "spans"),
    [
        ("es", "Somos tres talleres, en Leiden, Friburgo y Gante.", ["Gante", "tres talleres"]),
        ("fr", "Trois ateliers, à Leyde, Fribourg et Gand.", ["Gand", "Trois ateliers"]),
        ("en", "We have workshops in Leiden and Ghent.", ["Ghent"]),
        ("fr", "Nos deux ateliers, à Leyde et à Strasbourg, vous attendent.", ["Strasbourg"]),
        ("de", "Wir haben vier Werkstätten.", ["vier Werkstätten"]),
        ("en", "Our workshop in Ghent mends it.", ["Ghent"]),
    ],
)
def test_shops_that_the_documents_do_not_have(locale: str, text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end, _ in SHOPS.objections(text, locale)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "We have two workshops, in Leiden and Freiburg.",
        "Deux ateliers, à Leyde et à Fribourg.",
        "Two shops in Vienna sell lamps that look like ours.",
        "We have customers in Vienna, and two workshops.",
        "We'll never have three workshops.",
        "Three shops, in Vienna and Graz, sell oat milk.",
    ],
)
def test_shops_that_are_theirs_or_somebody_elses(text: str) -> None:
    assert not list(SHOPS.objections(text, "fr" if text.startswith("Deux") else "en"))
