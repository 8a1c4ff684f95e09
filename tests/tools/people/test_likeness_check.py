import pytest

from tools.copy import Copy
from tools.safety.check import check_safety

IMITATED = [
    ("en", "Our AI avatar speaks with the voice of Scarlett Johansson."),
    ("en", "Just like Scarlett Johansson's voice, our AI avatar reads the label."),
    ("en", "Our AI avatar looks just like Taylor Swift."),
    ("en", "It sounds like Morgan Freeman, and it is a deepfake."),
    ("en", "Tom Hanks's face smiles from the bottle, computer-generated."),
    ("en", "We cloned Angela Merkel's voice for this advert."),
    ("de", "Unser KI-Avatar spricht mit der Stimme von Angela Merkel."),
    ("de", "Unser Avatar sieht genau so aus wie Til Schweiger."),
    ("fr", "Notre avatar parle avec la voix de Brigitte Bardot."),
    ("fr", "Notre avatar IA ressemble à Omar Sy."),
    ("es", "Nuestro avatar habla con la voz de Penélope Cruz."),
    ("es", "Nuestro avatar de IA suena como Antonio Banderas."),
]
NOT = [
    ("en", "Our AI avatar reads the label with a calm voice."),
    ("en", "Ines Duarte talks about AI and perfume on Tuesday."),
    ("en", "No AI avatar here speaks with the voice of Scarlett Johansson."),
    ("en", "Our AI avatar speaks with the voice of Ines Duarte, with her written consent."),
    ("en", "Beware of adverts in which an AI clone speaks with the voice of Tom Hanks."),
    ("en", "Like Anna Keller, our perfumer, we write the labels by hand. No machine does."),
    ("en", "You can hear the voice of Ines Duarte in our film."),
    ("de", "Unser Avatar spricht mit ruhiger Stimme."),
    ("de", "In unserem Film hören Sie die Stimme von Ines Duarte."),
    ("fr", "Notre avatar ne parle pas avec la voix de Brigitte Bardot."),
    ("es", "La voz de Penélope Cruz suena en nuestra tienda."),
]


def likenesses(text: str, locale: str) -> list[str]:
    findings = check_safety(Copy(fields={"text": text}, locale=locale))
    return [one.severity for one in findings if one.rule == "copydesk.SyntheticLikeness"]


@pytest.mark.parametrize(("locale", "text"), IMITATED)
def test_a_person_imitated_by_machine_is_found_once_in_any_order(locale: str, text: str) -> None:
    assert likenesses(text, locale) == ["red"]


@pytest.mark.parametrize(("locale", "text"), NOT)
def test_what_imitates_nobody_or_is_denied_is_left_alone(locale: str, text: str) -> None:
    assert likenesses(text, locale) == []
