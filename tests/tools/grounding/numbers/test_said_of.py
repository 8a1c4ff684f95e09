"""A bakery whose things no list of the desk's names: what its documents give one number of is read from their words."""

import pytest

from knowledge.passages import Passage
from tests.tools.grounding.numbers.test_grounding import TODAY, passage
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.check import check_numbers


def page(locale: str, text: str) -> Passage:
    return passage(text).model_copy(update={"locale": locale})


EVIDENCE = (
    page(
        "en",
        "A rye loaf costs €6 and weighs 900 g. A sourdough baguette costs €3. A tart for eight people costs €24. The"
        " baking class costs €45 and takes four hours. Delivery within Ghent costs €4. A box of twelve rolls costs €9."
        " The dough rests for 18 hours. The tour of the oven takes 40 minutes and is free. A bag of flour weighs 2 kg"
        " and costs €5. A cup of coffee costs €3. A spelt loaf costs €7. Starter kit: €8. A cinnamon bun is €2.50. The"
        " summer course costs €120 for three evenings. A seat at the table costs €12, €15 or €18.",
    ),
    page(
        "de",
        "Ein Roggenbrot kostet 6 € und wiegt 900 g. Der Backkurs kostet 45 € und dauert vier Stunden. Die Lieferung in"
        " Gent kostet 4 €. Ein Dinkelbrot kostet 7 €. Der Frühstückskorb kostet 14 €. Ein Beutel Mehl wiegt 2 kg und"
        " kostet 5 €. Die Ofenführung dauert 40 Minuten.",
    ),
    page(
        "fr",
        "Une miche de seigle coûte 6 € et pèse 900 g. Le cours de pain coûte 45 € et dure quatre heures. Une tarte pour"
        " huit coûte 24 €. La pâte repose 18 heures.",
    ),
    page(
        "es",
        "Una hogaza de centeno cuesta 6 € y pesa 900 g. El curso de pan cuesta 45 € y dura cuatro horas. Una caja de"
        " doce bollos cuesta 9 €.",
    ),
)


def reds(text: str, locale: str) -> list[Finding]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one for one in check_numbers(copy, EVIDENCE, (), TODAY) if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Our rye loaf is €7.", "en", "€7"),
        ("The rye loaf weighs 2 kg.", "en", "2 kg"),
        ("Rye loaf: €5.", "en", "€5"),
        ("€9 for a rye loaf, still warm.", "en", "€9"),
        ("The baking class takes two hours.", "en", "two hours"),
        ("The baking class costs €45 and takes two hours.", "en", "two hours"),
        ("A tart for eight people costs €45.", "en", "€45"),
        ("A box of twelve rolls costs €12.", "en", "€12"),
        ("The tour of the oven takes two hours.", "en", "two hours"),
        ("A bag of flour costs €6.", "en", "€6"),
        ("Delivery within Ghent is €6.", "en", "€6"),
        ("Our summer course costs €100 for three evenings.", "en", "€100"),
        ("Starter kit, €9.", "en", "€9"),
        ("Ein Roggenbrot kostet 7 €.", "de", "7 €"),
        ("Frühstückskorb: 24 €.", "de", "24 €"),
        ("Die Ofenführung dauert vier Stunden.", "de", "vier Stunden"),
        ("Ein Beutel Mehl kostet 4 €.", "de", "4 €"),
        ("La miche de seigle pèse 700 g.", "fr", "700 g"),
        ("Notre cours de pain dure deux heures.", "fr", "deux heures"),
        ("Una caja de doce bollos cuesta 12 €.", "es", "12 €"),
        ("Hogaza de centeno: 8 €.", "es", "8 €"),
    ],
)
def test_another_number_of_what_the_documents_name_so(text: str, locale: str, span: str) -> None:
    assert [one.span for one in reds(text, locale)] == [span]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("A rye loaf costs €6, a spelt loaf €7.", "en"),
        ("The baking class takes 240 minutes and costs €45.", "en"),
        ("Two rye loaves cost €12.", "en"),
        ("A small rye loaf costs €4.", "en"),
        ("A rye loaf and a coffee cost €9.", "en"),
        ("A rye loaf is €3 more than a baguette.", "en"),
        ("A rye loaf costs €3 a quarter.", "en"),
        ("A rye loaf costs €5 with the card.", "en"),
        ("A rye loaf would cost €9 in the capital.", "en"),
        ("If a rye loaf costs €9, something is wrong.", "en"),
        ("Elsewhere, a rye loaf costs €9.", "en"),
        ("In 2011, a rye loaf cost €3.", "en"),
        ("A rye loaf was €3 once.", "en"),
        ("Does a rye loaf cost €9? No.", "en"),
        ("A rye loaf is not €9.", "en"),
        ("A rye loaf is at least €5.", "en"),
        ("The dough rests for 18 hours and the baker for six.", "en"),
        ("Our baking class is three days away.", "en"),
        ("A seat at the table costs €20.", "en"),
        ("Anderswo kostet ein Roggenbrot 9 €.", "de"),
        ("Früher kostete ein Roggenbrot 3 €.", "de"),
        ("Ein halbes Roggenbrot kostet 3 €.", "de"),
        ("Ein Roggenbrot kostet 1 € weniger als ein Dinkelbrot.", "de"),
        ("Une demi-miche de seigle coûte 3 €.", "fr"),
        ("Deux miches de seigle coûtent 12 €.", "fr"),
        ("Media hogaza de centeno cuesta 3 €.", "es"),
        ("Een roggebrood kost 9 €.", "nl"),
    ],
)
def test_its_own_number_or_another_thing(text: str, locale: str) -> None:
    assert [one for one in reds(text, locale) if "is not what is known" in one.message] == []
