"""What the check found, as notes for the next attempt."""

from agents.graph.rewrite_notes import notes_of
from tools.findings import BrandReport, Finding


def finding(span: str, severity: str, family: str, fix: str | None = None) -> Finding:
    values = {
        "rule": "R",
        "family": family,
        "severity": severity,
        "field": "text",
        "line": 1,
        "column": 1,
        "start": 0,
        "span": span,
        "message": f"about {span}",
        "source": None,
        "fix": fix,
    }
    return Finding.model_validate(values)


def test_the_gravest_comes_first_and_advice_does_not_count() -> None:
    found = (
        finding("nice", "advice", "voice"),
        finding("Grab", "amber", "wording", "Choose"),
        finding("EUR 9", "amber", "grounding"),
        finding("cures", "red", "claims"),
    )
    report = BrandReport(rating="red", score=41, sections=(), findings=found, rules_digest="")
    notes = notes_of(report.model_dump(mode="json"))
    assert notes == "“cures”: about cures; “EUR 9”: about EUR 9; instead of “Grab” write “Choose”"
    assert notes_of(None) is None
