"""Somebody's illness: once, as the private matter that it is."""

import pytest

from tools.copy import Copy
from tools.findings import Family, Finding, Severity
from tools.people.private_illness import without_private_illness


def finding(text: str, span: str, family: Family, severity: Severity, rule: str = "brand.Condition") -> Finding:
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        field="post",
        line=1,
        column=1,
        start=text.index(span),
        span=span,
        message="m",
        source=None,
    )


def left(text: str, person: str, *others: Finding, severity: Severity = "red") -> list[str]:
    private = finding(text, person, "privacy", severity, "copydesk.PrivatePerson")
    found = without_private_illness((private, *others), Copy(fields={"post": text}, channel="x"))
    return [one.span for one in found]


@pytest.mark.parametrize(
    ("person", "text", "illness"),
    [
        (
            "Marta Quillon of 14 Alder Walk",
            "Marta Quillon of 14 Alder Walk wrote to us about her psoriasis.",
            "psoriasis",
        ),
        ("Tobias Fenwick", "Would Tobias Fenwick tell us what his doctor said about the rash?", "rash"),
        ("Greta Aldenhoven", "Danke an Greta Aldenhoven, deren Neurodermitis ihr zusetzt.", "Neurodermitis"),
        ("Odile Terrasson", "Merci à Odile Terrasson, qui nous parle de son eczéma.", "eczéma"),
    ],
)
def test_whose_illness_it_is_is_told_once(person: str, text: str, illness: str) -> None:
    assert left(text, person, finding(text, illness, "claims", "amber")) == [person]


def test_an_illness_in_another_sentence_and_another_claim_stay() -> None:
    text = "Marta Quillon of 14 Alder Walk has the best bike. Our balm is for eczema."
    others = (finding(text, "best", "claims", "amber"), finding(text, "eczema", "claims", "amber"))
    assert left(text, "Marta Quillon of 14 Alder Walk", *others) == [
        "Marta Quillon of 14 Alder Walk",
        "best",
        "eczema",
    ]


def test_a_forbidden_claim_and_a_person_who_may_be_named_change_nothing() -> None:
    text = "Marta Quillon says that it cures eczema."
    assert left(text, "Marta Quillon", finding(text, "eczema", "claims", "red")) == ["Marta Quillon", "eczema"]
    told = left(text, "Marta Quillon", finding(text, "eczema", "claims", "amber"), severity="amber")
    assert told == ["Marta Quillon", "eczema"]
