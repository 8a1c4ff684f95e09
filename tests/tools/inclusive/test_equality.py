"""Inclusive language: the format of retext-equality read whole, conditions honoured, harmless uses let be."""

from pathlib import Path

import pytest

from tools.copy import Copy
from tools.inclusive.equality import EqualityRules, check_inclusive, inclusive_rules, is_equality_folder, load_equality
from tools.people.privacy_check import check_privacy
from tools.safety.check import check_safety

SHARED = Path(__file__).parents[4] / "shared" / "rules" / "retext-equality"


def rules_of(folder: Path, text: str) -> EqualityRules:
    (folder / "list.yml").write_text(text, encoding="utf-8")
    return load_equality(folder)


def spans(rules: EqualityRules, text: str, locale: str = "en") -> list[tuple[str, str]]:
    return [(f.span, f.severity) for f in rules.check(Copy(fields={"text": text}, locale=locale))]


EXAMPLES = [(rule, text, True) for rule in inclusive_rules().rules for text in rule.bad] + [
    (rule, text, False) for rule in inclusive_rules().rules for text in rule.good
]


@pytest.mark.parametrize(("rule", "text", "trips"), EXAMPLES)
def test_each_shipped_rule_is_proven_by_its_examples(rule, text, trips):
    found = check_inclusive(Copy(fields={"text": text}, locale=rule.language))
    assert (rule.id in {f.rule for f in found}) is trips
    if not trips:
        assert [f.rule for f in found] == []


def test_every_shipped_rule_has_examples_and_four_languages_are_there():
    rules = inclusive_rules()
    assert rules.problems == ()
    assert all(rule.bad and rule.good for rule in rules.rules)
    assert rules.languages == ("de", "en", "es", "fr")
    assert all(rules.tried_in(locale) >= 15 for locale in ("en-GB", "de", "fr_FR", "es"))


CLEAN = [
    ("en", "The Pride sale starts on Friday."),
    ("en", "A pride of lions."),
    ("en", "Care for your sexual health."),
    ("en", "Dick Smith and Fanny Ardant read from their letters."),
    ("en", "Guy Ritchie, Gay Talese and Crispin Black are on the list."),
    ("en", "Black Friday is not for us."),
    ("en", "The dumb waiter brings breakfast."),
    ("en", "Check the blind spot."),
    ("en", "White wine, black tea, red roses."),
    ("en", "A double-blind trial with 40 people."),
    ("en", "A blind date with a bottle."),
    ("en", "The roller blind is linen."),
    ("en", "A lamé scarf."),
    ("en", "A lame duck on the pond."),
    ("en", "An invalid code was entered."),
    ("en", "The button is disabled until you agree."),
    ("en", "A master perfumer and a master bedroom."),
    ("en", "Crazy paving leads to the door."),
    ("en", "The Mad Hatter’s tea."),
    ("en", "An oriental lily."),
    ("en", "Native flowers of Madeira."),
    ("en", "For women and men of every age."),
    ("en", "She wears it to work; he wears it home."),
    ("en", "Trans women are women."),
    ("en", "A gay couple chose the candle."),
    ("en", "Muslim, Jewish and Christian feasts."),
    ("en", "An elderly gentleman and his old dog."),
    ("en", "Our normal opening hours."),
    ("en", "See https://example.com/blacklist for the code."),
    ("en", "A guest list and a waiting list."),
    ("en", "Hang it by the window."),
    ("en", "Blind people read it in Braille."),
    ("en", "Wheelchair users enter on the left."),
    ("de", "Eine Blindverkostung am Freitag."),
    ("de", "Der blinde Fleck im Spiegel."),
    ("de", "Schwarzer Tee und Weißwein."),
    ("de", "Die alten Rezepte der Großmutter."),
    ("de", "Menschen mit Behinderung sind willkommen."),
    ("de", "Die Taube auf dem Dach."),
    ("de", "Farbige Kerzen."),
    ("de", "Herr Mohr und Frau Neger leiten den Laden."),
    ("fr", "Une dégustation à l’aveugle."),
    ("fr", "Thé noir et vin blanc."),
    ("fr", "L’angle mort du rétroviseur."),
    ("fr", "Les vieux murs de la maison."),
    ("fr", "Un bruit sourd."),
    ("fr", "Les femmes et les hommes."),
    ("es", "Una cata a ciegas."),
    ("es", "Té negro y vino blanco."),
    ("es", "Los viejos muros de la casa."),
    ("es", "Un ruido sordo."),
    ("es", "Mujeres y hombres."),
    ("it", "Una lista nera di mongoli."),
    ("nl", "De blinde vlek."),
]


@pytest.mark.parametrize(("locale", "text"), CLEAN)
def test_what_is_about_nobody_is_let_be(locale, text):
    assert check_inclusive(Copy(fields={"text": text}, locale=locale)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a pride sale",
        "sexual health",
        "Dick Smith",
        "Fanny Ardant",
        "Black Friday",
        "the dumb waiter",
        "the blind spot",
        "white wine",
        "a lamé scarf",
        "Guy Ritchie",
    ],
)
def test_harmless_words_stay_harmless_under_a_foreign_list(text, tmp_path):
    rules = rules_of(
        tmp_path,
        """
- inconsiderate: [pride, sexual, dick, fanny, black, blind, dumb, white, lame, guy]
  considerate: other
""",
    )
    assert spans(rules, text) == []


def test_an_or_rule_is_kept_by_both_sides_together(tmp_path):
    rules = rules_of(
        tmp_path,
        "- type: or\n  considerate: [chair]\n  inconsiderate: {chairman: male, chairwoman: female}\n"
        "- type: or\n  apostrophe: true\n  considerate: they\n  inconsiderate: {he's: male, she's: female}\n",
    )
    assert spans(rules, "The chairman or chairwoman, chairman/chairwoman.") == []
    assert spans(rules, "The chairman came, then the chairwoman.") == [("chairman", "amber"), ("chairwoman", "amber")]
    assert spans(rules, "He’s here.") == [("He’s", "advice")]
    assert spans(rules, "Hes there") == []


def test_a_simple_rule_wants_all_its_categories_in_one_paragraph(tmp_path):
    rules = rules_of(tmp_path, "- type: simple\n  inconsiderate: {master: a, slave: b}\n")
    assert [span for span, _ in spans(rules, "A master and a slave.")] == ["master", "slave"]
    assert spans(rules, "A master.\n\nA slave.") == []


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("when referring to a person", "A daft customer waits.", [("daft", "amber")]),
        ("when referring to a person", "A daft spoon bends.", []),
        ("when referring to a person", "She is daft.", [("daft", "amber")]),
        ("when referring to a person", "Being daft.", [("daft", "advice")]),
        ("only when used as an adjective of a person", "Daft people laugh.", [("Daft", "amber")]),
        ("only when used as an adjective of a person", "A daft idea works.", []),
        ("when used as a noun", "Bring the daft.", [("daft", "amber")]),
        ("when used as a noun", "The daft idea.", []),
        ("in computing", "The server has a daft node.", [("daft", "amber")]),
        ("in computing", "A daft walk.", []),
        ("on a Tuesday", "A daft walk.", [("daft", "advice")]),
    ],
)
def test_a_condition_is_honoured_where_the_text_tells(condition, text, expected, tmp_path):
    rules = rules_of(tmp_path, f"- inconsiderate: daft\n  considerate: silly\n  condition: {condition}\n")
    found = rules.check(Copy(fields={"text": text}))
    assert [(f.span, f.severity) for f in found] == expected
    assert all(condition in f.message for f in found)


def test_a_fix_only_where_the_sentence_bears_it(tmp_path):
    rules = rules_of(
        tmp_path,
        """
- {inconsiderate: fisherman, considerate: [fisher]}
- {inconsiderate: watchman, considerate: [guard, warden, keeper, porter]}
- {inconsiderate: handicap, considerate: [disability]}
- {inconsiderate: insane, considerate: [wild, odd, rare, huge]}
- {inconsiderate: birth defect, considerate: [has a disability]}
- {inconsiderate: stewards, considerate: [attendant]}
""",
    )

    def fixes(text: str) -> list[str | None]:
        return [f.fix for f in rules.check(Copy(fields={"text": text}))]

    assert fixes("Fisherman wanted.") == ["Fisher"]
    assert fixes("THE FISHERMAN") == ["FISHER"]
    assert fixes("a handicap") == ["disability"]
    (found,) = rules.check(Copy(fields={"text": "A watchman stays."}))
    assert found.fix is None, "which of several a person chooses"
    assert "Say 'guard', 'warden', 'keeper' or 'porter'." in found.message
    assert found.options == ("guard", "warden", "keeper", "porter")
    (found,) = rules.check(Copy(fields={"text": "Insane!"}))
    assert found.options == ("Wild", "Odd", "Rare", "Huge"), "as the words began"
    (found,) = rules.check(Copy(fields={"text": "An insane day"}))
    assert found.options == ("odd",), "what its article stands before"
    (found,) = rules.check(Copy(fields={"text": "Fisherman wanted."}))
    assert found.options == (), "there is a fix"
    assert fixes("An insane day, a birth defect, two stewards") == [None, None, None]


def test_places_and_words_of_a_finding(tmp_path):
    rules = rules_of(
        tmp_path, "- {inconsiderate: mans best friend, considerate: dog, note: A note., source: 'https://a.example'}\n"
    )
    (found,) = rules.check(Copy(fields={"one": "Fine.", "two": "So,\nman’s  best friend."}))
    assert (found.field, found.line, found.column, found.span) == ("two", 2, 1, "man’s  best friend")
    assert "Say 'dog'. A note." in found.message
    assert found.source == "https://a.example"


def test_a_word_that_is_named_and_not_said_is_advice(tmp_path):
    rules = rules_of(tmp_path, "- inconsiderate: daft\n  considerate: silly\n")
    assert spans(rules, "Do not write “daft” here, it is daft.") == [("daft", "advice"), ("daft", "amber")]


def test_a_star_stands_for_one_word(tmp_path):
    rules = rules_of(tmp_path, "- inconsiderate: make * great again\n")
    assert [span for span, _ in spans(rules, "Make soap great again!")] == ["Make soap great again"]
    assert spans(rules, "Make our soap great again") == []


def test_what_cannot_be_used_is_named_with_its_line_and_the_rest_runs(tmp_path):
    rules = rules_of(
        tmp_path,
        "- inconsiderate: daft\n"
        "- type: both\n  inconsiderate: x\n"
        "- considerate: y\n"
        "- inconsiderate: z\n  colour: red\n"
        "- just a word\n"
        "- inconsiderate: '!!!'\n",
    )
    assert [(p.line, p.key) for p in rules.problems] == [
        (2, "type"),
        (4, "inconsiderate"),
        (6, "colour"),
        (7, "rule"),
        (8, "inconsiderate"),
    ]
    assert rules.tried == 1
    assert spans(rules, "daft") == [("daft", "amber")]


@pytest.mark.parametrize(("text", "line"), [("- a: [", 1), ("a: b", 1), ("", 1)])
def test_a_broken_file_is_one_problem(tmp_path, text, line):
    (tmp_path / "x.yml").write_text(text)
    loaded = load_equality(tmp_path / "x.yml")
    assert [p.line >= line for p in loaded.problems] == [True]


def test_a_folder_of_vale_rules_is_none(tmp_path):
    (tmp_path / "a.yml").write_text("extends: existence\nmessage: x\ntokens:\n  - inconsiderate\n")
    assert not is_equality_folder(tmp_path)
    (tmp_path / "b.yml").write_text("- inconsiderate: x\n")
    assert is_equality_folder(tmp_path)


def test_the_digest_follows_the_files(tmp_path):
    one = rules_of(tmp_path, "- inconsiderate: daft\n").digest
    assert rules_of(tmp_path, "- inconsiderate: daft\n").digest == one
    assert rules_of(tmp_path, "- inconsiderate: dafter\n").digest != one


@pytest.mark.skipif(not SHARED.is_dir(), reason="the retext-equality package is not beside the repository")
def test_the_whole_package_is_read_and_each_phrase_is_found():
    rules = load_equality(SHARED)
    assert rules.problems == ()
    assert rules.tried == 425
    missed = []
    for rule in rules.rules:
        for phrase, _ in rule.inconsiderate:
            said = " ".join("one" if word == "*" else word for word in phrase.split())
            text = f"Then {said} again."
            found = [f for f in rules.check(Copy(fields={"t": text})) if f.start <= 5 and f.start + len(f.span) >= 5]
            if not found and rule.condition is None:
                missed.append(phrase)
    assert missed == []


@pytest.mark.parametrize("text", ["make " * 20_000, "the disabled " * 2_000, "“he or " * 5_000, "\u202e\u05d0" * 5_000])
def test_hostile_texts_end(text):
    check_inclusive(Copy(fields={"text": text}))


PEOPLE = {
    "gender": ("woman", "man", "non-binary person", "trans woman", "trans man"),
    "origin": ("Turkish", "German", "Nigerian", "Black", "white", "Asian", "Roma", "Jewish", "Arab", "Polish"),
    "religion": ("Muslim", "Christian", "Jewish", "Hindu", "Buddhist", "atheist", "Sikh"),
    "disability": ("disabled", "blind", "deaf", "autistic", "non-disabled", "sighted"),
    "age": ("older", "young", "middle-aged", "elderly", "teenage"),
    "love": ("gay", "lesbian", "straight", "bisexual", "queer"),
}
TEMPLATES = (
    "A {} customer chose the refillable bottle.",
    "Our founder is {} and proud of it.",
    "For {} people, as for everybody, the refill costs EUR 24.",
    "Meet Sam, a {} gardener from Porto.",
)


@pytest.mark.parametrize("group", sorted(PEOPLE))
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_sentence_about_other_people_is_rated_the_same(group, template):
    for term in PEOPLE[group]:
        copy = Copy(fields={"text": template.format(term)})
        assert (*check_inclusive(copy), *check_safety(copy), *check_privacy(copy)) == (), term


ONE_GENDER = [
    ("en", "We look for a salesman for the Ghent shop who speaks English."),
    ("en", "Even girls can change this tyre in 20 minutes."),
    ("en", "Our cargo bikes need no manpower: hop on and ride."),
    ("de", "Linden Hour, ein Duft für die Dame."),
    ("fr", "Laissez la magie vous emporter, et devenez enfin la femme que le monde attendait."),
    ("en", "Ask our foreman about the frame."),
    ("en", "So simple that a woman can do it."),
    ("en", "Good morning, girls!"),
    ("de", "Gesucht: ein Mechaniker für Freiburg."),
    ("de", "Wir suchen einen erfahrenen Mechaniker für Freiburg."),
    ("de", "Das schafft sogar deine Oma."),
    ("fr", "Même une fille peut changer ce pneu."),
    ("fr", "Nous recrutons un mécanicien pour Gand."),
    ("es", "Hasta una chica puede cambiarla."),
    ("es", "Buscamos un mecánico para Porto."),
    ("it", "Cerchiamo un meccanico per Milano."),
    ("nl", "Zelfs een meisje kan deze band verwisselen."),
]
EVERYBODY = [
    ("en", "Death of a Salesman is on at the theatre next door."),
    ("en", "The postman brings it on Tuesday."),
    ("en", "We look for a salesperson for the Ghent shop."),
    ("en", "Even our grandmother's clock is late."),
    ("en", "Craftsmanship takes time."),
    ("en", "Two women and a man run the workshop."),
    ("en", "Ladies and gentlemen, the bike."),
    ("en", "A gentleman's agreement."),
    ("de", "Wir suchen einen Mechaniker (m/w/d) für Freiburg."),
    ("de", "Wir suchen eine Mechanikerin oder einen Mechaniker."),
    ("de", "Liebe Damen und Herren, wir ziehen um."),
    ("de", "Für die Dame an der Kasse war es der erste Tag."),
    ("fr", "Bonjour mesdames et messieurs."),
    ("fr", "Nous cherchons un mécanicien ou une mécanicienne."),
    ("fr", "Même une chaîne neuve peut rouiller."),
    ("es", "Buscamos un mecánico o una mecánica."),
    ("es", "Hasta la lluvia puede oler bien."),
    ("it", "Cerchiamo una persona per la vendita."),
    ("nl", "Zelfs een oude fiets kan dit."),
    ("en", "Policemen on bicycles, 1910: a photograph."),
]


def ambers(text: str, locale: str) -> list[str]:
    return [f.rule for f in check_inclusive(Copy(fields={"text": text}, locale=locale)) if f.severity == "amber"]


@pytest.mark.parametrize(("locale", "text"), ONE_GENDER)
def test_jobs_readers_and_surprise_at_women_are_found_as_kinds_of_sentence(locale, text):
    assert len(ambers(text, locale)) == 1


@pytest.mark.parametrize(("locale", "text"), EVERYBODY)
def test_titles_pairs_and_things_are_left_alone(locale, text):
    assert ambers(text, locale) == []
