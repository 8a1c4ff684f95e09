from datetime import date

from knowledge.documents import Document, DocumentMeta
from knowledge.facts import Claim, Fact
from knowledge.loading import Refusal
from knowledge.report import make_report

TODAY = date(2026, 11, 21)


def document(name: str, sha256: str = "", **meta: object) -> Document:
    return Document(id=name, brand="b", title=name, meta=DocumentMeta.model_validate(meta), sha256=sha256 or name)


def test_each_number_has_its_list():
    documents = [
        document("a.md", "same", kind="legal", owner="tomas"),
        document("b.md", "same", kind="legal", locale="de"),
        document("draft.md", status="draft"),
        document("old.md", valid_until=date(2026, 1, 1)),
        document("new.md", valid_from=date(2027, 1, 1)),
        document("gone.md", "same", status="retired"),
    ]
    fact = Fact(id="f", subject="Bottle", attribute="price", value="1", unit=None, statement="S.", passage="p")
    dated = fact.model_copy(update={"valid_until": date(2027, 1, 1)})
    claim = Claim(id="c", claim="Softer.", status="substantiated", evidence=None, note=None, passage="p")
    forbidden = claim.model_copy(update={"claim": "Cures.", "status": "forbidden"})
    refused = [Refusal(path="x.pdf", reason="cannot be read")]
    report = make_report(
        documents, {"a.md": 2, "b.md": 3, "old.md": 5}, [fact, dated], [claim, forbidden], refused, TODAY
    )
    assert (report.documents, report.passages, report.facts, report.claims) == (2, 5, 2, 2)
    assert (report.by_kind, report.by_locale) == ({"legal": 2}, {"de": 1, "en": 1})
    assert report.not_in_use == {
        "draft": ("draft.md",),
        "no longer valid": ("old.md",),
        "not yet valid": ("new.md",),
        "retired": ("gone.md",),
    }
    assert report.undated_facts == ("Bottle: price",)
    assert report.without_owner == ("b.md",)
    assert report.duplicates == (("a.md", "b.md"),)
    assert report.claims_without_evidence == ("Softer.",)
    assert report.refused == tuple(refused)
