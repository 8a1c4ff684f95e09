"""What counts beside a finding about the voice: not each mark and word that makes copy sound so."""

from collections.abc import Sequence

from tools.findings import Family, Finding, Severity, on_whole
from tools.voice.gathered import gathered

OFF = on_whole("post", "voice.OffVoice", "voice", "amber", "This does not sound like the brand.")
FILED = frozenset({"brand.AnyCopy", "brand.Exclamation", "brand.Perfume", "brand.Urgency"})


def finding(
    rule: str,
    span: str,
    family: Family = "wording",
    severity: Severity = "amber",
    fix: str | None = None,
    source: str | None = None,
) -> Finding:
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        field="post",
        line=1,
        column=1,
        start=0,
        span=span,
        message="m",
        source=source,
        fix=fix,
    )


def weights(findings: Sequence[Finding], strange: Sequence[str] = ("souls",), kept: Sequence[str] = ()) -> list[str]:
    return [one.severity for one in gathered(findings, lambda: strange, FILED, kept)]


def test_words_and_marks_are_advice_beside_the_voice() -> None:
    stock, mark = finding("brand.AnyCopy", "a world of"), finding("brand.Exclamation", "!!!", fix=".")
    shouting = finding("copydesk-en.Shouting", "OMG YOU")
    assert weights((OFF, stock, mark, shouting)) == ["amber", "advice", "advice", "advice"]


def test_without_a_finding_about_the_voice_they_count() -> None:
    stock = finding("brand.AnyCopy", "a world of")
    assert weights((stock,)) == ["amber"]
    advised = OFF.model_copy(update={"severity": "advice"})
    assert weights((advised, stock)) == ["advice", "amber"]


def test_what_is_not_of_form_counts() -> None:
    others = (
        finding("brand.Perfume", "perfume", fix="scent"),
        finding("copydesk-en.Placeholder", "lorem ipsum"),
        finding("brand.AnyCopy", "a world of", severity="red"),
        finding("copydesk.UngroundedDate", "3 May", family="grounding"),
        finding("brand.Urgency", "last chance", source="Directive 2005/29/EC, Annex I, point 7"),
    )
    assert weights((OFF, *others)) == ["amber", *(one.severity for one in others)]


def test_a_weight_that_the_brand_gave_stays() -> None:
    assert weights((OFF, finding("brand.Exclamation", "!")), kept=["brand.Exclamation"]) == ["amber", "amber"]


def test_the_voice_is_not_told_where_rules_object_to_each_strange_word() -> None:
    luxury, treat = finding("brand.Luxury", "Luxurious"), finding("brand.Indulge", "treat yourself")
    assert gathered((OFF, luxury, treat), lambda: ("luxurious", "treat yourself"), FILED) == (luxury, treat)
    assert OFF not in gathered((OFF, luxury, treat), lambda: ("luxurious", "souls"), FILED)
    assert OFF not in gathered((OFF, luxury, treat), lambda: ("luxurious", "treat yourself", "souls"), FILED)
    assert OFF in gathered((OFF, luxury, treat), lambda: ("luxurious", "souls", "dusk"), FILED)
    assert OFF in gathered((OFF, luxury, treat), lambda: ("souls",), FILED)
    assert OFF in gathered((OFF, luxury, treat), lambda: ("dusk", "souls"), FILED)
    assert OFF in gathered((OFF, luxury), lambda: (), FILED)


def test_a_copy_that_reads_as_another_is_told_so_too() -> None:
    another = finding("copydesk.ReadsAsAnother", "We reimagine luxury.", family="voice")
    luxury = finding("brand.Luxury", "luxury")
    assert OFF in gathered((OFF, another, luxury), lambda: ("luxury",), FILED)
