import shutil
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.embedding import EmbeddingError, HashEmbedder
from knowledge.errors import InputError, NotFoundError
from knowledge.formats.parsed import Limits
from tests.knowledge.files import far_down

SHEET = """---
title: Bottle sheet
kind: product
owner: elif
product: Orrelune Bottle
aliases: [the bottle, Flakon]
facts:
  - {attribute: price, value: 118, unit: EUR, statement: "The Orrelune Bottle costs €118."}
claims:
  - {claim: "Tested for 25 refills.", status: substantiated, evidence: report 7}
---
# Orrelune Bottle

## Travel lock

A quarter turn locks the cap, so nothing sprays in a rucksack.

## Care

Wipe the glass with a dry cloth.
"""
LEGAL = "---\nkind: legal\nowner: tomas\n---\n# Discounts\n\nLegal approves each discount of more than 10%.\n"
GERMAN = "---\nkind: voice\nlocale: de-AT\n---\n# Anrede\n\nWir duzen alle, die bei uns kaufen.\n"


@pytest.fixture
def filled(open_base, documents):
    (documents / "bottle.md").write_text(SHEET)
    (documents / "legal.md").write_text(LEGAL)
    (documents / "anrede.md").write_text(GERMAN)
    base = open_base()
    base.ingest([documents])
    return base


def test_the_right_passage_is_found_and_can_be_followed(filled):
    result = filled.search("Does the cap lock in a rucksack?")
    first = result.hits[0].passage
    assert first.citation == "bottle.md:16 › Orrelune Bottle › Travel lock"
    assert (first.kind, first.product, first.owner, first.locale) == ("product", "Orrelune Bottle", "elif", "en")
    assert SHEET.splitlines()[first.line - 1] == first.text
    assert result.owner == "elif"
    assert [hit.score for hit in result.hits] == sorted((hit.score for hit in result.hits), reverse=True)


def test_a_product_is_found_by_its_aliases(filled):
    assert filled.search("Flakon").hits[0].passage.product == "Orrelune Bottle"


def test_an_empty_question_is_refused(filled):
    with pytest.raises(InputError, match="question is empty"):
        filled.search(" \n ")


def test_a_question_as_long_as_a_book_is_answered(filled):
    assert filled.search("rucksack " * 20_000, k=1).hits


def test_k_bounds_the_hits(filled):
    assert len(filled.search("bottle", k=2).hits) == 2


def test_filters_choose_by_kind_locale_and_product(filled):
    def documents(**filters: object) -> set[str]:
        return {hit.passage.document for hit in filled.search("bottle discount wir", k=20, **filters).hits}

    assert documents(kinds=["legal"]) == {"legal.md"}
    assert documents(locale="de") == {"anrede.md"} == documents(locale="de-AT")
    assert documents(product="Flakon") == {"bottle.md"} == documents(product="orrelune bottle")
    assert documents(product="nothing") == set()


def test_ingesting_twice_changes_nothing(filled, documents):
    before = (filled.documents(), filled.digest(), filled.search("cap", k=50))
    report = filled.ingest([documents])
    assert report.unchanged == ("anrede.md", "bottle.md", "legal.md")
    assert (report.added, report.changed, report.passages, report.facts) == ((), (), 6, 1)
    assert (filled.documents(), filled.digest(), filled.search("cap", k=50)) == before


def test_a_changed_document_replaces_its_passages_and_counts_its_version(filled, documents):
    digest = filled.digest()
    (documents / "bottle.md").write_text(SHEET.replace("quarter", "half").replace("€118", "€120"))
    assert filled.ingest([documents]).changed == ("bottle.md",)
    texts = [hit.passage.text for hit in filled.search("turn locks the cap", k=50).hits]
    assert any("half turn" in text for text in texts)
    assert not any("quarter turn" in text for text in texts)
    assert [fact.statement for fact in filled.facts()] == ["The Orrelune Bottle costs €120."]
    assert {one.id: one.version for one in filled.documents()} == {"anrede.md": 1, "bottle.md": 2, "legal.md": 1}
    assert filled.digest() != digest


def test_what_cannot_be_read_is_refused_and_the_rest_goes_in(filled, documents):
    (documents / "logo.md").write_bytes(b"\x89PNG\x00")
    (documents / "typo.md").write_text("---\nkind: produkt\n---\nText")
    (documents / "new.txt").write_text("We close at eight.")
    report = filled.ingest([documents])
    assert report.added == ("new.txt",)
    assert [refusal.path for refusal in report.refused] == ["logo.md", "typo.md"]
    assert "'produkt'" in report.refused[1].reason
    assert filled.report().refused == report.refused


def test_a_refused_version_leaves_the_old_one_and_is_forgotten_when_it_is_mended(filled, documents):
    (documents / "legal.md").write_text("---\nkind: leagl\n---\nText")
    filled.ingest([documents])
    assert filled.passages_of("legal")
    (documents / "legal.md").write_text(LEGAL)
    filled.ingest([documents])
    assert filled.report().refused == ()


def test_only_published_documents_that_are_valid_today_are_used(open_base, documents):
    day = [date(2026, 6, 1)]
    base = open_base(today=lambda: day[0])
    for name, front in {
        "draft": "status: draft",
        "past": "valid_until: 2026-05-31",
        "now": "valid_from: 2026-06-01\nvalid_until: 2026-06-01",
        "coming": "valid_from: 2026-06-02",
    }.items():
        (documents / f"{name}.md").write_text(f"---\n{front}\nkind: legal\n---\nThe amber rule of {name}.")
    base.ingest([documents])

    def used() -> list[str]:
        found = {hit.passage.document for hit in base.search("amber rule", k=9).hits}
        assert found == {passage.document for passage in base.passages_of("legal")}
        return sorted(found)

    assert used() == ["now.md"]
    digest = base.digest()
    day[0] = date(2026, 6, 2)
    assert used() == ["coming.md"]
    assert base.digest() != digest


def test_a_retired_document_is_used_no_more_until_it_changes(filled, documents):
    filled.search("discount")
    filled.retire("legal.md")
    assert "legal.md" not in {hit.passage.document for hit in filled.search("discount", k=9).hits}
    assert filled.passages_of("legal") == ()
    assert filled.ingest([documents]).unchanged == ("anrede.md", "bottle.md", "legal.md")
    assert filled.passages_of("legal") == ()
    (documents / "legal.md").write_text(LEGAL + "\nAlways.\n")
    filled.ingest([documents])
    assert filled.passages_of("legal")


def test_retiring_what_is_not_there_is_refused(filled):
    with pytest.raises(NotFoundError, match=r"Acme has no document 'nope\.md'"):
        filled.retire("nope.md")


def test_facts_claims_and_products_are_given_as_rows(filled):
    (fact,) = filled.facts("the bottle")
    (claim,) = filled.claims()
    (product,) = filled.products()
    assert (fact.subject, fact.attribute, fact.value, fact.unit) == ("Orrelune Bottle", "price", "118", "EUR")
    assert (claim.status, claim.evidence) == ("substantiated", "report 7")
    assert (product.name, product.aliases, product.document) == (
        "Orrelune Bottle",
        ("the bottle", "Flakon"),
        "bottle.md",
    )
    cited = filled.passages([claim.passage, fact.passage, "p-gone"])
    assert [passage.heading[-1] for passage in cited] == ["May be said", "Facts"]
    assert filled.facts("candle") == ()


def test_a_fact_that_no_longer_holds_is_not_given(open_base, documents):
    day = [date(2025, 12, 31)]
    fact = '{attribute: price, value: 112, statement: "It costs €112.", valid_until: 2025-12-31}'
    (documents / "a.md").write_text(f"---\nfacts:\n  - {fact}\n---\nText")
    base = open_base(today=lambda: day[0])
    base.ingest([documents])
    assert base.facts()
    assert base.passages_stating(["price:112:EUR"])
    digest = base.digest()
    day[0] = date(2026, 1, 1)
    assert not base.facts()
    assert not base.passages_stating(["price:112:EUR"])
    assert base.digest() != digest


def test_passages_stating_a_quantity_are_found_whatever_they_look_like(filled):
    from knowledge.text.quantities import find_quantities

    keys = [quantity.key for quantity in find_quantities("für 118 EUR", "de")]
    assert [passage.heading[-1] for passage in filled.passages_stating(keys)] == ["Facts"]
    assert filled.passages_stating([]) == ()


def test_past_copy_is_given_by_voice_and_off_voice_grounds_nothing(open_base, documents):
    for voice in ("on", "off"):
        (documents / f"{voice}.md").write_text(f"---\nkind: past_copy\nvoice: {voice}\n---\nGrab this amber bargain.")
    base = open_base()
    base.ingest([documents])
    assert [passage.document for passage in base.past_copy("off")] == ["off.md"]
    assert [hit.passage.document for hit in base.search("amber bargain").hits] == ["on.md"]
    assert len(base.search("amber bargain", kinds=["past_copy"]).hits) == 2


def test_brands_do_not_see_each_other(open_base, documents):
    (documents / "a.md").write_text("The amber rule.")
    acme, other = open_base("acme"), open_base("other")
    acme.ingest([documents])
    assert acme.search("amber rule").hits
    assert other.search("amber rule").hits == ()
    assert not other.documents()
    other.ingest([documents])
    assert other.search("amber rule").hits[0].passage.brand == "other"
    ids = [acme.search("amber rule").hits[0].passage.id, other.search("amber rule").hits[0].passage.id]
    assert ids[0] != ids[1]
    assert other.passages(ids[:1]) == ()


def test_an_empty_knowledge_base_says_that_it_does_not_know(open_base):
    result = open_base().search("Anything?")
    assert (result.answered, result.hits, result.owner) == (False, (), None)


class WordHashEmbedder(HashEmbedder):
    """Compares single words, as the embedded one does."""

    def words(self, words):
        return self.passages(words)


def test_a_brand_with_nothing_published_answers_nothing_until_something_is(open_base, documents):
    base = open_base(embedder=WordHashEmbedder)
    assert base.search("How heavy is the pan?").hits == ()
    (documents / "pan.md").write_text("---\nstatus: draft\n---\nThe pan weighs 2 kg.")
    base.ingest([documents])
    base.index()
    assert (base.search("How heavy is the pan?").answered, base.search("pan", kinds=["legal"]).hits) == (False, ())
    base.publish("pan.md")
    assert base.search("How heavy is the pan?").hits
    base.retire("pan.md")
    assert base.search("How heavy is the pan?").hits == ()


def test_progress_is_told(filled):
    told: list[tuple[str, int, int]] = []
    filled.index(lambda *step: told.append(step))
    assert [step for step in told if step[1] == step[2]] == [("Learning passages", 6, 6), ("Learning headings", 6, 6)]


class OtherEmbedder(HashEmbedder):
    def __init__(self) -> None:
        super().__init__(64)


def test_another_embedder_builds_the_index_anew(open_base, documents):
    (documents / "a.md").write_text("The amber rule.")
    first = open_base()
    first.ingest([documents])
    first.index()
    first.close()
    second = open_base(embedder=OtherEmbedder)
    assert second.search("amber rule").hits[0].passage.text == "The amber rule."


def test_the_index_is_made_from_the_catalogue_where_it_is_lost(open_base, documents, tmp_path):
    import shutil

    (documents / "a.md").write_text("The amber rule.")
    first = open_base()
    first.ingest([documents])
    first.index()
    first.close()
    shutil.rmtree(tmp_path / "home" / "chroma")
    assert open_base().search("amber rule").hits


def test_readers_see_all_of_a_document_or_none_while_it_is_replaced(open_base, documents):
    def write(version: int) -> None:
        body = "\n\n".join(f"## Part {n}\n\nThe amber rule, version {version}." for n in range(6))
        (documents / "a.md").write_text(f"# Rules\n\n{body}\n")

    write(0)
    base = open_base()
    base.ingest([documents])
    base.index()
    seen: list[set[str]] = []
    failures: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                seen.append({hit.passage.text for hit in base.search("amber rule version", k=50).hits})
        except BaseException as error:
            failures.append(error)
            raise

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for version in range(1, 6):
        write(version)
        base.ingest([documents])
        base.index()
    stop.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert seen
    assert all(len(texts) == 1 for texts in seen)


def test_a_catalogue_that_is_no_catalogue_is_named(open_base, tmp_path):
    from knowledge.errors import StorageError

    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "catalogue.db").write_bytes(b"not a database" * 100)
    with pytest.raises(StorageError, match=r"catalogue\.db cannot be used: file is not a database"):
        open_base()


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, open_base):
    from knowledge.errors import StorageError

    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(StorageError, match="cannot be made"):
        open_base()


def folders(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "in" / "A", tmp_path / "in" / "B"
    for folder, text in ((one, "The hat is of felt."), (other, "The hat is of straw.")):
        folder.mkdir(parents=True)
        (folder / "hat.txt").write_text(text)
    return one, other


def texts(base) -> list[str]:
    return [passage.text for passage in base.read("hat.txt")]


def test_a_file_of_another_folder_does_not_take_the_place_of_one_of_the_same_name(open_base, tmp_path):
    one, other = folders(tmp_path)
    base = open_base()
    base.ingest([one], given={"owner": "ana"})
    report = base.ingest([other])
    (refused,) = report.refused
    assert (refused.path, report.changed) == ("hat.txt", ())
    assert str(one / "hat.txt") in refused.reason
    assert str(other / "hat.txt") in refused.reason
    assert "the folder above both" in refused.reason
    assert "copydesk knowledge retire hat.txt" in refused.reason
    assert (texts(base), base.documents()[0].meta.owner) == (["The hat is of felt."], "ana")
    (one / "hat.txt").write_text("The hat is of wool.")
    assert base.ingest([one]).changed == ("hat.txt",)


def test_the_way_out_that_the_refusal_names_is_one(open_base, tmp_path):
    one, other = folders(tmp_path)
    base = open_base()
    base.ingest([one])
    base.retire("hat.txt")
    report = base.ingest([other])
    assert (report.changed, texts(base)) == (("hat.txt",), ["The hat is of straw."])
    assert str(one / "hat.txt") in report.notes["hat.txt"][0]
    assert base.documents()[0].meta.status == "published"


def test_the_same_bytes_in_another_folder_are_the_same_document(open_base, tmp_path):
    one, other = folders(tmp_path)
    (other / "hat.txt").write_text("The hat is of felt.")
    base = open_base()
    base.ingest([one])
    assert base.ingest([other]).unchanged == ("hat.txt",)
    (one / "hat.txt").write_text("The hat is of wool.")
    assert base.ingest([one]).changed == ("hat.txt",)


def test_the_folder_above_both_holds_both(open_base, tmp_path):
    one, _ = folders(tmp_path)
    base = open_base()
    base.ingest([one])
    report = base.ingest([one.parent])
    assert (report.unchanged, report.added, report.refused) == (("hat.txt",), ("B/hat.txt",), ())


def test_a_folder_that_moved_keeps_its_documents_and_says_where_they_were(open_base, tmp_path):
    one, other = folders(tmp_path)
    base = open_base()
    base.ingest([one])
    moved = one.rename(tmp_path / "moved")
    report = base.ingest([moved])
    assert (report.unchanged, report.notes) == (("hat.txt",), {})
    assert base.ingest([other]).refused[0].path == "hat.txt"
    (moved / "hat.txt").unlink()
    report = base.ingest([other])
    assert (report.changed, texts(base)) == (("hat.txt",), ["The hat is of straw."])
    assert report.notes["hat.txt"] == (
        f"it takes the place of what was read from {moved / 'hat.txt'}, which is not there any more",
    )


def test_a_persons_label_counts_in_the_report_at_once(filled):
    passage = next(one for one in filled.read("legal.md") if one.text)
    assert "channel" not in filled.report().by_kind
    filled.label(passage.id, "kind", "channel", by="ana", at=datetime(2026, 11, 21, tzinfo=UTC))
    found = filled.report()
    assert found.by_kind["channel"] == 1
    coverage = next(one for one in found.dimensions if one.name == "coverage")
    assert "nothing of the kind channel" not in coverage.items


def test_the_report_says_how_many_labels_wait_until_something_changes(filled, documents):
    assert filled.report().unsure_labels is None
    waiting = filled.unsure(datetime(2026, 11, 21, tzinfo=UTC))
    assert filled.report().unsure_labels == len({one.passage for one in waiting})
    (documents / "new.md").write_text("One more thing.")
    filled.ingest([documents])
    assert filled.report().unsure_labels is None


def test_a_copied_home_reads_its_own_files(tmp_path):
    first = tmp_path / "first"
    (first / "documents").mkdir(parents=True)
    (first / "documents" / "hat.txt").write_text("The hat is of felt.")
    brand = Brand(id="acme", name="Acme", about="")
    base = KnowledgeBase(first / "knowledge", brand, HashEmbedder, lambda: date(2026, 11, 21))
    base.ingest([first / "documents"])
    base.close()
    copied = tmp_path / "copied"
    shutil.copytree(first, copied)
    (copied / "documents" / "hat.txt").write_text("The hat is of straw.")
    base = KnowledgeBase(copied / "knowledge", brand, HashEmbedder, lambda: date(2026, 11, 21))
    report = base.ingest([copied / "documents"])
    assert (report.changed, report.refused, texts(base)) == (("hat.txt",), (), ["The hat is of straw."])
    base.close()


def test_a_path_that_is_too_long_is_refused_by_name_and_the_rest_goes_in(open_base, documents):
    (documents / "a.md").write_text("The amber rule.")
    with far_down(documents, levels=150, name="deep.md"):
        report = open_base().ingest([documents])
    assert report.added == ("a.md",)
    assert [one.reason for one in report.refused] == [
        "its path is too long to be opened; shorten the names of its folders"
    ]


def test_a_document_of_too_many_passages_is_refused_with_their_number_and_the_setting(open_base, documents):
    (documents / "a.md").write_text("The amber rule.")
    (documents / "long.csv").write_text("name,note\n" + "".join(f"hat {n},felt\n" for n in range(31)))
    base = open_base(limits=Limits(max_passages=30))
    told: list[str] = []
    report = base.ingest([documents], progress=lambda step, *_: told.append(step))
    assert any(step.startswith("Refused: long.csv: it would become 31 passages") for step in told)
    assert report.added == ("a.md",)
    assert [(one.path, one.reason) for one in report.refused] == [
        (
            "long.csv",
            "it would become 31 passages, and the limit is 30; split it, leave out what nobody asks about, or raise "
            "COPYDESK_MAX_PASSAGES",
        )
    ]


def test_an_expired_claim_stays_in_sight_and_is_not_headed_as_one_that_may_be_said(open_base, documents):
    (documents / "claims.csv").write_text(
        "claim,status,evidence,expires\nSofter skin,approved,study 1,2026-01-31\nRicher,approved,study 2,2027-01-31\n"
    )
    base = open_base()
    base.ingest([documents])
    assert [one.claim for one in base.claims()] == ["Richer"]
    assert [one.heading for one in base.read("claims.csv")] == [("Expired 2026-01-31",), ("May be said",)]
    freshness = next(one for one in base.report().dimensions if one.name == "freshness")
    assert "claims.csv, row 2: expired 2026-01-31" in freshness.items


def test_a_document_whose_file_is_gone_is_named_and_stays_as_it_is(open_base, documents):
    for name in ("a", "b", "c"):
        (documents / f"{name}.md").write_text(f"The amber rule of {name}.")
    base = open_base()
    assert base.ingest([documents]).notes == {}
    (documents / "b.md").unlink()
    (documents / "c.md").unlink()
    base.retire("c.md")
    before = base.documents()
    report = base.ingest([documents])
    assert report.notes == {"b.md": ("it is no longer in the folder; retire it? `copydesk knowledge retire b.md`",)}
    assert base.documents() == before
    assert base.ingest([documents / "a.md"]).notes == {}


def test_a_document_of_another_folder_is_not_missed(open_base, documents, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (documents / "a.md").write_text("The amber rule.")
    (other / "b.md").write_text("The blue rule.")
    base = open_base()
    base.ingest([documents])
    (documents / "a.md").unlink()
    assert base.ingest([other]).notes == {}


def test_a_search_answers_from_what_is_indexed_while_much_is_not(open_base, documents):
    (documents / "a.md").write_text("The amber rule of hats.")
    base = open_base(embedder=WordHashEmbedder)
    base.ingest([documents])
    base.index()
    (documents / "hats.csv").write_text("name,note\n" + "".join(f"hat {n},felt {n}\n" for n in range(1_100)))
    base.ingest([documents])
    first = base.search("amber rule", k=3)
    assert ([hit.passage.document for hit in first.hits], first.behind) == (["a.md"], 1_100)
    base.close()
    base = open_base(embedder=WordHashEmbedder)
    told: list[str] = []
    base.index(lambda step, *_: told.append(step), briefly=True)
    assert (base.search("amber rule").behind, told) == (1_100, [])
    base.retire("a.md")
    base.index()
    result = base.search("hat 77 felt")
    assert (result.hits[0].passage.text, result.behind) == ("name: hat 77; note: felt 77", 0)


class Dying(HashEmbedder):
    """Stops in the middle of an indexing, as a killed process does."""

    left = 600

    def passages(self, texts):
        self.left -= len(texts)
        if self.left < 0:
            raise EmbeddingError("killed")
        return super().passages(texts)


def test_of_a_document_that_is_indexed_in_part_nothing_is_seen(open_base, documents):
    (documents / "a.md").write_text("The amber rule of hats.")
    base = open_base(embedder=Dying)
    base.ingest([documents])
    base.index()
    (documents / "hats.csv").write_text("name,note\n" + "".join(f"hat {n},felt {n}\n" for n in range(2_000)))
    base.ingest([documents])
    with pytest.raises(EmbeddingError):
        base.index()
    base.close()
    base = open_base()
    result = base.search("hat 77 felt", k=10)
    assert {hit.passage.document for hit in result.hits} == {"a.md"}
    assert result.behind == 2_000


def test_a_search_waits_for_all_where_nothing_is_indexed_yet(open_base, documents):
    (documents / "hats.csv").write_text("name,note\n" + "".join(f"hat {n},felt {n}\n" for n in range(1_100)))
    base = open_base()
    base.ingest([documents])
    assert base.search("hat 77 felt").behind == 0
