"""The life of a document: what a new version says differently, and what people do with it."""

from datetime import UTC, date, datetime

import pytest

from knowledge.changes import Change, FactChange
from knowledge.errors import InputError, NotFoundError
from tests.knowledge.files import pdf_of, sheet_of
from tools.grounding.evidence import is_evidence

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SHEET = """---
kind: product
product: Bottle
owner: ana
facts:
  - {attribute: price, value: 118, unit: EUR, statement: The bottle costs €118.}
  - {attribute: size, value: 50, unit: ml, statement: The bottle holds 50 ml.}
---
# Bottle

A quarter turn locks the cap.
"""


def used(base) -> set[str]:
    return {hit.passage.document for hit in base.search("bottle cap words price", k=50).hits}


def status(base, document: str) -> str:
    return next(one.meta.status for one in base.documents() if one.id == document)


def meta(base, document: str = "bottle.md"):
    return next(one.meta for one in base.documents() if one.id == document)


@pytest.fixture
def base(open_base, documents):
    (documents / "bottle.md").write_text(SHEET)
    one = open_base()
    one.ingest([documents])
    return one


def test_a_new_version_says_what_is_different(base, documents):
    assert base.changes("bottle.md") == ()
    second = SHEET.replace("quarter", "half").replace("118", "120").replace("owner: ana", "owner: wei\ntags: [a, b]")
    (documents / "bottle.md").write_text(second)
    report = base.ingest([documents])
    (change,) = report.changes
    assert change == Change(
        document="bottle.md",
        version=2,
        added=("- The bottle costs €120.\n- The bottle holds 50 ml.", "A half turn locks the cap."),
        removed=("- The bottle costs €118.\n- The bottle holds 50 ml.", "A quarter turn locks the cap."),
        facts=(FactChange(subject="Bottle", attribute="price", before="118 EUR", after="120 EUR"),),
        meta={"owner": ("ana", "wei"), "tags": (None, "a, b")},
    )
    (documents / "bottle.md").write_text(second.replace("  - {attribute: size", "  # {attribute: size"))
    base.ingest([documents])
    newest, older = base.changes("bottle.md")
    assert (newest.version, older) == (3, change)
    assert newest.facts == (FactChange(subject="Bottle", attribute="size", before="50 ml", after=None),)


def test_reading_the_same_again_is_no_version(base, documents):
    assert base.ingest([documents]).changes == ()
    assert base.changes("bottle.md") == ()


def test_changes_of_what_is_not_known_are_refused(base):
    with pytest.raises(NotFoundError, match=r"no document 'x\.md'"):
        base.changes("x.md")


def test_a_draft_by_its_name_waits_until_it_is_published(open_base, documents):
    (documents / "care.draft.md").write_text("Words of care.")
    (documents / "care.draft.de.md").write_text("Worte words.")
    base = open_base()
    base.ingest([documents])
    assert status(base, "care.draft.md") == "draft" == status(base, "care.draft.de.md")
    assert meta(base, "care.draft.de.md").locale == "de"
    assert used(base) == set()
    assert base.publish("care.draft.md")
    assert used(base) == {"care.draft.md"}
    assert not base.publish("care.draft.md")


def test_a_retired_document_is_out_of_use_until_it_is_published_again(base, documents):
    assert base.retire("bottle.md")
    assert (used(base), base.facts(), base.products()) == (set(), (), ())
    base.ingest([documents])
    assert status(base, "bottle.md") == "retired"
    assert base.publish("bottle.md")
    assert used(base) == {"bottle.md"}
    with pytest.raises(NotFoundError):
        base.retire("x.md")


def test_what_a_person_says_of_a_document_beats_its_file_and_is_kept(base, documents):
    told = base.describe("bottle.md", {"owner": "wei", "tags": "soft, warm"}, by="ana", at=NOW)
    assert (told.meta.owner, told.meta.tags) == ("wei", ("soft", "warm"))
    (documents / "bottle.md").write_text(SHEET.replace("quarter", "half"))
    base.ingest([documents])
    assert (meta(base).owner, meta(base).tags) == ("wei", ("soft", "warm"))
    base.describe("bottle.md", {"owner": None}, by="ana", at=NOW)
    assert (meta(base).owner, meta(base).tags) == ("ana", ("soft", "warm"))


def test_days_can_be_said_as_days_or_as_text(base):
    base.describe("bottle.md", {"valid_until": "2026-12-31"}, by="ana", at=NOW)
    assert meta(base).valid_until == date(2026, 12, 31)
    base.describe("bottle.md", {"valid_until": date(2026, 11, 20)}, by="ana", at=NOW)
    assert meta(base).valid_until == date(2026, 11, 20)
    assert used(base) == set()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "leagl"}, "did you mean 'legal'"),
        ({"onwer": "ana"}, "did you mean 'owner'"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "2026-01-01 is before 2026-02-01"),
        ({"valid_from": "soon"}, "option key 'valid_from'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(base, documents, values, words):
    with pytest.raises(InputError, match=words):
        base.describe("bottle.md", values, by="ana", at=NOW)
    base.ingest([documents])
    assert base.changes("bottle.md") == ()


def test_a_document_whose_file_is_gone_can_be_described(base, documents):
    (documents / "bottle.md").unlink()
    base.describe("bottle.md", {"owner": "wei"}, by="ana", at=NOW)
    assert meta(base).owner == "wei"


@pytest.mark.parametrize("set_before_it_went", [True, False])
def test_what_was_set_is_taken_back_though_the_file_is_gone(base, documents, set_before_it_went):
    for gone in (not set_before_it_went, True):
        if gone:
            (documents / "bottle.md").unlink(missing_ok=True)
        base.describe("bottle.md", {"owner": "wei", "tags": "a, b", "kind": "legal"}, by="ana", at=NOW)
    base.describe("bottle.md", {"owner": None, "tags": None}, by="ana", at=NOW)
    assert (meta(base).owner, meta(base).tags, meta(base).kind) == ("ana", (), "legal")
    base.describe("bottle.md", {"kind": None}, by="ana", at=NOW)
    assert meta(base).kind == "product"


def test_taking_back_gives_the_ingests_own_options_again(open_base, documents):
    (documents / "care.md").write_text("Words.")
    base = open_base()
    base.ingest([documents], kind="legal", given={"owner": "tomas"})
    base.describe("care.md", {"owner": "wei", "kind": "voice"}, by="ana", at=NOW)
    base.describe("care.md", {"owner": None, "kind": None}, by="ana", at=NOW)
    assert (meta(base, "care.md").owner, meta(base, "care.md").kind) == ("tomas", "legal")


def test_what_is_set_on_a_file_that_cannot_be_read_again_is_told(base, documents):
    (documents / "knowledge.yaml").write_text("all: {knid: legal}\n")
    with pytest.raises(
        InputError, match=r"bottle\.md cannot be read again: the knowledge\.yaml .* 'knid' is not known"
    ):
        base.describe("bottle.md", {"owner": "wei"}, by="ana", at=NOW)
    assert meta(base).owner == "ana"


def test_a_key_that_is_none_cannot_be_forgotten(base):
    with pytest.raises(InputError, match="did you mean 'owner'"):
        base.describe("bottle.md", {"onwer": None}, by="ana", at=NOW)


def test_describing_a_document_still_hears_the_knowledge_yaml_above_it(open_base, documents):
    (documents / "knowledge.yaml").write_text("documents:\n  sub/guide.pdf: {kind: legal, product: Bottle}\n")
    (documents / "sub").mkdir()
    (documents / "sub" / "guide.pdf").write_bytes(pdf_of("Words."))
    base = open_base()
    base.ingest([documents])
    told = base.describe("sub/guide.pdf", {"owner": "wei"}, by="ana", at=NOW)
    assert (told.meta.owner, told.meta.kind, told.meta.product) == ("wei", "legal", "Bottle")


def test_a_row_of_a_feed_grounds_nothing_outside_its_days(open_base, documents):
    (documents / "prices.csv").write_text(
        "product,price,from,until\nBottle,118,2026-01-01,2026-12-31\nPouch,12,,2026-11-20\nCandle,40,2026-11-22,\n"
    )
    (documents / "claims.csv").write_text("claim,status,until\nSofter price,ok,2026-11-20\nWarmer price,ok,\n")
    base = open_base()
    base.ingest([documents])
    shown = {hit.passage.citation for hit in base.search("price", k=50).hits}
    assert shown == {"prices.csv, row 2", "claims.csv, row 3 › May be said"}
    assert [fact.subject for fact in base.facts()] == ["Bottle"]


def test_a_feed_becomes_facts_products_and_claims_cited_by_their_rows(open_base, documents):
    (documents / "products").mkdir()
    prices = documents / "products" / "prices.xlsx"
    prices.write_bytes(sheet_of(["Produkt", "Preis (EUR)"], ["Linden Hour", 96], ["Salt Meadow", 98]))
    (documents / "claims.csv").write_text(
        "Claim;Status;Evidence\nSofter skin;approved;study 4\nCures acne;forbidden;\n"
    )
    base = open_base()
    report = base.ingest([documents])
    assert (report.refused, report.facts) == ((), 2)
    assert [one.name for one in base.products()] == ["Linden Hour", "Salt Meadow"]
    (fact,) = base.facts("salt meadow")
    assert (fact.attribute, fact.value, fact.unit) == ("Preis", "98", "EUR")
    (row,) = base.passages([fact.passage])
    assert row.citation == "products/prices.xlsx, sheet Sheet, row 3"
    assert row.text == "Produkt: Salt Meadow; Preis (EUR): 98"
    claims = {one.claim: (one.status, one.evidence) for one in base.claims()}
    assert claims == {"Softer skin": ("substantiated", "study 4"), "Cures acne": ("forbidden", None)}
    assert {base.passages([one.passage])[0].citation for one in base.claims()} == {
        "claims.csv, row 2 › May be said",
        "claims.csv, row 3 › Must not be said",
    }
    assert [is_evidence(one) for one in base.read("claims.csv")] == [True, False]
    prices.write_bytes(sheet_of(["Produkt", "Preis (EUR)"], ["Linden Hour", 99], ["Salt Meadow", 98]))
    (change,) = base.ingest([documents]).changes
    assert change.facts == (FactChange(subject="Linden Hour", attribute="Preis", before="96 EUR", after="99 EUR"),)
