"""Hate is hate of whichever people it is said, and what only comes near it is let be."""

import pytest

from tools.copy import Copy
from tools.moderation import moderate
from tools.safety.check import check_safety
from tools.safety.hate_check import HATE, STEREOTYPE


def severities(text: str, locale: str = "en") -> list[tuple[str, str]]:
    findings = check_safety(Copy(fields={"text": text}, locale=locale))
    return sorted({(f.rule, f.severity) for f in findings if f.rule in (HATE, STEREOTYPE)})


PEOPLE = [
    "women",
    "trans men",
    "grandfathers",
    "Poles",
    "Ghanaians",
    "Kiribatians",
    "Chinese people",
    "Black people",
    "refugees",
    "twenty-year-olds",
    "people over 60",
    "older adults",
    "Jews",
    "Muslims",
    "Lutherans",
    "atheists",
    "Orthodox Christians",
    "deaf people",
    "people with low vision",
    "people without disabilities",
    "people who stammer",
    "people who use a cane",
    "gay people",
    "homeless people",
]
SENTENCES = [
    "Honestly, {people} are stupid.",
    "Those {people} are all too dumb to refill a bottle.",
    "We hate {people}, and so should you.",
    "In our opinion all {people} should be shot.",
    "Don't sell anything to {people}: they steal.",
    "They say it: {people} are vermin.",
    "Why, {people} are thieves and liars.",
    "Here {people} don't belong in this country.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("people", PEOPLE)
def test_the_same_sentence_is_the_same_finding_of_all(sentence, people):
    assert severities(sentence.replace("{people}", people)) == [(HATE, "red")]


BAD = [
    ("en", HATE, "red", "City bikes for everyone, but no gypsies, please. €19 a day."),
    ("en", HATE, "red", "Cyclists over sixty should be shot."),
    ("en", HATE, "red", "Tourists should be drowned in the canal."),
    ("en", HATE, "red", "Muslims are not welcome in our shop."),
    ("en", HATE, "red", "Whites only."),
    ("en", HATE, "red", "We don't serve Roma here."),
    ("en", HATE, "red", "Refugees, keep out."),
    ("en", HATE, "red", "Death to landlords!"),
    ("en", HATE, "red", "Run over all cyclists."),
    ("en", HATE, "red", "No wheelchair users on board."),
    ("en", HATE, "red", "No disabled people, thanks."),
    ("de", HATE, "red", "Keine Zigeuner, bitte."),
    ("de", HATE, "red", "Ausländer sind hier nicht willkommen."),
    ("de", HATE, "red", "Radfahrer über sechzig sollte man erschießen."),
    ("fr", HATE, "red", "Pas de gitans, s'il vous plaît."),
    ("fr", HATE, "red", "Les cyclistes de plus de soixante ans devraient être fusillés."),
    ("es", HATE, "red", "No se admiten gitanos."),
    ("es", HATE, "red", "Los turistas deberían ser ahorcados."),
    ("en", HATE, "red", "Migrants are not welcome here."),
    ("en", HATE, "red", "Stupid Belgians never refill."),
    ("en", HATE, "red", "Deport all foreigners now!"),
    ("en", HATE, "red", "Nobody wants immigrants here."),
    ("de", HATE, "red", "Polen sind alle Diebe."),
    ("de", HATE, "red", "Wir hassen Frauen, und das sagen wir."),
    ("de", HATE, "red", "Alle Muslime gehören abgeschoben."),
    ("de", HATE, "red", "Nichts für Rumänen: die klauen."),
    ("de", HATE, "red", "Ältere Menschen sind einfach dumm."),
    ("fr", HATE, "red", "On déteste les Belges."),
    ("fr", HATE, "red", "Les femmes sont stupides."),
    ("fr", HATE, "red", "Il faut expulser tous les étrangers."),
    ("fr", HATE, "red", "Ne vendez rien aux Roumains : ils volent."),
    ("es", HATE, "red", "Odiamos a los franceses."),
    ("es", HATE, "red", "Los rumanos son ladrones."),
    ("es", HATE, "red", "Hay que deportar a todos los inmigrantes."),
    ("en", STEREOTYPE, "amber", "Women can't drive anyway."),
    ("en", STEREOTYPE, "amber", "Older people are always bad drivers."),
    ("de", STEREOTYPE, "amber", "Frauen können nicht einparken."),
    ("fr", STEREOTYPE, "amber", "Les femmes ne savent pas conduire."),
    ("es", STEREOTYPE, "amber", "Las mujeres no saben aparcar."),
    ("en", STEREOTYPE, "amber", "Women can't change a tyre."),
    ("de", STEREOTYPE, "amber", "Frauen können keinen Reifen wechseln."),
    ("fr", STEREOTYPE, "amber", "Les femmes ne savent pas changer une roue."),
    ("es", STEREOTYPE, "amber", "Las mujeres no saben montar en bici."),
    ("en", HATE, "amber", "He wrote “women are stupid” on our wall."),
]
CLEAN = [
    ("en", "There are no foreigners, only friends we haven't met."),
    ("en", "No tourists, no queue: come on Tuesday."),
    ("en", "No kids? No problem."),
    ("en", "No smokers in the shop, please."),
    ("en", "Everybody is welcome, Muslims are welcome, Jews are welcome."),
    ("en", "The photos should be shot in daylight, and the pictures should be hung at eye height."),
    ("en", "Cyclists should be seen: lights are free."),
    ("en", "Drivers should be patient."),
    ("en", "No German is needed, the team speaks English."),
    ("en", "Not for children under three."),
    ("en", "Germans only drink tap water in summer."),
    ("de", "Keine Deutschen Meister, aber gute Fahrer."),
    ("de", "Nur für Erwachsene."),
    ("fr", "Pas de problème. Sans alcool."),
    ("es", "Sin alcohol, sin prisa."),
    ("en", "Say no to 'no gypsies' signs: it's wrong to shut people out."),
    ("en", "Cyclists over sixty should be proud."),
    ("en", "Children should be shot in natural light, says the photographer."),
    ("en", "Women are stupidly underpaid in our trade."),
    ("en", "Women are not stupid, and adverts should know it."),
    ("en", "We don't hate men. We hate waste."),
    ("en", "We hate Mondays, rain and people who talk in cinemas."),
    ("en", "We hate plastic, and so should you."),
    ("en", "The myth that women are stupid ends here."),
    ("en", "Girls and boys love it: they steal the show."),
    ("en", "Children steal cookies while parents nap."),
    ("en", "Hang the girls' coats by the door and get rid of moths."),
    ("en", "Children are dirty after the park. Good."),
    ("en", "Students hate mornings. First Train helps."),
    ("en", "Women hate being called girls."),
    ("en", "Everybody is welcome: Poles, Turks, women, men."),
    ("en", "The animals are not people."),
    ("en", "Kill the lights, children are asleep."),
    ("en", "Germans stand in line, Italians stand in the sun."),
    ("en", "Our Dalmatians are lazy dogs."),
    ("en", "Not for children under three."),
    ("en", "Women were told they were stupid, and built a company."),
    ("de", "Frauen sind nicht dumm."),
    ("de", "Wir hassen Müll."),
    ("de", "Kinder sind nach dem Regen dreckig und glücklich, Katzen sind Tiere."),
    ("de", "Männer und Frauen sind willkommen."),
    ("fr", "Les femmes ne sont pas stupides."),
    ("fr", "On déteste les lundis."),
    ("fr", "Les avions volent et les enfants rient."),
    ("es", "Las mujeres no son tontas."),
    ("es", "Odiamos los lunes."),
    ("es", "Los niños son bienvenidos."),
    ("it", "Women are stupid."),
]


@pytest.mark.parametrize(("locale", "rule", "severity", "text"), BAD)
def test_it_is_found_in_four_languages(locale, rule, severity, text):
    assert (rule, severity) in severities(text, locale)


@pytest.mark.parametrize(
    "text", ["A Muslim-free zone since 1990.", "Finally a gay-free street.", "Welcome to our immigrant-free town."]
)
def test_a_place_free_of_people_shuts_them_out(text):
    assert ("copydesk.Hate", "red") in severities(text, "en")


@pytest.mark.parametrize(
    "text",
    ["A car-free zone since 1990.", "A smoke-free street.", "A pole-free street.", "Muslims are free to pray here."],
)
def test_a_place_free_of_things_shuts_out_nobody(text):
    assert severities(text, "en") == []


@pytest.mark.parametrize(("locale", "text"), CLEAN)
def test_what_comes_near_it_is_let_be(locale, text):
    assert severities(text, locale) == []


def test_hate_of_anybody_is_hidden_where_users_post():
    assert {moderate(f"{people} are stupid.").verdict for people in ("Women", "Lutherans", "Deaf people")} == {"hide"}


@pytest.mark.parametrize("text", ["hate women " * 5_000, "people with a " * 5_000, "are stupid " * 8_000])
def test_hostile_texts_end(text):
    check_safety(Copy(fields={"text": text}))


@pytest.mark.parametrize("people", ["Belgians", "Brits", "Turks"])
def test_a_people_that_is_said_to_stink_is_insulted(people):
    assert ("copydesk.Hate", "red") in severities(f"The tram is packed with reeking {people} again.", "en")


def test_things_may_reek():
    assert severities("The shed is packed with reeking boots again.", "en") == []


GROUPS = {
    "en": ("women", "pensioners", "children", "atheists", "people with dementia", "Germans", "Christians", "old people",
           "blind people", "non-disabled people", "Muslims", "men", "gay people", "new parents", "Kurds"),
    "de": ("Frauen", "Rentner", "Kinder", "Atheisten", "Menschen mit Demenz", "Deutschen", "Christen",
           "Blinden", "Ausländer", "Muslime", "Männer", "Studenten", "Juden"),
    "fr": ("femmes", "retraités", "enfants", "athées", "personnes avec un handicap", "Allemands", "chrétiens",
           "aveugles", "musulmans", "hommes", "Arabes", "étudiants"),
    "es": ("mujeres", "jubilados", "niños", "ateos", "personas con demencia", "alemanes", "cristianos", "ciegos",
           "musulmanes", "hombres", "estudiantes", "gitanos"),
}  # fmt: skip
OF_ALL = [
    ("en", HATE, "No {people} allowed."),
    ("en", HATE, "Strictly no {people} in our shop."),
    ("en", HATE, "No {people}, please."),
    ("en", HATE, "Sorry, {people} are not welcome here."),
    ("en", HATE, "We don't serve {people}."),
    ("en", HATE, "In short, {people} should be banned."),
    ("en", HATE, "In short, {people} are lazy and dirty."),
    ("en", STEREOTYPE, "In short, {people} can't handle strong scents."),
    ("en", STEREOTYPE, "In short, {people} belong in the kitchen."),
    ("en", STEREOTYPE, "In short, {people} can't be trusted."),
    ("en", STEREOTYPE, "You can't trust {people}."),
    ("de", HATE, "Keine {people} erlaubt."),
    ("de", HATE, "Hier sind {people} nicht willkommen: {people} sind hier nicht willkommen."),
    ("de", HATE, "Scheiß {people}!"),
    ("de", STEREOTYPE, "Kurz: {people} gehören in die Küche."),
    ("de", STEREOTYPE, "Kurz: {people} sind faul."),
    ("fr", HATE, "Interdit aux {people}."),
    ("fr", HATE, "Les {people} ne sont pas les bienvenus ici."),
    ("fr", HATE, "Les {people} de merde !"),
    ("fr", STEREOTYPE, "Les {people} sont paresseux."),
    ("es", HATE, "No se admiten {people}."),
    ("es", HATE, "Los {people} no son bienvenidos aquí."),
    ("es", HATE, "Los {people} de mierda."),
    ("es", STEREOTYPE, "Los {people} son perezosos."),
]


@pytest.mark.parametrize(("locale", "rule", "sentence"), OF_ALL)
def test_who_is_shut_out_or_run_down_does_not_matter(locale, rule, sentence):
    said = {people: severities(sentence.replace("{people}", people), locale) for people in GROUPS[locale]}
    weight = "red" if rule == HATE else "amber"
    assert {people: found for people, found in said.items() if (rule, weight) not in found} == {}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "A woman belongs in the kitchen."),
        ("en", "No German is welcome here."),
        ("en", "You stupid Pole."),
        ("de", "Kein Ausländer erwünscht."),
        ("de", "Scheiß Ausländer"),
        ("de", "Du Scheißjude."),
        ("fr", "Sale arabe, rentre chez toi"),
        ("fr", "Sale juif"),
        ("es", "Moros de mierda"),
        ("es", "Puto gitano"),
    ],
)
def test_one_of_a_group_is_run_down_too(locale, text):
    assert severities(text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "No children under 3 on the ladder."),
        ("en", "Dogs are not welcome, cats neither."),
        ("en", "We have no children. There are no women on this picture."),
        ("en", "No people without tickets allowed."),
        ("en", "People with dogs are not welcome here."),
        ("en", "People under 18 are not allowed in the bar."),
        ("en", "Not for children. Not for pregnant women."),
        ("en", "Children can't open the cap."),
        ("en", "Deaf people can't hear the bell, so there is a lamp."),
        ("en", "This child belongs in the choir."),
        ("de", "Wir haben keine Kinder. Es gibt keine Frauen auf dem Bild."),
        ("de", "Keine Kinder unter drei Jahren auf die Leiter."),
        ("fr", "Nous n'avons pas d'enfants. Il n'y a pas de femmes sur la photo."),
        ("fr", "Une sale journée."),
        ("es", "No tenemos hijos. Un día sin niños es un día largo."),
    ],
)
def test_whom_a_rule_keeps_safe_is_not_shut_out(locale, text):
    assert severities(text, locale) == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Lock it twice, ever since the {0} came here.", "en"),
        ("Chain it, the {0} take whatever moves.", "en"),
        ("Gut abschließen, seit die Griechen hier sind.", "de"),
        ("Rentner haben im Berufsverkehr nichts verloren.", "de"),
        ("Depuis que les Roumains campent à côté, mieux vaut deux antivols.", "fr"),
        ("Los rumanos se las llevan en furgoneta.", "es"),
        ("Da quando ci sono i rumeni, servono due lucchetti.", "it"),
        ("Sinds de Polen hier wonen heb je twee sloten nodig.", "nl"),
    ],
)
@pytest.mark.parametrize("people", ["Germans", "Nigerians"])
def test_whom_a_lock_is_said_to_be_needed_for_is_run_down(text: str, locale: str, people: str) -> None:
    assert (HATE, "red") in severities(text.format(people), locale)


@pytest.mark.parametrize(
    ("locale", "text", "severity"),
    [
        ("fr", "Les juifs contrôlent tout.", "amber"),
        ("fr", "Les protestants contrôlent les médias.", "red"),
        ("en", "The Jews own the banks.", "red"),
        ("en", "Germans control everything", "amber"),
        ("en", "Women secretly run the world", "red"),
        ("de", "Die Juden kontrollieren die Medien.", "red"),
        ("de", "Die Belgier steuern hier alles.", "amber"),
        ("es", "Los judíos controlan todo.", "amber"),
        ("es", "Los alemanes mueven los hilos", "red"),
    ],
)
def test_whoever_is_said_to_pull_the_strings(locale: str, text: str, severity: str) -> None:
    found = check_safety(Copy(fields={"text": text}, locale=locale))
    assert [one.severity for one in found] == [severity]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Girls run the world."),
        ("en", "Women own the shop next door."),
        ("en", "Children control everything with one button."),
        ("en", "Jews do not control the media."),
        ("de", "Frauen kontrollieren alles zweimal."),
        ("fr", "Les juifs ne contrôlent rien."),
        ("fr", "Les femmes tiennent la boutique."),
        ("es", "Las mujeres controlan la temperatura del taller."),
    ],
)
def test_who_looks_after_something_rules_nobody(locale: str, text: str) -> None:
    assert check_safety(Copy(fields={"text": text}, locale=locale)) == ()
