"""The best of several candidates is picked in code."""

import pytest

from agents.graph.copywriting.candidates import best, mend, weigh
from agents.graph.copywriting.material import Statement
from agents.graph.copywriting.plan import VariantPlan
from tools.copy import Copy
from tools.findings import BrandReport, Finding, Rating

LEAD = Statement(
    text="The Lantern weighs 900 g and hangs from a rucksack.", passage="p1", subject="Lantern", topic="weight"
)
PRICE = Statement(text="The Lantern costs €80.", passage="p2", subject="Lantern", topic="price", price=True, money=True)
PLAN = VariantPlan(
    variant=1, alternative="A", channel="instagram", locale="en", product="Lantern", statements=(LEAD, PRICE),
    angle="a", opening="Rain again.", why="w",
)  # fmt: skip
TOLD = "Rain again. The Lantern weighs 900 g and hangs from a rucksack. The Lantern costs €80."


def copy(text: str) -> Copy:
    return Copy(fields={"caption": text}, channel="instagram")


def report(rating: Rating = "green", score: int = 100, *findings: Finding) -> BrandReport:
    return BrandReport(rating=rating, score=score, sections=(), findings=findings, rules_digest="0")


def finding(text: str, span: str, fix: str | None) -> Finding:
    start = text.index(span)
    return Finding(
        rule="r", family="wording", severity="amber", field="caption", line=1, column=start + 1, start=start, span=span,
        message="m", source=None, fix=fix,
    )  # fmt: skip


def rate(text: Copy) -> BrandReport:
    """No bargains, no grabbing, nothing red."""
    found = [finding(text.text, word, fix) for word, fix in (("bargain", "price"), ("grab", None)) if word in text.text]
    if "red" in text.text:
        return report("red", 40)
    return report("amber", 90 - 5 * (len(found) - 1), *found) if found else report()


def pick(*texts: str, avoid: tuple[str, ...] = (), words: tuple[int, int] | None = None) -> str:
    return best([weigh(copy(text), rate, PLAN, avoid, words) for text in texts]).copy.text


@pytest.mark.parametrize(
    ("better", "worse", "why"),
    [
        (TOLD, "Rain again, grab it. The Lantern weighs 900 g.", "the rating comes first"),
        ("Rain again, grab 900 g.", "red. The Lantern weighs 900 g.", "amber before red"),
        (TOLD, "Rain again. The Lantern hangs from a rucksack.", "it tells the lead fact's figure"),
        (TOLD, TOLD + " You will certainly love carrying this beauty everywhere.", "it says what the facts say"),
    ],
)
def test_the_better_one_is_picked_wherever_it_stands(better: str, worse: str, why: str) -> None:
    assert pick(better, worse) == better, why
    assert pick(worse, better) == better, why


def test_the_one_that_differs_from_its_siblings_is_picked() -> None:
    other = "Rain again. 900 g, and it hangs from your rucksack. The Lantern costs €80."
    assert pick(TOLD, other, avoid=(TOLD,)) == other


def test_a_price_may_be_said_in_the_same_words_as_in_a_sibling() -> None:
    assert weigh(copy(TOLD), rate, PLAN, ("Elsewhere. The Lantern costs €80.",), None).twice == 0
    assert weigh(copy(TOLD), rate, PLAN, (f"Elsewhere. {LEAD.text}",), None).twice == 1


def test_a_figure_beside_the_words_of_another_fact_is_not_good() -> None:
    rests = Statement(
        text="The Lantern rests for five weeks before we fill it.", passage="p", subject="Lantern", topic="a"
    )
    plan = PLAN.model_copy(update={"statements": (rests, LEAD)})
    wrong = "The Lantern hangs from a rucksack, and it's gone after five weeks."
    right = "The Lantern rests for five weeks and hangs from a rucksack."
    assert weigh(copy(wrong), rate, plan, (), None).misplaced == 1
    assert weigh(copy(right), rate, plan, (), None).misplaced == 0
    assert not weigh(copy(wrong), rate, plan, (), None).good


def test_the_usual_length_is_preferred() -> None:
    long = TOLD + " It hangs from a rucksack, the Lantern, and it weighs 900 g, the Lantern, from a rucksack."
    assert pick(long, TOLD, words=(8, 20)) == TOLD


def test_a_good_one_needs_no_other() -> None:
    assert weigh(copy(TOLD), rate, PLAN, (), None).good
    assert not weigh(copy("Rain again, grab 900 g."), rate, PLAN, (), None).good
    assert not weigh(copy(TOLD), rate, PLAN, (TOLD,), None).good


def test_the_checks_own_fixes_are_put_in_place() -> None:
    mended, rated = mend(copy("A bargain to grab."), rate)
    assert (mended.text, rated.score) == ("A price to grab.", 90)
    assert mend(copy("One bargain."), rate) == (copy("One price."), report())


def test_a_fix_that_makes_it_worse_is_left_out() -> None:
    def strict(text: Copy) -> BrandReport:
        return rate(text) if "bargain" in text.text else report("red", 10)

    assert mend(copy("One bargain."), strict)[0].text == "One bargain."


def test_what_has_no_fix_stays() -> None:
    assert mend(copy("Just grab it."), rate)[0].text == "Just grab it."
