import pytest

from knowledge.facts import Product
from knowledge.passages import Passage
from tools.copy import Copy
from tools.people.names_check import NAMES_RULES, check_names

PAGE = Passage(
    id="p-1",
    brand="orrelune",
    document="linden-hour.md",
    title="Linden Hour",
    heading=("Linden Hour",),
    position=0,
    line=1,
    text="Linden Hour is blended by Ines Duarte in Lisbon. It is sold at Kaufhaus Norden.",
    kind="product",
    locale="en",
    product="Linden Hour",
)
PRODUCTS = (Product(name="Linden Hour", aliases=("linden scent",), document="linden-hour.md"),)


def names(text: str, locale: str = "en", channel: str | None = "instagram") -> list[str]:
    copy = Copy(fields={"caption": text}, channel=channel, locale=locale)
    found = check_names(copy, (PAGE,), (), PRODUCTS, "Orrelune")
    for finding in found:
        assert finding.rule in NAMES_RULES
        assert (finding.family, finding.severity) == ("grounding", "amber")
        assert text[finding.start :].startswith(finding.span)
        assert finding.span in finding.message
    return [finding.span for finding in found]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        (
            "Our partner Chanel and George Clooney present the Blue Elephant candle.",
            "en",
            ["Chanel", "George Clooney", "Blue Elephant"],
        ),
        ("It smells better than Dior Sauvage.", "en", ["Dior Sauvage"]),
        ("“I wear it daily,” says Anna.", "en", ["Anna"]),
        ("Loved by Chanel’s perfumers.", "en", ["Chanel"]),
        ("Meet us at the ballroom with Herbert Grönemeyer.", "en", ["Herbert Grönemeyer"]),
        ("Unser Partner Chanel und George Clooney zeigen die Blue Elephant Kerze.", "de",
         ["Chanel", "George Clooney", "Blue Elephant Kerze"]),
        ("Notre partenaire Chanel présente la bougie Blue Elephant.", "fr", ["Chanel", "Blue Elephant"]),
        ("Nuestro socio Chanel presenta la vela Blue Elephant.", "es", ["Chanel", "Blue Elephant"]),
        ("Il profumo di Chanel e George Clooney.", "it", ["George Clooney"]),
    ],
)  # fmt: skip
def test_a_name_that_nothing_knows_is_found(text: str, locale: str, expected: list[str]) -> None:
    assert names(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Velvet Storm costs €96 for 50 ml.", "en", "Velvet Storm"),
        ("Our new scent, Velvet Storm, is here.", "en", "Velvet Storm"),
        ("Ocean Drift, our new eau de parfum, opens with salt.", "en", "Drift"),
        ("Velvet Storm coûte 96 €.", "fr", "Velvet Storm"),
        ("Ocean Drift, notre nouveau parfum, sent le sel.", "fr", "Drift"),
        ("Velvet Storm cuesta 96 €.", "es", "Velvet Storm"),
        ("Ocean Drift, nuestro nuevo perfume, huele a sal.", "es", "Drift"),
        ("Ocean Drift, unser neuer Duft, riecht nach Salz.", "de", "Drift"),
        ("Velvet Storm, €96. It smells of thunder.", "en", "Velvet Storm"),
        ("Velvet Storm: 50 ml, €96.", "en", "Velvet Storm"),
        ("Velvet Storm, 96 €: riecht nach Gewitter.", "de", "Velvet Storm"),
        ("Orage Velours, 96 €.", "fr", "Orage Velours"),
        ("Tormenta Dulce, 50 ml, 96 €.", "es", "Tormenta Dulce"),
    ],
)
def test_what_is_sold_under_a_name_that_no_product_has_is_found(text: str, locale: str, expected: str) -> None:
    assert names(text, locale, None) == [expected]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Linden Hour costs €96 for 50 ml.", "en"),
        ("Linden Hour, our new scent, opens with green pear.", "en"),
        ("Our new scent, which rests for six weeks, is here.", "en"),
        ("Express Delivery costs €9.", "en"),
        ("Linden Hour, €96.", "en"),
        ("Neue Pumpe, 9 €. Zwei Räder, 38 €. Drei Düfte, 96 €.", "de"),
        ("From Potsdam, our new candle, there is nothing to tell.", "en"),
        ("Versand Inland kostet 4,90 €.", "de"),
        ("Linden Hour, notre nouveau parfum, coûte 96 €.", "fr"),
        ("Linden Hour, nuestro nuevo perfume, cuesta 96 €.", "es"),
        ("Linden Hour is blended by Ines Duarte and sold at Kaufhaus Norden.", "en"),
        ("Orrelune presents Linden Hour.", "en"),
        ("Come to New York on Black Friday, or to Lisbon on Mother's Day.", "en"),
        ("Merry Christmas from all of us.", "en"),
        ("The Best Of Summer: Our Favourite Scents Are Back Again", "en"),
        ("SUMMER SALE NOW ON. Shop The Look.", "en"),
        ("A walk. #BlueElephant @GeorgeClooney https://Foo.Bar/George-Clooney", "en"),
        ("Pay with Apple Pay. The French cream, the Nordic candle.", "en"),
        ("Tell Mum. Tell Grandma. Tell everyone on Sunday in Berlin.", "en"),
        ("Die Tasse Kaffee am Morgen, ein Glas Wasser, Ende März am Bahnhof.", "de"),
        ("Ein Abend mit Freunden. Die Kerze brennt, der Regen fällt aufs Dach.", "de"),
        ("Joyeux Noël à tous, de Paris à Lyon.", "fr"),
        ("Feliz Navidad desde Madrid.", "es"),
        ("", "en"),
    ],
)
def test_what_only_has_a_capital_names_nobody(text: str, locale: str) -> None:
    assert names(text, locale) == []


def test_prose_may_name_what_it_likes_unless_it_speaks_of_persons_or_partners() -> None:
    text = "The Federal Election Commission and the Nielsen Norman Group agree."
    assert names(text, channel=None) == []
    assert names("The report was made by Nielsen.", channel=None) == ["Nielsen"]


def test_one_finding_for_a_name_in_a_field() -> None:
    assert names("With George Clooney. Again with George Clooney.") == ["George Clooney"]


def test_without_anything_to_know_names_by_none_is_asked_for() -> None:
    assert check_names(Copy(fields={"text": "George Clooney loves it."}), ()) == ()


@pytest.mark.parametrize("piece", ["Ab ", "A", "Ab-", "George ", "partner "])
def test_a_long_text_is_read_in_linear_time(piece: str) -> None:
    assert isinstance(names(piece * 20_000), list)


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "{name} met us at the counter."),
        ("en", "{name} loves the rain."),
        ("en", "We asked {name} what to smell of at eight."),
        ("en", "Our neighbour {name} likes it."),
        ("de", "{name} erzählte uns vom Regen."),
        ("de", "Unsere Kundin {name} mag Regen."),
        ("fr", "{name} nous a dit bonjour."),
        ("fr", "Notre voisine {name} aime la pluie."),
        ("es", "{name} nos preguntó por la lluvia."),
        ("es", "Nuestra clienta {name} espera."),
    ],
)
def test_a_person_is_named_whatever_the_origin_of_the_name(locale: str, sentence: str) -> None:
    listed = ("Anna Schmidt", "Fatima Al-Sayed", "Chinedu Okafor", "Wei Zhang", "Dmitri Ivanov", "Priya Sharma")
    unlisted = ("Zzyx Qwarl", "Tuğba Yılmaz", "Sqwala Mtembu", "Đặng Thu", "Xquenda Lopez")
    unheard = [name for name in (*listed, *unlisted) if names(sentence.replace("{name}", name), locale) != [name]]
    assert unheard == []


def test_what_is_for_sale_comes_and_works_and_is_nobody() -> None:
    assert names("Blue Elephant comes in three sizes. Night Fox works at once.") == []


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Celeste Marchetti spent a winter on platforms.", "en", ["Celeste Marchetti"]),
        ("C’est Bastien Kerouanton, maître verrier, qui a dessiné le flacon.", "fr", ["Bastien Kerouanton"]),
        ("New on the shelf beside Linden Hour: Frost Orchard. It smells of apples.", "en", ["Frost Orchard"]),
        ("Meet Frost Orchard, 50 ml.", "en", ["Frost Orchard"]),
        ("Nouveau en boutique : Verger Givré, 50 ml.", "fr", ["Verger Givré"]),
        ("Meet Linden Hour.", "en", []),
        ("New in the shop: rain.", "en", []),
    ],
)
def test_who_and_what_is_announced_is_named(text: str, locale: str, expected: list[str]) -> None:
    assert names(text, locale) == expected


@pytest.mark.parametrize(
    ("locale", "text", "name"),
    [
        ("en", "Femke has found your rattle.", "Femke"),
        ("en", "Konrad opens every tank and smells it.", "Konrad"),
        ("en", "A puncture? Marlies will patch it while you wait.", "Marlies"),
        ("en", "Zorrin has measured your chain.", "Zorrin"),
        ("de", "Gesine riecht jeden Morgen am Tank.", "Gesine"),
        ("de", "Ruprecht hat dein Rad gefunden.", "Ruprecht"),
        ("de", "Das bestimmt bei uns Henrike Talbach, die jeden Tank öffnet.", "Henrike Talbach"),
        ("de", "2016 kam die Parfümeurin Jutta Veldhoven.", "Jutta Veldhoven"),
        ("fr", "Lysiane a réparé votre vélo.", "Lysiane"),
        ("fr", "« Je le porte au bureau », dit Apolline.", "Apolline"),
        ("es", "Iñaki ha encontrado el ruido.", "Iñaki"),
        ("es", "Los depósitos los abre Brígida Montalvo cada mañana.", "Brígida Montalvo"),
        ("it", "Fabrizio ha trovato il rumore.", "Fabrizio"),
        ("it", "I flaconi li riempie Ginevra Belcastro, a mano.", "Ginevra Belcastro"),
        ("nl", "Jelle heeft je rammel gevonden.", "Jelle"),
        ("nl", "De tanks bewaakt bij ons Marijke Haverkort.", "Marijke Haverkort"),
        ("pt", "O Tiago já arranjou a tua bicicleta.", "Tiago"),
        ("en", "Meet the team: Zyra Desh weighs every pouch.", "Zyra Desh"),
        ("en", "Our mechanic Ravensworth trues wheels.", "Ravensworth"),
        ("en", "Please ask for Ravensworth at the counter.", "Ravensworth"),
        ("fr", "Télérama a parlé de Linden Hour.", "Télérama"),
        ("en", "Monocle featured us in May.", "Monocle"),
        ("pt", "«Cheira a feno», diz a Inés.", "Inés"),
        ("tr", "Tankın başında Selim Arıkan durur.", "Selim Arıkan"),
        ("tr", "Şişeleri Nermin Tuncel elle doldurur.", "Nermin Tuncel"),
        ("pl", "Flakony napełnia ręcznie Zofia Wrońska.", "Zofia Wrońska"),
    ],
)  # fmt: skip
def test_whoever_acts_for_the_brand_is_named_in_every_language_and_position(locale: str, text: str, name: str) -> None:
    assert names(text, locale) == [name]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Rain has found your collar. May has come and gone."),
        ("en", "Salt & Pepper on the roads again."),
        ("en", "Kerouac wrote about roads."),
        ("en", "Nobody has fixed it yet. Somebody will mend it."),
        ("en", "Virginia is where the cedar comes from. Grace takes time."),
        ("en", "Hello,\n\nthe refill is here.\n\nElif"),
        ("de", "Regen hat dein Rad gefunden. Niemand hat es repariert."),
        ("de", "Der Montag riecht nach Regen, der Kaffee ist kalt."),
        ("fr", "Personne n'a réparé le vélo. Quelqu'un a rempli le flacon."),
        ("es", "Alguien ha encontrado el ruido. Rosa huele a nada."),
        ("it", "Qualcuno ha trovato il rumore."),
        ("nl", "Regen heeft je fiets gevonden."),
        ("tr", "21 Kasım Cumartesi günü açığız."),
    ],
)
def test_what_only_opens_a_sentence_acts_for_nobody(locale: str, text: str) -> None:
    assert names(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text", "house"),
    [
        ("en", "The bookshop Tortoise & Hare in Leeds has it in the window.", "The bookshop Tortoise & Hare"),
        ("en", "It burns in the lobby of the Marlowe Theatre.", "the Marlowe Theatre"),
        ("de", "Auch die Buchhandlung Morgenrot stellt sie ins Fenster.", "die Buchhandlung Morgenrot"),
        ("fr", "La librairie Les Heures Pâles l'a mise en vitrine.", "La librairie Les Heures Pâles"),
        ("es", "La librería Los Portadores de Bilbao la tiene.", "La librería Los Portadores de Bilbao"),
        ("it", "L'ha scelta la libreria Tartarughe di Torino.", "la libreria Tartarughe di Torino"),
        ("it", "La accende l'Albergo Cormorano.", "l'Albergo Cormorano"),
        ("nl", "Ook boekhandel De Zandloper laat ze nakijken.", "boekhandel De Zandloper"),
        ("pt", "A livraria Maré Alta tem uma na montra.", "A livraria Maré Alta"),
    ],
)
def test_a_house_is_named_behind_its_kind(locale: str, text: str, house: str) -> None:
    assert house in names(text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Take it to the museum, the theatre, the library. The Berlin shop is open."),
        ("de", "Im Café liegt Regen in der Luft. Kaufhaus Norden hat sie."),
        ("fr", "Au café, à l'hôtel, au musée de Paris."),
        ("es", "En el hotel de Madrid, en el cine."),
        ("it", "In libreria, al museo, al cinema. La domenica no."),
    ],
)
def test_a_kind_of_house_alone_names_none(locale: str, text: str) -> None:
    assert names(text, locale) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("店では、佐藤さんがボトルに詰めます。", ["佐藤"]),
        ("タンクのそばには田中美咲が立ち、毎日香りを確かめます。", ["田中美咲"]),
        ("エルザ・ライマンさんが創業しました。", ["エルザ・ライマン"]),
        ("前田美紀です。山本一郎氏が考えた香り。", ["前田美紀", "山本一郎"]),
        ("お客様、皆さん、こんにちは。お客さんの声。本屋さんの窓に。", []),
        ("上野公園、石川県の冬、松本の朝は寒い。中野から吉田まで。", []),
    ],
)
def test_a_japanese_name_is_known_by_san_or_by_its_family_name(text: str, expected: list[str]) -> None:
    assert names(text, "ja") == expected
