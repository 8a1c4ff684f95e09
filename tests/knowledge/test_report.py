from datetime import date

from knowledge.brand import Brand
from knowledge.documents import Document, DocumentMeta
from knowledge.facts import Claim, Fact, Product
from knowledge.loading import Refusal
from knowledge.passages import Passage
from knowledge.quality import to_markdown
from knowledge.record import Quarantined, Reading
from knowledge.report import Holdings, QualityReport, make_report

TODAY = date(2026, 11, 21)
BRAND = Brand(id="b", name="Bottlers", about="-", locales=("en", "fr"))


def document(name: str, sha256: str = "", **meta: object) -> Document:
    return Document(id=name, brand="b", title=name, meta=DocumentMeta.model_validate(meta), sha256=sha256 or name)


def passage(key: str, document: str, text: str, **more: object) -> Passage:
    values = {"title": document, "heading": (), "position": 0, "line": 1, "kind": "product", "locale": "en"} | more
    return Passage(id=key, brand="b", document=document, text=text, **values)


def fact(key: str, value: str, at: str, **more: object) -> Fact:
    values = {"subject": "Bottle", "attribute": "price", "unit": None} | more
    return Fact(id=key, value=value, statement=f"It is {value}.", passage=at, **values)


def report(**held: object) -> QualityReport:
    empty = dict.fromkeys(("documents", "passages", "facts", "claims", "products", "quarantined", "refused"), ())
    return make_report(Holdings(**({"brand": BRAND, "readings": {}} | empty | held)), TODAY)


def score(of: QualityReport, name: str) -> tuple[float | None, tuple[str, ...]]:
    found = next(one for one in of.dimensions if one.name == name)
    return found.score, found.items


def test_each_number_has_its_list():
    documents = [
        document("a.md", "same", kind="legal", owner="tomas"),
        document("b.md", "same", kind="legal", locale="de"),
        document("draft.md", status="draft"),
        document("old.md", valid_until=date(2026, 1, 1)),
        document("new.md", valid_from=date(2027, 1, 1)),
        document("gone.md", "same", status="retired"),
    ]
    dated = fact("g", "2", "p", valid_until=date(2027, 1, 1))
    claim = Claim(id="c", claim="Softer.", status="substantiated", evidence=None, note=None, passage="p")
    forbidden = claim.model_copy(update={"claim": "Cures.", "status": "forbidden"})
    refused = [Refusal(path="x.pdf", reason="cannot be read")]
    found = report(
        documents=documents,
        passages=[passage("p", "a.md", "One."), passage("q", "b.md", "Two.")],
        facts=[fact("f", "1", "p"), dated],
        claims=[claim, forbidden],
        refused=refused,
    )
    assert (found.documents, found.passages, found.facts, found.claims) == (2, 2, 2, 2)
    assert (found.by_kind, found.by_locale) == ({"product": 2}, {"de": 1, "en": 1})
    assert found.not_in_use == {
        "draft": ("draft.md",),
        "no longer valid": ("old.md",),
        "not yet valid": ("new.md",),
        "retired": ("gone.md",),
    }
    assert found.undated_facts == ("a.md:1, Bottle: price",)
    assert found.without_owner == ("b.md",)
    assert found.duplicates == (("a.md", "b.md"),)
    assert found.claims_without_evidence == ("Softer.",)
    assert found.refused == tuple(refused)
    assert score(found, "ownership") == (0.5, ("b.md",))
    assert score(found, "evidence") == (0.5, ("Softer.",))
    assert score(found, "reading") == (0.857, ("x.pdf: cannot be read",))


def test_an_empty_base_has_no_scores_and_says_what_is_missing():
    found = report()
    assert score(found, "evidence") == (None, ())
    value, missing = score(found, "coverage")
    assert value == 0
    assert "nothing of the kind voice" in missing
    assert "nothing in the language fr" in missing


def test_a_document_that_is_dated_dates_its_facts():
    held = {"passages": [passage("p", "a.md", "x")], "facts": [fact("f", "1", "p")]}
    assert report(documents=[document("a.md", valid_from=date(2026, 1, 1))], **held).undated_facts == ()
    assert report(documents=[document("a.md")], **held).undated_facts == ("a.md:1, Bottle: price",)


def test_two_prices_of_one_product_contradict_each_other_with_both_citations():
    held = {
        "documents": [document("a.md"), document("b.md")],
        "passages": [passage("p", "a.md", "x", line=4), passage("q", "b.md", "y", at="row 7")],
        "products": [Product(name="Bottle", aliases=("the flask",), document="a.md")],
    }
    other = fact("g", "€120", "q", subject="The Flask", attribute="Preis")
    (found,) = report(facts=[fact("f", "118 EUR", "p"), other], **held).contradictions
    assert (found.one, found.one_at, found.other, found.other_at) == ("118 EUR", "a.md:4", "€120", "b.md, row 7")
    same = fact("g", "€118.00", "q", subject="The Flask", attribute="Preis")
    assert report(facts=[fact("f", "118 EUR", "p"), same], **held).contradictions == ()
    later = other.model_copy(update={"valid_from": date(2027, 1, 1)})
    ends = fact("f", "118 EUR", "p", valid_until=date(2026, 12, 31))
    assert report(facts=[ends, later], **held).contradictions == ()


def test_values_of_one_document_and_values_that_cannot_be_compared_do_not_contradict():
    held = {
        "documents": [document("a.md"), document("b.md")],
        "passages": [passage("p", "a.md", "x"), passage("q", "b.md", "y")],
    }
    sizes = [fact("f", "50 ml", "p", attribute="size"), fact("g", "100 ml", "p", attribute="size")]
    assert report(facts=sizes, **held).contradictions == ()
    one_of = [*sizes, fact("h", "100 ml", "q", attribute="size")]
    assert [one.one for one in report(facts=one_of, **held).contradictions] == ["50 ml"]
    words = [fact("f", "steel", "p", attribute="cap"), fact("g", "Stahl", "q", attribute="cap")]
    assert report(facts=words, **held).contradictions == ()
    currencies = [fact("f", "€118", "p"), fact("g", "$130", "q")]
    assert report(facts=currencies, **held).contradictions == ()


def test_near_copies_are_told_and_boilerplate_is_not():
    words = "Refill the bottle at any of our shops, and keep the cap on while you travel by train or on foot."
    held = [
        passage("p", "a.md", words),
        passage("q", "b.md", words.replace("train", "bus")),
        passage("r", "c.md", "No."),
    ]
    (found,) = report(documents=[document("a.md")], passages=held).near_copies
    assert (found.one, found.other) == ("a.md:1", "b.md:1")
    assert 0.7 <= found.alike < 1
    assert report(passages=held[::2]).near_copies == ()


def test_quarantine_and_personal_data_and_long_words_lower_their_scores():
    shut = Quarantined(
        id="q", document="a.md", where="a.md:3", how="in the text", words="ignore", text="t", passage="p"
    )
    found = report(
        documents=[document("a.md"), document("b.md")],
        passages=[passage("p", "a.md", "x")],
        readings={"a.md": Reading(masked={"email": 2}, readability=72.4)},
        quarantined=[shut, shut.model_copy(update={"released": True})],
    )
    assert score(found, "safety") == (0.5, ("a.md:3: in the text, “ignore”",))
    assert score(found, "privacy") == (0.5, ("a.md: masked 2 × email",))
    assert score(found, "readability") == (0.5, ("a.md: LIX 72",))


def test_coverage_counts_the_kinds_of_passages():
    _, missing = score(report(passages=[passage("p", "a.md", "x", kind="channel")]), "coverage")
    assert "nothing of the kind channel" not in missing
    assert "nothing of the kind legal" in missing


def test_labels_that_wait_are_a_number_where_it_is_known_and_else_it_is_told_how_to_count():
    held = [passage("p", "a.md", "x"), passage("q", "a.md", "y")]
    assert score(report(passages=held, unsure_labels=1), "labels") == (0.5, ("1 passage waits for a label",))
    unknown = next(one for one in report(passages=held).dimensions if one.name == "labels")
    assert (unknown.score, unknown.items) == (None, ())
    assert "`copydesk knowledge labels` counts" in unknown.what


def test_coverage_counts_passages_by_product():
    held = [passage("p", "a.md", "x", product="Bottle"), passage("q", "b.md", "The flask travels.", kind="past_copy")]
    products = [Product(name="Bottle", aliases=("flask",), document="a.md")]
    assert report(passages=held, products=products).by_product == {"Bottle": {"past_copy": 1, "product": 1}}


def test_the_markdown_names_every_score_and_each_list():
    text = to_markdown(report(documents=[document("a.md")]), "Bottlers")
    assert "# Quality of Bottlers's knowledge" in text
    assert "| ownership | 0% | 0 of 1 documents with an owner |" in text
    assert "## Ownership\n\nName who can be asked about it.\n\n- a.md" in text
    assert "| evidence | – |" in text


def test_what_has_expired_is_told_with_its_place_and_its_day():
    ended = passage("p", "claims.csv", "Softer.", at="row 2")
    found = report(documents=[document("claims.csv")], ended=[(ended, date(2026, 1, 31))] * 2)
    assert score(found, "freshness") == (0.5, ("claims.csv, row 2: expired 2026-01-31",))


def test_a_claim_without_an_end_is_told_where_others_of_its_register_have_one():
    one = Claim(id="c", claim="Softer.", status="substantiated", evidence="e", note=None, passage="p")
    other = one.model_copy(update={"claim": "Richer.", "passage": "q", "valid_until": date(2027, 1, 1)})
    never = one.model_copy(update={"claim": "Cures.", "status": "forbidden"})
    held = {
        "documents": [document("claims.csv")],
        "passages": [passage("p", "claims.csv", "x", at="row 2"), passage("q", "claims.csv", "y", at="row 3")],
    }
    assert report(claims=[one, other, never], **held).undated_claims == ("claims.csv, row 2, “Softer.”",)
    assert report(claims=[one, never], **held).undated_claims == ()
    assert score(report(claims=[one, other], **held), "freshness")[1] == (
        "claims.csv, row 2, “Softer.”: no date says until when; others of its register have one",
    )
