"""A small brand in literals: two products, a persona, past copy."""

from datetime import date

import pytest

from agents.graph.copywriting.examples import read_examples
from agents.graph.copywriting.voice import Voice
from knowledge.brand import Brand
from knowledge.documents import Document, DocumentKind, DocumentMeta
from knowledge.facts import Fact
from knowledge.passages import Passage

TODAY = date(2026, 11, 21)


def make_passage(
    number: int, text: str, *heading: str, kind: DocumentKind = "product", document: str = "a.md"
) -> Passage:
    return Passage(
        id=f"p{number}",
        brand="harbour",
        document=document,
        title=heading[0] if heading else "Sheet",
        heading=heading or ("Sheet",),
        position=number,
        line=1,
        text=text,
        kind=kind,
        locale="en",
    )


def make_fact(
    subject: str, attribute: str, value: str, unit: str | None, statement: str, until: date | None = None
) -> Fact:
    return Fact(
        id=f"{subject} {attribute}",
        subject=subject,
        attribute=attribute,
        value=value,
        unit=unit,
        statement=statement,
        passage=f"p-{subject}",
        valid_until=until,
    )


@pytest.fixture
def brand() -> Brand:
    return Brand(id="harbour", name="Harbour", about="A maker of lamps: small, in Kiel.", channels=("instagram", "x"))


@pytest.fixture
def facts() -> tuple[Fact, ...]:
    return (
        make_fact("Lantern", "price", "80", "EUR", "The Lantern costs €80, with a wick."),
        make_fact("Lantern", "burning time", "12", "hours", "One filling burns for 12 hours."),
        make_fact("Lantern", "weight", "900", "g", "The Lantern weighs 900 g and hangs from a rucksack."),
        make_fact("Lantern", "glass", "clear", None, "The glass is mouth-blown in Lauscha."),
        make_fact("Lantern", "offer", "10", "EUR", "Until October the Lantern costs €10 less.", date(2026, 10, 31)),
    )


@pytest.fixture
def wick_facts() -> tuple[Fact, ...]:
    return (
        make_fact("Wick", "price", "4", "EUR", "The Wick costs €4."),
        make_fact("Wick", "material", "cotton", None, "The Wick is cotton from Leipzig."),
    )


@pytest.fixture
def personas() -> tuple[Passage, ...]:
    return (
        make_passage(20, "They carry it on a rucksack, on foot.", "Persona: hikers", "What they want", kind="persona"),
        make_passage(21, "Never mention glass from Lauscha.", "Persona: hikers", "What not to say", kind="persona"),
        make_passage(22, "They like mouth-blown glass.", "Persona: collectors", "What they want", kind="persona"),
    )


@pytest.fixture
def voice(wick_facts: tuple[Fact, ...]) -> Voice:
    past = (
        make_passage(
            10,
            "Dark by five. The Wick is cotton from Leipzig. €4. 🕯️\n\n#harbour #wick",
            "Past",
            "5 March",
            kind="past_copy",
        ),
        make_passage(
            11, "Rain again. The Wick costs €4, as last year.\n\n#harbour", "Past", "6 March", kind="past_copy"
        ),
        make_passage(
            12, "The harbour office is closed today. Come tomorrow.\n\n#harbour", "Past", "7 March", kind="past_copy"
        ),
    )
    document = Document(
        id="a.md",
        brand="harbour",
        title="Past",
        meta=DocumentMeta(kind="past_copy", voice="on", channel="instagram"),
        sha256="0",
    )
    return Voice(sounds="Short. Salty.", examples=read_examples(past, (document,), wick_facts))
