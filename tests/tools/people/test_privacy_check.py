"""Personal data by type, the brand's own let be; what copy says about data; and no datum repeated."""

import pytest

from tools.copy import Copy
from tools.people.privacy_check import PRIVACY_RULES, check_privacy

PUBLISHED = (
    "hello@orrelune.example",
    "@orrelune.com",
    "+351 21 346 7890",
    "Rua Garrett 12, Lisboa",
    "PT50 0002 0123 1234 5678 9015 4",
)


def found(text: str, locale: str = "en", published: tuple[str, ...] = PUBLISHED) -> list[tuple[str, str]]:
    findings = check_privacy(Copy(fields={"text": text}, locale=locale), published)
    return [(f.rule.removeprefix("copydesk."), f.severity) for f in findings]


BAD = [
    ("en", "PersonalEmail", "red", "Write to anna.schmidt@gmail.com for a sample."),
    ("de", "PersonalEmail", "red", "Fragen an jens.meier@web.de."),
    ("en", "PersonalPhone", "red", "Call Anna on +49 151 23456789."),
    ("en", "PersonalPhone", "amber", "Text me: (415) 555-2671."),
    ("fr", "PersonalPhone", "red", "Appelez Marie au 06 12 34 56 78."),
    ("es", "PersonalPhone", "red", "Llama a Juan, teléfono 612 345 678."),
    ("en", "Iban", "red", "Pay to DE89 3704 0044 0532 0130 00."),
    ("fr", "Iban", "red", "Virement : FR14 2004 1010 0505 0001 3M02 606"),
    ("en", "PaymentCard", "red", "Her card is 4111 1111 1111 1111."),
    ("en", "NationalId", "red", "SSN 123-45-6789 won the draw."),
    ("en", "NationalId", "red", "The winner's NINO: AB 12 34 56 C"),
    ("de", "NationalId", "red", "Steuer-ID 86 095 742 719"),
    ("de", "NationalId", "red", "Gewonnen hat 86 095 742 719."),
    (
        "fr",
        "NationalId",
        "red",
        "Gagnant : 1 84 12 76 451 089 46",
    ),
    ("es", "NationalId", "red", "Ganador: 12345678Z"),
    ("es", "NationalId", "red", "Ganadora: X1234567L"),
    ("it", "NationalId", "red", "Vincitore RSSMRA85T10A562S"),
    ("en", "Passport", "red", "Passport number C01X00T47"),
    ("en", "HealthId", "red", "NHS number 943 476 5919"),
    ("en", "BirthDate", "red", "Anna, born on 12 March 1990, loves it."),
    ("de", "BirthDate", "red", "Anna, geboren am 12.03.1990, liebt ihn."),
    ("en", "IpAddress", "amber", "Logged in from 84.17.52.9 last night."),
    ("en", "HomeAddress", "red", "Our winner lives at 12 Harbour Street, Bristol."),
    ("de", "HomeAddress", "red", "Frau Anna Schmidt, Lindenstraße 4, 10115 Berlin"),
    ("fr", "HomeAddress", "red", "La gagnante habite 12 rue des Lilas, 75011 Paris"),
    ("es", "HomeAddress", "red", "La ganadora vive en Calle Mayor 12, 28013 Madrid"),
    ("en", "PersonalPhone", "red", "Lost bike of Piet Jansen, 06 12345678."),
    ("en", "PersonalPhone", "red", "Anna loves it; her mobile is +49 151 23456789."),
    ("es", "PersonalPhone", "red", "Ana lo adora, su móvil es +34 612 345 678."),
    ("en", "PersonalEmail", "red", "A customer, lena.hartmann@gmail.com, asked us how."),
    ("en", "HomeAddress", "red", "Thank you, Marta Oliveira, Rua das Flores 18, Porto, for the refill."),
    ("en", "HealthOfAPerson", "amber", "The last rider was diagnosed with asthma."),
    ("en", "PersonalEmail", "amber", "Write to lena1990@gmail.com for a sample."),
    ("en", "BirthDate", "amber", "Date of birth: 12 March 1990."),
    ("en", "PrivatePerson", "red", "Last used by Sofie, 14, diagnosed with asthma."),
    ("en", "PrivatePerson", "red", "Anna, who has psoriasis, wears it every day."),
    ("en", "PrivatePerson", "red", "Petra Klein still owes us for a tyre."),
    ("en", "PrivatePerson", "red", "Parcel for Jan de Boer, tracking 3SABC1234567, is here."),
    ("en", "PrivatePerson", "red", "Painted by Mia Keller, aged 6, in an afternoon."),
    ("en", "PrivatePerson", "amber", "Painted by Mia (6) in an afternoon."),
    ("de", "PrivatePerson", "red", "Frau Petersen leidet an Asthma und kauft Calm Balm."),
    ("de", "PrivatePerson", "red", "Für Tim Vogel, 7 Jahre alt, war es der erste Laden."),
    ("fr", "PrivatePerson", "red", "Camille Roux, qui souffre d'eczéma, en met tous les jours."),
    ("es", "PrivatePerson", "red", "Lucía Pérez tiene diabetes y usa el bálsamo."),
    ("it", "PrivatePerson", "red", "Giulia soffre di psoriasi e lo usa ogni sera."),
    ("nl", "PrivatePerson", "red", "Sanne de Boer heeft eczeem en smeert elke avond."),
    ("en", "LicencePlate", "red", "Our neighbour's licence plate is B-XY 1234."),
    ("de", "LicencePlate", "red", "Das Kennzeichen von Herrn Kurz lautet FR-AB 123."),
    ("fr", "LicencePlate", "red", "Le scooter immatriculé AB-123-CD bloque l'entrée."),
    ("es", "LicencePlate", "red", "El coche con matrícula 1234 BCD es de un cliente."),
    ("nl", "LicencePlate", "red", "De auto met kenteken 12-ABC-3 staat voor de deur."),
    ("nl", "PersonalPhone", "red", "Bel Sanne op 06 12345678 als je hem vindt."),
    ("it", "PersonalPhone", "red", "Chiama Giulia al +39 347 123 4567."),
    ("fr", "PersonalEmail", "red", "Écrivez à camille.roux@courriel.example, elle répond."),
    ("de", "PersonalPhone", "red", "Rückfragen an Frau Petersen privat, +49 1522 8817204."),
    ("en", "HealthOfAPerson", "amber", "Our neighbour buys it since she has eczema."),
    ("de", "HealthOfAPerson", "amber", "Unsere Kundin Lena kommt oft, sie hat Neurodermitis."),
    ("de", "HealthOfAPerson", "amber", "Unsere Kundin erkrankte an Asthma."),
    ("en", "ConsentAssumed", "red", "By visiting our site, you consent to us selling your data."),
    ("en", "ConsentAssumed", "red", "Pre-ticked for your convenience: newsletter yes."),
    ("de", "ConsentAssumed", "red", "Mit dem Besuch unserer Seite stimmen Sie der Werbung zu."),
    ("de", "ConsentAssumed", "red", "Das Häkchen ist schon gesetzt."),
    ("fr", "ConsentAssumed", "red", "En visitant notre site, vous acceptez la publicité."),
    ("fr", "ConsentAssumed", "red", "La case est déjà cochée."),
    ("es", "ConsentAssumed", "red", "Al visitar esta página aceptas la publicidad."),
    ("es", "ConsentAssumed", "red", "La casilla viene ya marcada."),
    ("en", "SecretAskedFor", "red", "Enter your credit card number in a reply to this message."),
    ("en", "SecretAskedFor", "red", "Reply with your blood type and medical history."),
    ("de", "SecretAskedFor", "red", "Antworte mit deiner Kontonummer."),
    ("fr", "SecretAskedFor", "red", "Répondez avec votre numéro de carte."),
    ("es", "SecretAskedFor", "red", "Responde con tu número de tarjeta."),
    ("en", "DisguisedAddress", "amber", "Mail me at john (at) gmail (dot) com"),
    ("de", "DisguisedAddress", "amber", "Schreib an anna [at] gmx [punkt] de."),
    ("fr", "DisguisedAddress", "amber", "Écrivez à anna (arobase) orange (point) fr."),
    ("es", "DisguisedAddress", "amber", "Escribe a ana (arroba) gmail (punto) com."),
    ("en", "VoiceOfSomebody", "amber", "Hear it in Scarlett Johansson's voice."),
    ("de", "VoiceOfSomebody", "amber", "Hör es mit der Stimme von Iris Berben."),
    ("fr", "VoiceOfSomebody", "amber", "Écoutez-le avec la voix de Marion Cotillard."),
    ("es", "VoiceOfSomebody", "amber", "Escúchalo con la voz de Penélope Cruz."),
    ("en", "ConsentWording", "amber", "We will share your data with our partners."),
    ("en", "ConsentWording", "amber", "By entering the draw you agree to everything."),
    ("en", "ConsentWording", "amber", "Your e-mail address may be used for offers."),
    ("en", "ConsentWording", "amber", "Leave your phone number to win."),
    ("de", "ConsentWording", "amber", "Wir geben Ihre Daten an Partner weiter."),
    ("de", "ConsentWording", "amber", "Mit der Teilnahme stimmst du allem zu."),
    ("fr", "ConsentWording", "amber", "Nous partageons vos données avec nos partenaires."),
    ("fr", "ConsentWording", "amber", "En participant au jeu, vous acceptez tout."),
    ("es", "ConsentWording", "amber", "Compartiremos tus datos con nuestros socios."),
    ("es", "ConsentWording", "amber", "Al participar en el sorteo aceptas todo."),
    ("en", "DataSold", "red", "We may sell your data."),
    ("de", "DataSold", "red", "Wir verkaufen Ihre Daten."),
    ("fr", "DataSold", "red", "Nous vendons vos données."),
    ("es", "DataSold", "red", "Vendemos tus datos."),
    ("en", "GatheredAboutYou", "amber", "We can see from your orders that you are pregnant."),
    ("en", "PicturesUnasked", "amber", "The pictures are from your own posts; nobody was asked."),
]

CLEAN = [
    ("en", "Emma, 14 ml, is the smallest bottle."),
    ("en", "Jonas has been at the counter since 9:00."),
    ("en", "Marta has eczema products on her shelf."),
    ("en", "Anna, 42, rides to work."),
    ("en", "Dr Weber treats asthma patients."),
    ("en", "Our van's licence plate is B-XY 1234."),
    ("en", "The licence plate holder weighs 40 g."),
    ("en", "The dinner plate comes in RAL 9005."),
    ("en", "Charlotte Street 14 is round the corner."),
    ("de", "Jonas hat heute bis 19 Uhr geöffnet."),
    ("fr", "Julie, 10 ml, reste notre plus petit flacon."),
    ("es", "Lucía tiene 3 tiendas en Porto."),
    ("nl", "Sanne heeft 12 fietsen klaar."),
    ("en", "Write to hello@orrelune.example or anna@orrelune.com."),
    ("en", "Write to info@shop.de, support@house.fr or press@house.es."),
    ("en", "Mail name@example.com to try the form."),
    ("en", "Call our shop: +351 213 467 890."),
    ("en", "Call free: 0800 123 4567."),
    ("en", "Our store: Rua Garrett 12, Lisboa."),
    ("en", "Visit us at 12 Harbour Street, Bristol."),
    ("en", "Our workshop, 4 Mill Lane, opens at nine."),
    ("en", "Order 4711 0815 2024 is on its way."),
    ("en", "EAN 4006381333931, batch 20240612."),
    ("en", "ISBN 978-3-16-148410-0"),
    ("en", "50 ml for EUR 118.00, 100 ml for EUR 172.00."),
    ("en", "Open 10-18, Mon-Sat, from 01.03.2026 to 31.05.2026."),
    ("en", "Version 2.10.4.1 of the app."),
    ("en", "The router answers at 192.168.1.1."),
    ("en", "Coco Chanel, born on 19 August 1883, loved camellias."),
    ("en", "Born in 1990, our house has grown since."),
    ("en", "Happy birthday to us: ten years!"),
    ("en", "Colours #4F6A2B and #112233."),
    ("en", "Follow @orrelune and tag @orrelune.lisboa."),
    ("en", "See you @ the market, 12-14 June."),
    ("en", "A 1:100 000 map, 140 000 refills, 1.250.000 bottles."),
    ("en", "We never share your data."),
    ("en", "We will not sell your data. Ever."),
    ("en", "We do not collect your location."),
    ("en", "We use your data as our privacy notice says: https://orrelune.com/privacy."),
    ("en", "By entering you agree to the terms: orrelune.com/terms."),
    ("en", "Your data is stored for a year; unsubscribe at any time."),
    ("en", "Share your story and your favourite scent."),
    ("en", "Use your details-loving eye."),
    ("en", "We use your empty bottles again."),
    ("en", "Our data shows that people refill."),
    ("en", "You agree, right? Spring is here."),
    ("en", "Enter the shop and smell."),
    ("en", "Passport to spring."),
    ("en", "The number 24601 is from a musical."),
    ("en", "10 20 30 40 50: count with us."),
    ("en", "12345678 steps in a month."),
    ("en", "Model AB123456 of the pump."),
    ("en", "Serial no. 1234567890123."),
    ("en", "If you have been diagnosed with asthma, ask your doctor first."),
    ("de", "Rufen Sie an: 0800 1234567."),
    ("de", "Besuchen Sie uns: Lindenstraße 4, 10115 Berlin."),
    ("de", "Unser Atelier, Gartenweg 7, öffnet um neun."),
    ("de", "Bestellnummer 12 345 678 901"),
    ("de", "Wir geben Ihre Daten nicht weiter."),
    ("de", "Wir verkaufen keine Daten."),
    ("de", "Mit der Anmeldung stimmen Sie der Datenschutzerklärung zu."),
    ("de", "Vom 12.03.2026 bis 31.03.2026: 20 % auf alles."),
    ("de", "kontakt@haus.de, datenschutz@haus.de"),
    ("de", "Am 1.1.2026 um 10.30 Uhr."),
    ("fr", "Notre boutique, 12 rue des Lilas, 75011 Paris."),
    ("fr", "Nous ne partageons pas vos données."),
    ("fr", "En participant, vous acceptez le règlement."),
    ("fr", "Née en 1998, notre maison grandit."),
    ("fr", "Le 14 07 2026, dès 10 h."),
    ("fr", "Écrivez à contact@maison.fr."),
    ("fr", "50 ml à 118,00 €, 100 ml à 172,00 €."),
    ("es", "Nuestra tienda: Calle Mayor 12, 28013 Madrid."),
    ("es", "No compartimos tus datos."),
    ("es", "Al participar aceptas las bases legales."),
    ("es", "Escríbenos a hola@casa.es."),
    ("es", "Del 12/03/2026 al 31/03/2026."),
    ("es", "Lote 12345678B caduca en mayo."),
    ("es", "Desde 1998, 25 años de aromas."),
]


@pytest.mark.parametrize(("locale", "rule", "severity", "text"), BAD)
def test_personal_data_and_consent_words_are_found(locale, rule, severity, text):
    assert (rule, severity) in found(text, locale)


@pytest.mark.parametrize(("locale", "text"), CLEAN)
def test_what_is_no_persons_is_let_be(locale, text):
    assert found(text, locale) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for calling +49 30 12345678.",
        "Dear all, our customer service answers on +49 30 12345678.",
        "Questions? +49 30 12345678.",
    ],
)
def test_a_number_that_is_nobodys_in_particular_is_no_more_than_amber(text):
    assert found(text) == [("PersonalPhone", "amber")]


QUOTING = tuple(
    f"copydesk.{rule}"
    for rule in (
        "ConsentWording",
        "ConsentAssumed",
        "SecretAskedFor",
        "VoiceOfSomebody",
        "DataSold",
        "HealthOfAPerson",
        "PicturesUnasked",
    )
)


def test_no_message_repeats_the_data():
    for locale, _, _, text in BAD:
        for finding in check_privacy(Copy(fields={"text": text}, locale=locale)):
            if finding.rule not in QUOTING:
                assert finding.span not in finding.message


def test_a_day_of_birth_is_never_the_brands_own():
    found = check_privacy(Copy(fields={"text": "Date of birth: 12.03.1984, call +351 21 346 7890."}))
    told = {one.rule: one.message for one in found}
    assert "published" not in told["copydesk.BirthDate"]
    assert "published" in told["copydesk.PersonalPhone"]


def test_the_brands_own_data_is_its_own_only():
    text = "Call +351 21 346 7890 or pay to PT50 0002 0123 1234 5678 9015 4."
    assert found(text) == []
    assert found(text, published=()) == [("PersonalPhone", "amber"), ("Iban", "red")]


def test_a_way_out_in_another_field_counts():
    copy = Copy(fields={"subject": "We will share your data", "body": "Unsubscribe: https://orrelune.com/u"})
    assert check_privacy(copy) == ()


def test_places_and_rules():
    (finding,) = check_privacy(Copy(fields={"a": "Fine.", "b": "So,\nwrite to anna.s@gmail.com"}))
    assert (finding.field, finding.line, finding.column, finding.span) == ("b", 2, 10, "anna.s@gmail.com")
    assert "a…@g…" in finding.message
    assert {f"copydesk.{rule}" for _, rule, _, _ in BAD} == set(PRIVACY_RULES)


@pytest.mark.parametrize(
    "text", ["1 " * 20_000, "a@" * 20_000, "12 a a " * 5_000, "+4" * 20_000, "@" * 50_000, "we share your " * 5_000]
)
def test_hostile_texts_end(text):
    check_privacy(Copy(fields={"text": text}))


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "By visiting the shop you can smell it first."),
        ("en", "We have no pre-ticked boxes."),
        ("en", "Never send us your card number in a reply."),
        ("en", "Reply with your size and your town."),
        ("en", "Send us your name by e-mail."),
        ("en", "Meet us at the station (at noon)."),
        ("en", "Hear it in your grandmother's voice."),
        ("en", "Hear it in the perfumer's voice."),
        ("de", "Mit dem Besuch im Laden fängt es an."),
        ("de", "Antworte mit deiner Lieblingsfarbe."),
        ("de", "Kein Feld ist schon angekreuzt."),
        ("de", "Hör es mit der Stimme von unserer Gründerin."),
        ("fr", "En visitant l'atelier, vous sentez tout."),
        ("fr", "Répondez avec votre prénom."),
        ("fr", "N'envoyez jamais votre numéro de carte."),
        ("fr", "Écoutez-la avec la voix de notre parfumeuse."),
        ("es", "Al visitar la tienda lo hueles."),
        ("es", "Responde con tu talla."),
        ("es", "Ninguna casilla viene ya marcada."),
        ("es", "Escúchalo con la voz de nuestra perfumista."),
    ],
)
def test_who_asks_and_asks_for_little_is_let_be(locale, text):
    assert check_privacy(Copy(fields={"text": text}, locale=locale)) == ()
