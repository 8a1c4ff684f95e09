"""Whoever somebody is, by name: a private matter weighs the same, and what only looks like a name is let be."""

import pytest

from tools.copy import Copy
from tools.people.privacy_check import check_privacy

NAMES = (
    "Anna Schmidt", "John Miller", "Fatima Al-Sayed", "Aisha Mohammed", "Priya Sharma", "José García", "Mehmet Yılmaz",
    "Leila Haddad", "Brigitte Bardot", "Nguyen Van An", "Chinedu Okafor", "Wei Zhang", "Dmitri Ivanov", "Yuki Tanaka",
    "Kwame Mensah", "Ngozi Adichie", "Olu Adebayo", "Ming Li", "Łukasz Żak", "Đặng Thu Hà", "Şule İnce",
    "Xochitl Nahua", "Tāne Parata", "Siobhán O’Brien", "Tsering Dolma", "Zzyx Qwarl", "Min-jun Park", "Seo-yeon Park",
)  # fmt: skip
SENTENCES = (
    ("en", "Our customer {name} has cancer."),
    ("en", "{name} has cancer."),
    ("en", "Yesterday {name}, who suffers from depression, came by."),
    ("en", "Last night my neighbour {name} told us that rain is fine. {name} is pregnant."),
    ("en", "{name} still owes us for a bottle."),
    ("en", "My neighbour {name}, 6, painted it."),
    ("en", "Parcel for {name}, tracking 3SABC1234567, is here."),
    ("en", "{name}’s chemotherapy is over."),
    ("en", "{name} lives at 12 Elm Road."),
    ("en", "Thank you, {name}, Rua das Flores 18, Porto, for the refill."),
    ("de", "Unsere Kundin {name} hat Krebs."),
    ("de", "{name} leidet an Asthma."),
    ("de", "Mein Nachbar {name} schuldet uns noch Geld."),
    ("de", "Für {name}, 7 Jahre alt, war es der erste Laden."),
    ("fr", "Notre cliente {name} souffre d'un cancer."),
    ("fr", "{name}, qui souffre d'eczéma, en met tous les jours."),
    ("fr", "{name} n'a pas encore payé."),
    ("es", "Nuestra clienta {name} tiene cáncer."),
    ("es", "{name} tiene diabetes y usa el bálsamo."),
    ("es", "{name} todavía nos debe un frasco."),
    ("it", "La nostra cliente {name} soffre di psoriasi."),
    ("nl", "{name} heeft eczeem en smeert elke avond."),
)  # fmt: skip


def severities(text: str, locale: str) -> list[str]:
    found = check_privacy(Copy(fields={"text": text}, locale=locale))
    return [one.severity for one in found if one.rule == "copydesk.PrivatePerson"]


@pytest.mark.parametrize(("locale", "sentence"), SENTENCES)
def test_a_private_matter_is_red_whatever_the_name(locale, sentence):
    unlike = [name for name in NAMES if severities(sentence.replace("{name}", name), locale) != ["red"]]
    assert unlike == []


@pytest.mark.parametrize(
    ("locale", "sentence", "severity"),
    [
        ("en", "Last used by {name}, 14, diagnosed with asthma.", "red"),
        ("en", "{name}, who has psoriasis, wears it every day.", "red"),
        ("en", "We heard that {name} has cancer.", "red"),
        ("en", "Painted by {name} (6) in an afternoon.", "amber"),
        ("de", "Unsere Kundin {name} hat Krebs.", "red"),
        ("fr", "Notre voisine {name} est enceinte.", "red"),
        ("es", "Mi vecina {name} tiene asma.", "red"),
    ],
)
def test_a_first_name_alone_weighs_the_same_too(locale, sentence, severity):
    names = ("Anna", "Ngozi", "Wei", "Dmitri", "Yuki", "Kwame", "Fatima", "Thuy", "Łukasz", "Itzel")
    unlike = [name for name in names if severities(sentence.replace("{name}", name), locale) != [severity]]
    assert unlike == []


@pytest.mark.parametrize("name", ["Jonas", "Ngozi", "Wei", "Dmitri", "Kwame Mensah", "Zzyx"])
@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "Call {name} on +49 151 23456789."),
        ("de", "Ruf {name} an: +49 151 23456789."),
        ("fr", "Appelez {name} au 06 12 34 56 78."),
        ("es", "Llama a {name}, teléfono 612 345 678."),
    ],
)
def test_a_number_is_somebodys_whatever_the_name(locale, sentence, name):
    found = check_privacy(Copy(fields={"text": sentence.replace("{name}", name)}, locale=locale))
    assert [(one.rule, one.severity) for one in found] == [("copydesk.PersonalPhone", "red")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Calm Balm fights eczema."),
        ("en", "Many Americans live with diabetes, and older Europeans too."),
        ("en", "Older Americans have cancer more often."),
        ("en", "Nobody has cancer of the bottle. Everyone has asthma in May."),
        ("en", "The Asthma Foundation is treating cancer. Breast Cancer Now has cancer research."),
        ("en", "Linden Hour, 12, and First Train, 14, are new."),
        ("en", "Rua Garrett, 12, is where we are. Platform Nine, 7, is not."),
        ("en", "Evening Candle (3) and Refill Pouch, order number 12345, are here."),
        ("en", "Skin has eczema for many reasons. It is diabetic socks week."),
        ("en", "Visit Orrelune Lisboa, Rua Garrett 12."),
        ("en", "Call Support on +351 213 467 890 123."),
        ("de", "Meine Mutter hat Krebs überstanden."),
        ("de", "Jeder Dritte hat Neurodermitis, viele Menschen leben mit Asthma."),
        ("de", "Die Deutsche Krebshilfe hat Krebs im Blick. Rosen Seife, 7 Jahre alt."),
        ("de", "Die Haut leidet unter Akne."),
        ("fr", "Le Monde souffre d'allergies. Tout le monde a une allergie."),
        ("es", "La Piel tiene acné. Nadie tiene asma por gusto."),
    ],
)
def test_what_is_no_persons_name_is_let_be(locale, text):
    assert severities(text, locale) == []
