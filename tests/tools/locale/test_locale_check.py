"""Copy against its locale: language, address, numbers, marks."""

import pytest

from tests.hostile import not_hanging
from tools.copy import Copy
from tools.locale.check import LOCALE_RULES, check_locale


def found(text: str, locale: str) -> list[tuple[str, str, str, str | None]]:
    findings = check_locale(Copy(fields={"caption": text}, channel="instagram", locale=locale))
    assert {finding.rule for finding in findings} <= set(LOCALE_RULES)
    for finding in findings:
        assert text[finding.start : finding.start + len(finding.span)] == finding.span
    return [(finding.rule.removeprefix("locale."), finding.severity, finding.span, finding.fix) for finding in findings]


N = "\u00a0"
BAD = [
    ("de", "The bottle is filled in the shop and you can wait for it.", "Language", "amber"),
    ("en", "Der Flakon wird im Laden gefüllt, und du kannst mit einem Kaffee warten.", "Language", "amber"),
    ("fr", "Der Flakon ist für die Reise und wird mit einem Deckel geliefert.", "Language", "amber"),
    ("en", "El frasco está en la tienda y la recarga es para los que ya tienen uno.", "Language", "amber"),
    ("fr", "Un perfume tranquilo para el verano. El frasco se rellena y cabe en la mochila.", "Language", "amber"),
    ("es", "Um perfume calmo para o verão na cidade. O frasco enche-se em dois minutos.", "Language", "amber"),
    ("en", "Il nostro profumo arriva venerdì. Venite a vedere il negozio con gli amici.", "Language", "amber"),
    ("fr", "Il nostro profumo arriva venerdì. Venite a vedere il negozio con gli amici.", "Language", "amber"),
    ("en", "瓶は店で詰め替えられます。", "Language", "amber"),
    ("de", "Du findest den Flakon im Laden. Wir beraten Sie gern.", "FormOfAddress", "amber"),
    ("fr", "Tu ouvres le flacon. Vous avez un mois pour le rendre.", "FormOfAddress", "amber"),
    ("es", "Tu frasco está vacío. Si usted quiere, lo llenamos.", "FormOfAddress", "amber"),
    ("de", "Nur €38.00 für 40 g.", "Price", "amber"),
    ("de", "Die Dose kostet 38.50 €.", "Price", "amber"),
    ("en", "The jar costs 38,00 €.", "Price", "amber"),
    ("en", "The jar costs 38 €.", "Price", "advice"),
    ("de", "Mit 2.5 ml Öl.", "Decimal", "amber"),
    ("en", "With 2,5 ml of oil.", "Decimal", "amber"),
    ("de", "Bis 12/31/2026.", "Date", "amber"),
    ("fr", "Jusqu'au 12/31/2026.", "Date", "amber"),
    ("en-US", "Until 31/12/2026.", "Date", "amber"),
    ("en-GB", "Until 12/31/2026.", "Date", "amber"),
    ("de", "Offen bis 7 pm.", "Clock", "amber"),
    ("fr", "C'est ouvert!", "Space", "amber"),
    ("fr", "C'est ouvert ?", "Space", "advice"),
    ("de", "Wir nennen es “Sonntag”.", "Quotes", "amber"),
    ("de", 'Wir nennen es "Sonntag".', "Quotes", "advice"),
    ("es", "Cuánto cuesta la recarga?", "OpeningMark", "amber"),
    ("en", "It's here, and it’s filled.", "Apostrophes", "advice"),
]


@pytest.mark.parametrize(("locale", "text", "rule", "severity"), BAD)
def test_what_the_locale_does_not_write(locale, text, rule, severity):
    assert [(each[0], each[1]) for each in found(text, locale)] == [(rule, severity)]


CLEAN = [
    ("en", "It's €1,234.50, or 2.5 ml, from 7 pm on 12/31/2026."),
    ("en", "“Voilà” says the label. Eau de parfum, 50 ml, €96."),
    ("en", "Linden Hour, Salt Meadow, Quiet Cedar, First Train."),
    ("en", "Déjà vu à la carte, c'est la vie."),
    ("en", "Read “Der Duft ist für die Reise und mit dem Deckel” in our Berlin shop."),
    ("en", "Chapter 3.2 and version 2.10 of the guide, page 12/14."),
    ("de", "Der Flakon kostet 1.234,50 €, mit 2,5 ml Rest, bis 31.12.2026 um 19 Uhr."),
    ("de", "Sie duftet nach Heu. Sie ist leer, wenn du sie brauchst."),
    ("de", "Wir nennen es „Sonntag“. Der Zug kommt um 8:10 Uhr."),
    ("de", "Dein Travel Spray für unterwegs: Eau de Parfum im Refillable Bottle."),
    ("de-CH", "Die Dose kostet CHF 38.50, und Sie bekommen sie in Zürich."),
    ("de", "Wie Sie sehen, ist Ihr Flakon da. Wir schreiben Ihnen."),
    ("fr", f"Le flacon coûte 1{N}234,50{N}€, à 19 h. C'est ouvert\u202f?"),
    ("fr", "Vous ouvrez à 10:30, votre flacon est là. Voir https://orrelune.com/?a=1"),
    ("fr-CA", "C'est ouvert!"),
    ("es", "Hola, ¿cuánto cuesta? ¡Ya está aquí! Son 38,50 €."),
    ("es", "Tu frasco te espera. La recarga cuesta 64 €."),
    ("it", "La bottiglia costa €38.50, alle 7 pm."),
    ("nl", "De fles kost € 38,50 en je vult hem in de winkel."),
    ("pt", "O frasco custa 38,50 € e a recarga é para quem já tem um."),
    ("xx", "The bottle is filled in the shop and you can wait for it."),
    ("en", ""),
]


@pytest.mark.parametrize(("locale", "text"), CLEAN)
def test_what_it_does(locale, text):
    assert found(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text", "fix"),
    [
        ("de", "Nur €1,234.50.", f"1.234,50{N}€"),
        ("fr", "Seulement €1,234.50.", f"1\u202f234,50{N}€"),
        ("de", "Nur 1,234.50 €.", "1.234,50 €"),
        ("fr", "Il coûte 1.180,50 €.", "1\u202f180,50 €"),
        ("en", "Only 1.234,50 €.", "€1,234.50"),
        ("de", "Bis 12/31/2026.", "31.12.2026"),
        ("fr", "Le 12/31/2026.", "31/12/2026"),
        ("de", "Ab 7:30 pm Uhr.", "19:30 Uhr"),
        ("fr", "Dès 7 pm.", "19 h"),
        ("de", "Offen ab 12 am.", "0 Uhr"),
        ("es", "Es hoy. Cuánto cuesta?", "¿Cuánto cuesta?"),
        ("fr", "Il dit «oui».", f"«{N}"),
        ("de", "Sagt “ja”.", "„ja“"),
    ],
)
def test_the_fix_is_how_it_is_written(locale, text, fix):
    assert found(text, locale)[0][3] == fix


def test_one_sentence_in_another_language_is_marked_alone():
    text = "The bottle is locked and it fits the side pocket of your bag. Der Flakon ist für die Reise und mit Deckel. "
    text += "It is filled in the shop, and we wait with you for it."
    ((rule, _, span, _),) = found(text, "en")
    assert (rule, span) == ("Language", "Der Flakon ist für die Reise und mit Deckel.")


@pytest.mark.parametrize(
    ("locale", "text", "span"),
    [
        ("de", "Hol dein Rad am Samstag ab and you bring it back bis 18 Uhr.", "and you bring it back"),
        ("de", "The box kostet 12 € und you can bring your Dose in jeden Laden.", "you can bring your"),
        ("fr", "La boîte est sur le comptoir, and you bring it back avant le soir.", "and you bring it back"),
        ("es", "La caja está en la tienda and you bring it back antes del sábado.", "and you bring it back"),
        ("en", "The box is on the counter, und wir holen sie nicht back by Friday.", "und wir holen sie nicht"),
        ("it", "La scatola è sul banco, and you bring it back entro sabato.", "and you bring it back"),
        ("nl", "De doos staat klaar and you can take it tot zes uur.", "and you can take it"),
        ("tr", "Kutu bugün hazır and you can bring it yarın.", "and you can bring it"),
        ("ja", "お茶の香り、and it burns for about two days です。", "and it burns for about two days"),
    ],
)
def test_words_of_another_language_inside_a_sentence(locale, text, span):
    assert [(rule, one) for rule, _, one, _ in found(text, locale) if rule == "Language"] == [("Language", span)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Zum Film „You Bring It Back To Me“ gibt es Popcorn, und um acht ist Schluss."),
        ("de", "Das All-you-can-eat am Hafen kostet 12 €, das Update im Job nichts."),
        ("de", "Unser Night Train To The Sea ist da, und er riecht nach Teer."),
        ("fr", "Vous ne rachetez ni le verre, ni la pompe, ni l'étui."),
        ("es", "El set The Four Of You está en la tienda."),
        ("nl", "De film Gone With The Wind duurt tot elf uur."),
        ("ja", "Night Train To The Sea（50 ml）はタールの香りです。"),
    ],
)
def test_names_and_loanwords_are_at_home(locale, text):
    assert [one for one in found(text, locale) if one[0] == "Language"] == []


def test_the_form_of_address_holds_for_all_fields():
    copy = Copy(
        fields={"subject": "Dein Flakon ist da", "body": "Guten Tag, wir halten Ihnen den Flakon bereit."},
        channel="email",
        locale="de",
    )
    (finding,) = check_locale(copy)
    assert (finding.field, finding.span) == ("body", "Ihnen")
    assert "'Ihnen' says Sie, and before it the copy said du" in finding.message


HOSTILE = [
    "€1" * 20_000,
    "1,234" * 20_000,
    '"' * 30_000,
    "Sie " * 20_000,
    "a " * 30_000 + "?",
    "«" * 30_000,
    "12/" * 9_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
@pytest.mark.parametrize("locale", ["de", "fr", "es", "en"])
def test_a_hostile_text_does_not_hang(text, locale):
    with not_hanging():
        check_locale(Copy(fields={"text": text}, locale=locale))


ELSEWHERE = [
    ("en", "Le vélo de ville coûte 19 € par jour, et la caution est de 150 €.", "Language"),
    ("fr", "El frasco recargable cuesta 118 €, lleno con el eau de parfum que elijas.", "Language"),
    ("es", "Le flacon rechargeable coûte 118 €, rempli de 50 ml d'eau de parfum.", "Language"),
    ("de", "The bike costs nineteen euros a day.", "Language"),
    ("en", "Jetzt neu im Laden.", "Language"),
    ("it", "El frasco cuesta 118 euros y huele a café.", "Language"),
    ("en", "It opens on March 14th.", "Date"),
    ("en", "It opens on 14th March.", "Date"),
    ("en-GB", "It opens on March 14.", "Date"),
    ("de", "Wir öffnen am März 14.", "Date"),
    ("de", "Wir öffnen am 14 März.", "Date"),
    ("fr", "Ouvert le 14 Mars 2026.", "Date"),
    ("es", "El 14 marzo abrimos.", "Date"),
    ("nl", "Op 14 Maart open.", "Date"),
    ("en", "We filled 12.500 bottles.", "Thousands"),
    ("de", "Wir haben 12,500 Flaschen gefüllt.", "Thousands"),
    ("fr", "Nous avons rempli 12.500 flacons.", "Thousands"),
    ("en", "She said „not today“ and left.", "Quotes"),
    ("en", "A «good» day.", "Quotes"),
]
AT_HOME = [
    ("en", "It opens on 14 March, the 14th of the month."),
    ("en", "She hums La vie en rose at the counter."),
    ("en", "Our Lisbon shop, next to the Igreja de São Roque, is open."),
    ("en", "“Das ist ja wunderbar, und es riecht nach Holz”, said a guest."),
    ("de", "First Train, Salt Meadow, Linden Hour: 50 ml."),
    ("en-US", "It opens on March 14."),
    ("de", "Wir öffnen am 14. März 2026."),
    ("fr", "Ouvert le 1er mars, fermé le 14 mars."),
    ("es", "El 14 de marzo abrimos."),
    ("en", "We filled 12,500 bottles with 1.250 kg."),
    ("de", "Mit 1,125 Litern Wasser und 12.500 Flaschen."),
    ("en", "Each of the May 5 of them came."),
    ("es", "En mayo 3 tiendas abren."),
]


@pytest.mark.parametrize(("locale", "text", "rule"), ELSEWHERE)
def test_short_texts_dates_counts_and_quotes_of_elsewhere(locale, text, rule):
    assert rule in {name for name, severity, _, _ in found(text, locale) if severity == "amber"}


@pytest.mark.parametrize(("locale", "text"), AT_HOME)
def test_titles_names_quotations_and_own_dates_are_at_home(locale, text):
    assert {name for name, severity, _, _ in found(text, locale) if severity == "amber"} == set()


def test_who_sends_a_message_has_no_space_before_the_colon():
    assert ("Space", "amber") not in {row[:2] for row in found("Orrelune: votre flacon est rempli.", "fr")}
    assert ("Space", "amber") in {row[:2] for row in found("Un flacon, deux parfums: choisissez.", "fr")}


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Order by 12/18 and it is there in time.", "en", "18/12"),
        ("Bis 12/18 bestellen.", "de", "18.12."),
        ("Commandez jusqu'au 3/14.", "fr", "14/03"),
        ("Pide hasta el 3/14.", "es", "14/3"),
        ("Ordina entro il 3/14.", "it", "14/3"),
    ],
)
def test_a_day_and_month_in_american_order_is_amber(text, locale, span):
    (found,) = check_locale(Copy(fields={"text": text}, locale=locale))
    assert (found.rule, found.severity, found.fix) == ("locale.Date", "amber", span)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Order by 12/18 and it is there in time.", "en-US"),
        ("Order by 18/12 and it is there in time.", "en"),
        ("About 1/20 of the wax is left.", "en"),
        ("Lenses go from 1/16 to 1/20.", "en"),
        ("We poured it on 1/20 of the plots.", "en"),
        ("The wick is cut to just before 1/16 inch.", "en"),
        ("It is at www.orrelune.example/by 12/18.", "en"),
        ("Read orrelune.example/until\u00a012/18 aloud.", "en"),
        ("Open 24/7 on paper.", "en"),
    ],
)
def test_a_day_first_an_american_and_a_fraction_are_let_be(text, locale):
    assert check_locale(Copy(fields={"text": text}, locale=locale)) == ()
