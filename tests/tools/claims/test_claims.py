import pytest

from knowledge.facts import Claim, Product
from knowledge.passages import Passage
from tools.claims.check import check_claims
from tools.copy import Copy
from tools.findings import Finding


def row(text: str, status: str, note: str | None = None, evidence: str | None = "tests.md, May 2026") -> Claim:
    return Claim(id=f"c-{text}", claim=text, status=status, evidence=evidence, note=note, passage="p-register")


def passage(text: str, **changes) -> Passage:
    known = {
        "id": f"p-{text[:10]}",
        "brand": "orrelune",
        "document": "claims/claim-register.md",
        "title": "Claim register",
        "heading": ("Claim register",),
        "position": 0,
        "line": 9,
        "text": text,
        "kind": "claim",
        "locale": "en",
    }
    return Passage(**(known | changes))


REGISTER = (
    row(
        "Refills use 62% less packaging by weight than a new boxed 50 ml eau de parfum.",
        "substantiated",
        "Name both sides of the comparison.",
    ),
    row("Our eaux de parfum are filled by hand.", "substantiated"),
    row(
        "Calm Balm was patch-tested on 52 adults who say their skin is sensitive; 51 of them showed no reaction after "
        "48 hours.",
        "substantiated",
        "Give all three numbers or none.",
    ),
    row("Calm Balm contains no scent.", "substantiated", "'Entirely unscented' is fine."),
    row(
        "Suitable for sensitive skin.",
        "partly",
        "Say 'for sensitive skin' only with the patch test beside it.",
        "one patch test, 52 adults, 48 hours",
    ),
    row("The bottle is made of recycled glass.", "partly", "Say 'glass with 40% recycled content'.", "40% by weight"),
    row("Made in Germany.", "partly", "Say 'filled in our workshop in Berlin'.", "oils are bought elsewhere"),
    row("Eco-friendly, sustainable, green, good for the planet.", "forbidden", "One act, one figure.", "gap: generic"),
    row("The best perfume, the number one, the finest.", "forbidden", "Say what it smells of.", "gap: no ranking"),
    row(
        "Heals, cures or treats eczema, rashes or any skin condition.",
        "forbidden",
        "Say 'dry skin'.",
        "gap: a cosmetic",
    ),
    row("Leakproof, unbreakable, never spills.", "forbidden", None, "gap: glass breaks"),
)
PAGE = passage("The claim register.", id="p-register")
PRODUCTS = (
    Product(name="Quiet Cedar", aliases=(), document="c.md"),
    Product(name="Evening Candle", aliases=("the candle",), document="e.md"),
)
CEDAR = passage("Quiet Cedar is filled by hand.", kind="product", product="Quiet Cedar", document="cedar.md")
CANDLE = passage("The candle is poured by a partner.", kind="product", product="Evening Candle", document="candle.md")


def check(text: str, locale: str = "en", evidence=(PAGE, CEDAR, CANDLE)) -> tuple[Finding, ...]:
    return check_claims(Copy(fields={"caption": text}, locale=locale), REGISTER, evidence, PRODUCTS)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Each refill uses 62% less packaging by weight than a new boxed bottle.", "en"),
        ("Filled by hand, every one.", "en"),
        ("Quiet Cedar is filled by hand.", "en"),
        ("Patch-tested on 52 adults whose skin is sensitive. 51 showed no reaction after 48 hours.", "en"),
        ("For sensitive skin: patch-tested on 52 adults who say so; 51 showed no reaction after 48 hours.", "en"),
        (
            "Fifty-two adults wore Calm Balm under a patch for 48 hours. Fifty-one of them showed no reaction.",
            "en",
        ),
        ("Étanche ? Le mot ne nous convient pas : déverrouillé, il vaporise.", "fr"),
        ("Are you sustainable? People ask us that. We don't use the word.", "en"),
        ("What it doesn't tell us: anything about children, about pregnancy.", "en"),
        ("L'incontournable de novembre : la bougie.", "fr"),
        ("Calm Balm contains no scent.", "en"),
        ("Calm Balm is entirely unscented.", "en"),
        ("Glass with 40% recycled content.", "en"),
        ("It does not cure eczema.", "en"),
        ("And it isn't sustainable either.", "en"),
        ("Is it handmade?", "en"),
        ("Best before May.", "en"),
        ("Your morning, unhurried.", "en"),
        ("Une recharge, c'est 62 % d'emballage en moins, au poids.", "fr"),
        ("Unsere Düfte werden von Hand gefüllt.", "de"),
        ("", "en"),
    ],
)
def test_what_the_register_carries_or_nobody_claims_is_no_finding(text: str, locale: str) -> None:
    assert check(text, locale) == ()


@pytest.mark.parametrize(
    ("text", "rule", "severity", "span"),
    [
        ("It is our best perfume yet.", "ForbiddenClaim", "red", "best "),
        ("Green? No: greener.", "ForbiddenClaim", "red", "greener"),
        ("A sustainable bottle.", "ForbiddenClaim", "red", "sustainable"),
        ("It treats rashes.", "ForbiddenClaim", "red", "treats rashes"),
        ("Unbreakable.", "ForbiddenClaim", "red", "Unbreakable"),
        ("Does it heal?", "ForbiddenClaim", "amber", "heal"),
        ("Sustainable? Of course we are.", "ForbiddenClaim", "red", "Sustainable"),
        ("The best-selling lamp in Leiden.", "ForbiddenClaim", "amber", "best-selling"),
        ("You won't believe how it heals.", "ForbiddenClaim", "red", "heals"),
        ("For sensitive skin.", "PartlySubstantiatedClaim", "amber", "sensitive skin"),
        ("Made of recycled glass.", "PartlySubstantiatedClaim", "amber", "recycled"),
        ("Made in Germany.", "PartlySubstantiatedClaim", "amber", "Made in Germany"),
        ("Refills use 60% less packaging by weight.", "LooseClaim", "amber", "less packaging"),
        ("Patch-tested on 52 adults: no worries.", "LooseClaim", "amber", "Patch-tested"),
        ("The candle is filled by hand.", "LooseClaim", "amber", "by hand"),
        ("Dermatologist approved.", "UnsubstantiatedClaim", "red", "Dermatologist"),
        ("Helps you sleep.", "UnsubstantiatedClaim", "red", "Helps you sleep"),
        ("Money back.", "UnsubstantiatedClaim", "amber", "Money back"),
        ("Made in our Paris atelier.", "UnsubstantiatedClaim", "amber", "Made in our Paris"),
        ("It never fades.", "UnsubstantiatedClaim", "amber", "never"),
        ("Paraben-free.", "UnsubstantiatedClaim", "amber", "Paraben-free"),
        ("Loved by commuters.", "UnsubstantiatedClaim", "amber", "Loved by"),
        ("Lasts longer than the rest.", "UnsubstantiatedClaim", "amber", "Lasts longer"),
    ],
)
def test_what_it_does_not_carry_is_found(text: str, rule: str, severity: str, span: str) -> None:
    (finding,) = check(text)
    assert (finding.rule, finding.severity, finding.span) == (f"copydesk.{rule}", severity, span)
    assert finding.family == "claims"
    assert text[finding.start :].startswith(span)


def test_the_message_names_the_row_its_gap_and_what_to_say() -> None:
    (finding,) = check("It heals.")
    assert "forbids “Heals, cures or treats eczema" in finding.message
    assert "gap: a cosmetic" in finding.message
    assert "Say 'dry skin'." in finding.message
    assert finding.source == PAGE.citation


def test_without_the_registers_page_the_source_is_its_entry() -> None:
    (finding,) = check("It heals.", evidence=())
    assert finding.source == "claim register › Heals, cures or treats eczema, rashes or any skin condition."


def test_a_superlative_can_be_taken_out() -> None:
    text = "Meet the best bottle."
    (finding,) = check(text)
    assert finding.fix == ""
    assert text.replace(finding.span, finding.fix) == "Meet the bottle."


def test_one_finding_for_one_row_in_one_sentence() -> None:
    assert len(check("It heals and cures eczema. It heals.")) == 2


def test_a_document_that_says_it_makes_it_amber_until_it_is_registered() -> None:
    said = passage("The box is compostable at home.", kind="product", document="box.md")
    (finding,) = check("The box is compostable at home.", evidence=(said,))
    assert (finding.rule, finding.severity, finding.source) == ("copydesk.UnregisteredClaim", "amber", said.citation)


def test_a_list_of_what_must_not_be_said_carries_nothing() -> None:
    refused = passage("It is compostable.", kind="product", heading=("Box", "What may not be said"))
    (finding,) = check("It is compostable.", evidence=(refused,))
    assert finding.rule == "copydesk.UnsubstantiatedClaim"


def test_an_empty_register_carries_nothing() -> None:
    findings = check_claims(Copy(fields={"a": "The best.", "b": "By hand."}), (), ())
    assert [(one.field, one.severity) for one in findings] == [("a", "amber"), ("b", "amber")]


@pytest.mark.parametrize(
    ("text", "locale"), [("Le meilleur parfum.", "fr"), ("Der beste Duft.", "de"), ("Cura la piel.", "es")]
)
def test_in_another_language_an_unknown_grave_claim_is_red(text: str, locale: str) -> None:
    assert [finding.severity for finding in check(text, locale)] == ["red"]


def test_in_another_language_missing_numbers_are_told() -> None:
    (finding,) = check("Calm Balm a été testé sous patch sur 52 adultes.", "fr")
    assert (finding.rule, finding.severity) == ("copydesk.LooseClaim", "amber")


@pytest.mark.parametrize(
    "text",
    [
        "See https://shop.example/best/guaranteed/organic-cure for more.",
        "https://example.com/perfume/bargain/grab",
        "Read www.shop.example/cures-eczema/carbon-neutral today.",
        "More at shop.example/best-price-guaranteed, any day.",
        "[how to refill](https://shop.example/leakproof?sort=finest)",
        "Write to finest.guaranteed@shop.example.",
    ],
)
def test_the_words_of_an_address_claim_nothing(text: str) -> None:
    assert check_claims(Copy(fields={"text": text}, channel="instagram"), REGISTER, ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The best perfume: https://shop.example/perfume",
        "https://shop.example/perfume is the best perfume.",
        "[the best perfume](https://shop.example/perfume)",
        "#best #guaranteed",
        "Our best/finest perfume.",
    ],
)
def test_what_stands_beside_an_address_claims_as_ever(text: str) -> None:
    found = check_claims(Copy(fields={"text": text}, channel="instagram"), REGISTER, ())
    assert [one.rule for one in found][:1] == ["copydesk.ForbiddenClaim"]


@pytest.mark.parametrize(("text", "said"), [("@anna_k loved it.", True), ("Tell us what @anna_k wrote.", False)])
def test_who_is_quoted_by_a_handle_gives_a_testimonial(text: str, said: bool) -> None:
    found = check_claims(Copy(fields={"caption": text}, channel="instagram"), REGISTER, ())
    assert [one.rule for one in found] == (["copydesk.UnsubstantiatedClaim"] if said else [])


def test_what_evidence_is_missing_is_no_source() -> None:
    forbidden = row("The best perfume.", "forbidden", evidence="gap: no ranking")
    (finding,) = check_claims(Copy(fields={"caption": "The best perfume."}, channel="instagram"), (forbidden,), ())
    assert (finding.rule, finding.source) == ("copydesk.ForbiddenClaim", "claim register › The best perfume.")
    assert "gap: no ranking" in finding.message
