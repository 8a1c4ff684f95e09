from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import ClaimRow, DocumentMeta, FactRow
from knowledge.formats.blocks import Block
from knowledge.loading import LoadedDocument
from knowledge.record import make_record
from knowledge.text.quantities import find_quantities
from tests.knowledge.loads import load_file


def document(meta: DocumentMeta, blocks: list[Block] | None = None, name: str = "a.md") -> LoadedDocument:
    lines = {"facts": list(range(3, 3 + len(meta.facts))), "claims": list(range(20, 20 + len(meta.claims)))}
    return LoadedDocument(name, meta.title or "Sheet", meta, "0" * 64, blocks or [], lines)


def fact(attribute: str, statement: str, **held: date) -> FactRow:
    return FactRow(attribute=attribute, value=1, statement=statement, **held)


PRICE = fact("price", "The bottle costs €118.")
SIZE = fact("size", "The bottle holds 50 ml.")
OLD = fact("price", "The bottle cost €112.", valid_until=date(2025, 12, 31))


def test_facts_stand_in_a_passage_they_are_cited_by():
    record = make_record(document(DocumentMeta(product="Bottle", kind="product", facts=(PRICE, SIZE))), "acme", 1)
    (entry,) = record.entries
    assert entry.passage.heading == ("Facts",)
    assert entry.passage.text == "- The bottle costs €118.\n- The bottle holds 50 ml."
    assert entry.passage.line == 3
    assert [(one.subject, one.passage) for one in record.facts] == [("Bottle", entry.passage.id)] * 2


def test_a_fact_that_ends_stands_in_a_passage_that_ends():
    record = make_record(document(DocumentMeta(facts=(PRICE, OLD), valid_from=date(2025, 1, 1))), "acme", 1)
    ends = {one.statement: next(e for e in record.entries if e.passage.id == one.passage) for one in record.facts}
    assert ends[OLD.statement].valid_until == date(2025, 12, 31)
    assert ends[PRICE.statement].valid_until is None
    assert not ends[OLD.statement].holds_on(date(2026, 1, 1))
    assert not ends[PRICE.statement].holds_on(date(2024, 12, 31))


def test_many_facts_are_spread_over_passages_and_each_finds_its_own():
    rows = tuple(
        fact(f"a{n}", f"Attribute {n} " + "is said in quite a few words " * 3 + f"number {n}.") for n in range(20)
    )
    record = make_record(document(DocumentMeta(facts=rows)), "acme", 1)
    texts = {entry.passage.id: entry.passage.text for entry in record.entries}
    assert len(texts) > 1
    assert all(one.statement in texts[one.passage] for one in record.facts)


def test_claims_stand_apart_by_what_may_be_done_with_them():
    rows = (
        ClaimRow(claim="Carbon neutral.", status="forbidden", note="Say the weight."),
        ClaimRow(claim="Tested for 25 refills.", status="substantiated", evidence="report 7"),
    )
    record = make_record(document(DocumentMeta(claims=rows)), "acme", 1)
    may, must_not = record.entries
    assert may.passage.heading == ("Claims", "May be said")
    assert may.passage.text == "- “Tested for 25 refills.” Evidence: report 7."
    assert must_not.passage.heading == ("Claims", "Must not be said")
    assert [claim.passage for claim in record.claims] == [may.passage.id, must_not.passage.id]


def test_quantities_are_noted_by_their_keys():
    record = make_record(document(DocumentMeta(facts=(PRICE,))), "acme", 1)
    assert record.entries[0].quantities == tuple(q.key for q in find_quantities("€118", "en"))


def test_ids_say_the_same_for_the_same_words_only():
    def ids(brand: str = "acme", name: str = "a.md", texts: tuple[str, ...] = ("One.", "Two.")) -> list[str]:
        blocks = [Block("heading", "H", 1, 1)]
        for text in texts:
            blocks += [Block("paragraph", text, 2), Block("heading", "H", 3, 1)]
        return [
            entry.passage.id for entry in make_record(document(DocumentMeta(), blocks[:-1], name), brand, 1).entries
        ]

    assert ids() == ids()
    assert set(ids()) & set(ids(texts=("Two.", "Three."))) == {ids()[1]}
    assert not set(ids()) & set(ids(brand="other")) | set(ids()) & set(ids(name="b.md"))
    twice = ids(texts=("Same.", "Same."))
    assert len(set(twice)) == 2
    assert twice == ids(texts=("Same.", "Same."))


@given(st.lists(st.sampled_from(["One.", "Two.", "Three."]), max_size=12))
def test_ids_are_unique_and_positions_count_from_zero(texts):
    blocks = [block for text in texts for block in (Block("heading", "H", 1, 2), Block("paragraph", text, 2))]
    entries = make_record(document(DocumentMeta(), blocks), "acme", 1).entries
    assert len({entry.passage.id for entry in entries}) == len(entries)
    assert [entry.passage.position for entry in entries] == list(range(len(entries)))


def test_rows_that_came_in_a_roundabout_way_are_kept(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\n<<: {facts: [{attribute: a, value: 1, statement: Said.}]}\n---\nText")
    record = make_record(load_file(path), "acme", 1)
    assert [fact.statement for fact in record.facts] == ["Said."]
