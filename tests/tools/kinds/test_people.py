"""Groups of people under one word."""

import pytest

from tools.kinds.people import as_anybody


@pytest.mark.parametrize(
    ("told", "language", "said"),
    [
        ("Deaf people and Turks wait outside.", "en", "people and people wait outside."),
        ("We asked people with hearing loss about the bell.", "en", "We asked people about the bell."),
        ("People with Down syndrome work here.", "en", "people work here."),
        ("An old woman taught us.", "en", "An person taught us."),
        ("Frauen und Technik", "de", "Leute und Technik"),
        ("Leute mit Demenz singen mit.", "de", "Leute singen mit."),
        ("Les touristes chinois prennent le train.", "fr", "Les touristes gens prennent le train."),
        ("Personas con discapacidad y jubilados", "es", "gente y gente"),
        ("Let the kids stand up while the women ride.", "en", "Let the kids stand up while the people ride."),
        ("Les enfants et les femmes montent.", "fr", "Les enfants et les gens montent."),
        ("Çocuklar ve kadınlar biniyor.", "tr", "Çocuklar ve insanlar biniyor."),
        ("Chairs and tables", "en", "Chairs and tables"),
        ("Kadınlar burada", "tr", "insanlar burada"),
        ("Mültecilere kiralamıyoruz.", "tr", "insanlara kiralamıyoruz."),
        ("外国人は入店禁止です。", "ja", "人は入店禁止です。"),
    ],
)
def test_everybody_is_the_same_word(told: str, language: str, said: str) -> None:
    assert as_anybody(told, language) == said
