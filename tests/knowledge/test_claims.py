import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.claims import find_claims


@pytest.mark.parametrize(
    ("text", "locale", "kind", "span"),
    [
        ("The best perfume.", "en", "superlative", "best"),
        ("The best perfume in town.", "en", "superlative", "The best perfume in town"),
        ("The world's first refillable perfume.", "en", "superlative", "world's first"),
        ("Our most loved scent.", "en", "superlative", "Our most loved"),
        ("The #1 refill.", "en", "superlative", "#1"),
        ("The greenest choice.", "en", "superlative", "greenest"),
        ("It lasts longer than others.", "en", "comparative", "lasts longer"),
        ("More lasting on skin than the rest of them.", "en", "comparative", "More lasting on skin than"),
        ("It never fades.", "en", "absolute", "never"),
        ("100% linden.", "en", "absolute", "100%"),
        ("A long-lasting scent.", "en", "absolute", "long-lasting"),
        ("It heals.", "en", "health", "heals"),
        ("It heals your hands.", "en", "health", "heals your hands"),
        ("Treats dry skin.", "en", "health", "Treats dry skin"),
        ("For sensitive skin.", "en", "health", "sensitive skin"),
        ("An eco‑friendly bottle.", "en", "environmental", "eco‑friendly"),
        ("Saves a lot of plastic.", "en", "environmental", "Saves a lot of plastic"),
        ("62% less packaging by weight than a box.", "en", "environmental", "less packaging"),
        ("Made in our Paris atelier.", "en", "origin", "Made in our Paris"),
        ("Filled by hand.", "en", "origin", "by hand"),
        ("The lowest price ever.", "en", "price", "lowest price"),
        ("Money-back.", "en", "guarantee", "Money-back"),
        ("Loved by commuters.", "en", "testimonial", "Loved by"),
        ("9 out of 10 commuters.", "en", "testimonial", "9 out of 10"),
        (
            "“I have worn it every day since May” — Clara",
            "en",
            "testimonial",
            "“I have worn it every day since May” — Clara",
        ),
        ("Paraben-free.", "en", "free_from", "Paraben-free"),
        ("It contains no scent.", "en", "free_from", "contains no scent"),
        ("Dermatologist approved.", "en", "clinical", "Dermatologist"),
        ("Clinically proven.", "en", "clinical", "Clinically proven"),
        ("Le meilleur parfum.", "fr", "superlative", "meilleur"),
        ("Le plus doux des baumes.", "fr", "superlative", "Le plus doux"),
        ("Un flacon éco-responsable.", "fr", "environmental", "éco-responsable"),
        ("Apaise vite.", "fr", "health", "Apaise"),
        ("Rechargeable à l’infini.", "fr", "absolute", "Rechargeable à l’infini"),
        ("Der beste Duft.", "de", "superlative", "beste"),
        ("Nachhaltiger Duft.", "de", "environmental", "Nachhaltiger"),
        ("Dermatologisch getestet.", "de", "clinical", "Dermatologisch getestet"),
        ("El mejor perfume.", "es", "superlative", "mejor"),
        ("Cura ya.", "es", "health", "Cura"),
        ("Il più amato.", "it", "superlative", "Il più amato"),
        ("Een duurzame fles.", "nl", "environmental", "duurzame"),
        ("The best perfume.", "sv", "superlative", "best"),
        ("O melhor perfume.", "pt", "superlative", "O melhor"),
    ],
)
def test_a_claim_is_found(text: str, locale: str, kind: str, span: str) -> None:
    (found, *rest) = find_claims(text, locale)
    assert (found.kind, found.text) == (kind, span)
    assert not found.negated
    assert not rest or "proven" in text


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Best before December.", "en"),
        ("Linden at its best.", "en"),
        ("Best wishes from Berlin.", "en"),
        ("Best known for her patience.", "en"),
        ("Best worn on a Tuesday.", "en"),
        ("Treat yourself.", "en"),
        ("The green pear opens first.", "en"),
        ("Most mornings it rains.", "en"),
        ("Return it free of charge.", "en"),
        ("Please ask your doctor.", "en"),
        ("Free shipping.", "en"),
        ("As always, come in.", "en"),
        ("Rather than later, now.", "en"),
        ("Calm Balm is back.", "en"),
        ("The workshop is in Berlin.", "en"),
        ("We filled them.", "en"),
        ("Meilleurs vœux à tous.", "fr"),
        ("Sur le quai, plus tard.", "fr"),
        ("Beste Grüße aus Berlin.", "de"),
        ("Mindestens haltbar bis Mai.", "de"),
        ("Mi mejor amigo.", "es"),
        ("Bagaglio a mano.", "it"),
        ("Beste klant,", "nl"),
        ("", "en"),
        ("Nothing is better than a quiet morning.", "en"),
        ("There's nothing nicer than an afternoon without a telephone.", "en"),
    ],
)
def test_what_only_sounds_like_a_claim_is_none(text: str, locale: str) -> None:
    assert find_claims(text, locale) == ()


@pytest.mark.parametrize(
    ("text", "locale", "negated"),
    [
        ("It does not cure eczema.", "en", True),
        ("No scent of ours is hypoallergenic.", "en", True),
        ("We don't say sustainable.", "en", True),
        ("It not only heals.", "en", False),
        ("You won't believe it heals.", "en", False),
        ("The balm cures.", "en", False),
        ("No wonder it heals.", "en", False),
        ("Not perfume: it heals.", "en", False),
        ("Il ne guérit pas.", "fr", True),
        ("Er heilt nicht.", "de", True),
        ("Er heilt nicht nur.", "de", False),
        ("No cura nada.", "es", True),
        ("Non guarisce.", "it", True),
        ("Het geneest niet.", "nl", True),
    ],
)
def test_what_is_denied(text: str, locale: str, negated: bool) -> None:
    assert {claim.negated for claim in find_claims(text, locale)} == {negated}


def test_a_question_is_marked_and_the_sentence_is_given() -> None:
    text = "Come in. Does it heal? Ask us."
    (claim,) = find_claims(text)
    assert claim.question
    assert (claim.sentence, claim.sentence_start) == ("Does it heal?", 9)


def test_the_key_compares_texts() -> None:
    assert find_claims("The BEST.")[0].key == find_claims("the best")[0].key == "superlative:best"


@pytest.mark.parametrize("piece", ["best ", "“a", "more a ", "no ", "never, ", "n"])
def test_a_long_text_is_read_in_linear_time(piece: str) -> None:
    assert all(one.text for one in find_claims(piece * 5_000))


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "es", "it", "nl", "ja", "xx"]))
def test_any_text_is_read_and_places_are_exact(text: str, locale: str) -> None:
    for claim in find_claims(text, locale):
        assert text[claim.start : claim.start + len(claim.text)] == claim.text
        assert text[claim.sentence_start : claim.sentence_start + len(claim.sentence)] == claim.sentence
