"""Sentences that read like something, beside the rules."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from evals.brand.drafts import load_drafts
from knowledge.sentence_encoder import SentenceEncoder
from knowledge.text.language import detect
from knowledge.text.sentences import sentences
from tools.channels import Channels
from tools.check import BrandCheck
from tools.copy import Copy
from tools.findings import Finding, SentenceSupport
from tools.kinds import model
from tools.kinds.check import beside_rules, check_kinds, lightened
from tools.kinds.examples import examples_of
from tools.kinds.likenesses import KIND_RULES, LIKE
from tools.kinds.model import EMBEDDER, KINDS, Kind, SentenceKinds, labelled, sentences_digest
from tools.kinds.readings import ANYBODY, read_kinds
from tools.rules.ruleset import RuleSet
from tools.safety.groups import may_name_group
from tools.why import of_desk

ROWS = labelled()
PLACE = {row.text: at for at, row in enumerate(ROWS)}
TODAY = date(2026, 11, 22)


@cache
def fitted() -> Any:
    """The vectors that the labelled sentences were fitted with."""
    with np.load(model.MODEL) as held:
        return held["mean"] + held["vectors"] / 127


def known(texts: Sequence[str]) -> Any:
    return fitted()[[PLACE[text] for text in texts]]


def first(kind: Kind) -> str:
    """A labelled English sentence that is read without doubt: the plainest of its kind."""
    texts = [row.text for row in ROWS if (row.label, row.language) == (kind, "en") and is_read(row.text)]
    read = zip(texts, SentenceKinds(known).read(texts), strict=True)
    return max(read, key=lambda one: one[1].margins[kind])[0]


def is_read(text: str) -> bool:
    return len(sentences(text)) == 1 and not may_name_group(text, "en")


def least(kind: Kind) -> float:
    """The margin from which on a sentence is amber."""
    return LIKE[kind].amber


def found(text: str, score: float = 0.0, locale: str = "en") -> tuple[Finding, ...]:
    copy = Copy(fields={"text": text}, locale=locale)
    supports = [SentenceSupport(field="text", sentence=text, passages=(), score=score)]
    return check_kinds(copy, SentenceKinds(known).read([text]), supports)


def test_it_was_fitted_to_the_sentences_beside_it() -> None:
    with np.load(model.MODEL) as held:
        assert str(held["fitted_to"]) == sentences_digest()
        assert held["vectors"].shape == (len(ROWS), SentenceEncoder.dimension)
        assert held["weights"].shape == (len(ROWS), len(KINDS))
    assert SentenceEncoder.name == EMBEDDER
    assert len(PLACE) == len(ROWS)


def test_no_sentence_of_the_drafts_that_measure_it_is_among_them() -> None:
    fitted = {row.text.strip().casefold() for row in ROWS if row.label != "none"}  # "50 ml, €96." is in many drafts
    drafts = load_drafts("test")
    assert drafts
    seen = {
        one.text.strip().casefold() for draft in drafts for text in draft.fields.values() for one in sentences(text)
    }
    assert not seen & fitted


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_from_its_near_misses(kind: Kind) -> None:
    own, near = ([row.text for row in ROWS if row.label == kind], [row.text for row in ROWS if row.near == kind])
    assert (len(own), len(near)) >= (25, 5)
    amber = least(kind)
    inside, outside = (
        [one.margins[kind] >= amber for one in SentenceKinds(known).read(texts)] for texts in (own, near)
    )
    assert sum(inside) >= 0.9 * len(own)
    assert sum(outside) <= 0.1 * len(near)


def test_a_finding_names_the_nearest_labelled_sentence() -> None:
    text = first("environmental")
    (finding,) = found(text)
    assert (finding.span, finding.start, finding.fix) == (text, 0, None)
    assert finding.source == LIKE["environmental"].source
    assert finding.message.endswith(f"Much like “{text}”.")


def test_the_nearest_sentence_is_of_the_language_of_the_copy() -> None:
    text = first("health")
    language = {row.text: row.language for row in ROWS}
    labels = {row.text: row.label for row in ROWS}
    for locale in ("en", "de-AT", "fr", "es"):
        (reading,) = read_kinds(SentenceKinds(lambda texts: known([text] * len(texts))), [text], locale)
        assert reading is not None
        assert all((language[near], labels[near]) == (locale[:2], kind) for kind, near in reading.nearest.items())
    (reading,) = SentenceKinds(known).read([text], "sv")
    assert reading.nearest == {}
    supports = [SentenceSupport(field="text", sentence=text, passages=(), score=0.0)]
    (finding,) = check_kinds(Copy(fields={"text": text}, locale="sv"), [reading], supports)
    assert finding.message == LIKE["health"].message


@pytest.mark.parametrize("kind", KINDS)
def test_each_likeness_shows_what_it_objects_to_what_passes_and_what_is_missing(kind: Kind) -> None:
    bad, good = examples_of(kind)
    assert (len(bad), len(good)) >= (2, 2)
    note = of_desk(LIKE[kind].rule)
    assert (note.bad, note.good, note.source) == (bad, good, LIKE[kind].source)
    assert note.needs
    kinds = SentenceKinds(SentenceEncoder().passages)
    for texts, wanted in ((bad, True), (good, False)):
        for text in texts:
            locale = next(row.language for row in ROWS if row.text == text)
            supports = [SentenceSupport(field="text", sentence=text, passages=(), score=0.0)]
            readings = read_kinds(kinds, [text], locale)
            rules = {one.rule for one in check_kinds(Copy(fields={"text": text}, locale=locale), readings, supports)}
            assert (LIKE[kind].rule in rules) == wanted, text


def test_what_a_document_says_itself_is_no_likeness() -> None:
    assert found(first("environmental"), score=0.9) == ()


def test_a_sentence_about_a_group_of_people_is_read_for_what_it_does_to_them_alone() -> None:
    health, insult = first("health"), first("insult")
    supports = [SentenceSupport(field="text", sentence=health, passages=(), score=0.0)]
    for text, rules in ((health, []), (insult, ["copydesk.ReadsAsInsult"])):
        reading = SentenceKinds(known).read([text])[0].model_copy(update={"of_group": True})
        assert [one.rule for one in check_kinds(Copy(fields={"text": text}), [reading], supports)] == rules


def test_a_private_matter_wants_somebody_who_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = first("private")
    said = {
        "Hanne Lowick came in the week after that and cried.": True,
        "Somebody came in the week after and cried.": False,
        "Our mechanic Karim came in the week after and cried.": True,
    }
    for other, is_told in said.items():
        monkeypatch.setitem(PLACE, other, PLACE[text])
        monkeypatch.setitem(PLACE, other.replace("Hanne Lowick", ANYBODY), PLACE[text])
        assert [one.rule for one in found(other)] == (["copydesk.ReadsAsPrivate"] if is_told else [])


def test_in_a_language_without_a_list_of_groups_nothing_is_read() -> None:
    text = first("environmental")
    assert read_kinds(SentenceKinds(known), [text], "fi") == (None,)
    assert read_kinds(SentenceKinds(known), [text], "en") != (None,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("As mulheres idosas do bairro passam por cá.", "pt"),
        ("Pessoas com dor crónica", "pt"),
        ("Kadınların sevdiği koku", "tr"),
        ("外国人は来ないでください。", "ja"),
        ("Mennesker", "da"),
    ],
)
def test_groups_are_known_in_more_languages_and_feared_elsewhere(text: str, language: str) -> None:
    assert may_name_group(text, language)
    assert not may_name_group("A garrafa custa 118 euros.", "pt")
    assert not may_name_group("Egzamayı birkaç günde iyileştirir.", "tr")
    assert not may_name_group("四つの香りは、どれもヴィーガンです。", "ja")


def finding(rule: str, span: str, start: int = 0, family: Any = "claims", severity: Any = "red") -> Finding:
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        field="text",
        line=1,
        column=start + 1,
        start=start,
        span=span,
        message="",
        source=None,
    )


def test_where_a_rule_has_spoken_nothing_is_added() -> None:
    likeness = finding(KIND_RULES[0], "It cures eczema overnight")
    assert beside_rules([likeness]) == (likeness,)
    inside = finding("copydesk.ForbiddenClaim", "cures eczema", start=3)
    assert beside_rules([inside, likeness]) == (inside,)
    elsewhere = finding("copydesk.ForbiddenClaim", "best", start=60)
    assert beside_rules([elsewhere, likeness]) == (elsewhere, likeness)
    other = finding("copydesk.Hype", "overnight", start=16, family="wording")
    assert beside_rules([other, likeness]) == (other, likeness)
    advice = finding("copydesk.Loose", "cures", start=3, severity="advice")
    assert beside_rules([advice, likeness]) == (advice, likeness)


def test_a_present_that_wants_a_label_is_told_once() -> None:
    hint = finding("copydesk.ReadsAsUnlabelledGift", "I show it in my story.", family="disclosure", severity="amber")
    told = finding("disclosure.Advertising", "@brenna", start=60, family="disclosure", severity="amber")
    assert beside_rules([told, hint]) == (told,)
    assert beside_rules([hint]) == (hint,)


def test_without_what_reads_sentences_the_report_tries_none_of_it() -> None:
    check = BrandCheck(RuleSet([], levels={}, sentences=lambda _: []), Channels.load())
    copy = Copy(fields={"text": first("environmental")})
    without, with_ = check.check(copy, today=TODAY), check.check(copy, today=TODAY, kinds=SentenceKinds(known))
    rules = [{one.rule for one in report.findings} & set(KIND_RULES) for report in (without, with_)]
    assert rules == [set(), {"copydesk.ReadsAsEnvironmental"}]
    tried = [sum(section.rules for section in report.sections) for report in (without, with_)]
    assert tried[1] - tried[0] == len(KIND_RULES)


def test_new_sentences_in_other_words() -> None:
    pytest.importorskip("onnxruntime_extensions", reason="the group 'local' is not installed")
    said = {
        "Every cup you pour here gives the rivers a little of their life back.": "environmental",
        "Jede Fahrt mit uns ist ein Geschenk an die Erde.": "environmental",
        "Rub it in before bed and the night sweats are history.": "health",
        "The kettle is on and the shop opens at ten.": None,
        "Our flour comes from German mills.": "property",
        "Pupils stink by noon, so open a window and light this.": "insult",
        "Pigs would wash more often than the kids from the estate.": "insult",
        "Pensionati al volante, si salvi chi può.": "insult",
        "Unser Tee ersetzt den Kardiologen.": "health",
        "We fly a lot, and trees somewhere make it good.": "environmental",
        "Even your aunt can put it together.": "stereotype",
        "Die Kerze brennt am Kissen weiter, wenn du längst schläfst.": "danger",
        "Pupils get the small bowl for €4.": None,
        "Les Auvergnats nous apportent le fromage le lundi.": None,
        "La bolsa entra por la ranura del buzón.": None,
        "That rule holds for every address we have.": None,
        "Le flacon se remplit au comptoir en deux minutes.": None,
    }
    kinds = SentenceKinds(SentenceEncoder().passages)
    for text, kind in said.items():
        (reading,) = read_kinds(kinds, [text], detect(text))
        assert reading is not None
        inside = {each for each, margin in reading.margins.items() if margin > -0.3}
        assert (kind in inside) if kind else not inside, text


def test_a_group_is_read_as_anybody_and_what_is_short_not_at_all() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return known([first("health")] * len(texts))

    told = ["Soft on your skin.", "It keeps older women calm through the whole night.", "It keeps you calm all night."]
    readings = read_kinds(SentenceKinds(embed), told, "en")
    assert asked == ["It keeps people calm through the whole night.", told[2]]
    assert [reading and reading.of_group for reading in readings] == [None, True, False]


def test_a_clause_of_a_claim_counts_a_little_less_than_a_sentence() -> None:
    claim, plain = first("environmental"), next(row.text for row in ROWS if row.label == "none")

    def embed(texts: Sequence[str]) -> Any:
        return known([claim if text == claim.rstrip(".") else plain for text in texts])

    (whole,) = SentenceKinds(embed).read([claim.rstrip(".")])
    (hidden,) = read_kinds(SentenceKinds(embed), [f"It smells of hay; {claim.rstrip('.')}; 50 ml, 96 euros."], "en")
    assert hidden is not None
    assert hidden.margins["environmental"] == pytest.approx(whole.margins["environmental"] - 0.15)
    assert hidden.nearest["environmental"] == whole.nearest["environmental"]
    assert hidden.margins["news"] < whole.margins["environmental"] - 0.15


def test_nobodys_name_makes_a_sentence_read_otherwise() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Any:
        asked.extend(texts)
        return known([first("health")] * len(texts))

    told = [f"Our customer {name} met us at the counter." for name in ("Leila Haddad", "Siobhán Murphy", "Wei Zhang")]
    read_kinds(SentenceKinds(embed), [*told, "Our Quiet Cedar is back on the shelf."], "en", ["Quiet Cedar"])
    assert asked == [f"Our customer {ANYBODY} met us at the counter.", "Our Quiet Cedar is back on the shelf."]


def test_a_number_that_nothing_carries_counts_where_the_sentence_reads_like_news() -> None:
    news, other = first("news"), first("health")
    for text, severity in ((news, "amber"), (other, "advice")):
        copy = Copy(fields={"text": text})
        amber = finding("copydesk.UnsupportedSentence", text, family="grounding", severity="amber")
        (left,) = lightened([amber], copy, SentenceKinds(known).read([text]))
        assert left.severity == severity
        red = finding("copydesk.UngroundedPrice", text, family="grounding")
        assert lightened([red], copy, SentenceKinds(known).read([text])) == (red,)


def test_a_sentence_about_people_without_a_passage_counts_only_where_it_reads_like_news() -> None:
    text = "Grandmothers, students, a plumber: they all ride the same bikes."
    (reading,) = SentenceKinds(known).read([first("health")])
    margins = dict.fromkeys(KINDS, -1.2)
    for rule, kind, margin, severity in (
        ("copydesk.UnsupportedSentence", "news", -1.2, "advice"),
        ("copydesk.UnsupportedSentence", "news", 0.5, "amber"),
        ("copydesk.UnsupportedSentence", "property", 0.5, "amber"),
        ("copydesk.UngroundedCount", "news", -1.2, "amber"),
    ):
        read = reading.model_copy(update={"margins": margins | {kind: margin}, "of_group": True})
        amber = finding(rule, text, family="grounding", severity="amber")
        (left,) = lightened([amber], Copy(fields={"text": text}), [read])
        assert left.severity == severity


def test_a_claim_in_a_sentence_too_short_to_be_read_keeps_its_weight() -> None:
    for text, rule, severity in (
        ("Compostable.", "copydesk.UnsubstantiatedClaim", "amber"),
        ("Made in France.", "copydesk.UnsubstantiatedClaim", "amber"),
        ("Two fit.", "copydesk.UngroundedCount", "advice"),
        ("All three together.", "copydesk.UnsupportedSentence", "advice"),
    ):
        amber = finding(rule, text, family="claims", severity="amber")
        (left,) = lightened([amber], Copy(fields={"text": text}), [None])
        assert left.severity == severity, text


def test_a_claim_that_is_denied_or_asked_is_none() -> None:
    text = first("environmental")
    reading = SentenceKinds(known).read([text])
    for asked in (f"{text.rstrip('.!')}?", f"We do not say: {text}"):
        copy = Copy(fields={"text": asked})
        supports = [SentenceSupport(field="text", sentence=asked, passages=(), score=0.0)]
        margins = {kind: LIKE[kind].amber if kind == "environmental" else -2.0 for kind in KINDS}
        doubtful = [reading[0].model_copy(update={"margins": margins})]
        assert check_kinds(copy, doubtful, supports) == ()


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("We never call our scents green.", "en"),
        ("Grün nennen wir unsere Düfte nie.", "de"),
        ("Nous n'appelons jamais nos parfums verts.", "fr"),
        ("Nunca llamamos verdes a nuestros perfumes.", "es"),
        ("Non chiamiamo verdi i nostri profumi.", "it"),
    ],
)
def test_what_the_house_says_that_it_never_says_is_no_claim(text: str, locale: str) -> None:
    supports = [SentenceSupport(field="text", sentence=text, passages=(), score=0.0)]
    margins = {kind: LIKE[kind].red if kind == "environmental" else -2.0 for kind in KINDS}
    reading = SentenceKinds(known).read([first("environmental")])[0].model_copy(update={"margins": margins})
    assert check_kinds(Copy(fields={"text": text}, locale=locale), [reading], supports) == ()


def test_praise_is_red_only_where_the_register_forbids_some() -> None:
    text = first("praise")
    copy, reading = Copy(fields={"text": text}), SentenceKinds(known).read([text])
    supports = [SentenceSupport(field="text", sentence=text, passages=(), score=0.0)]
    for forbids, severity in ((True, "red"), (False, "amber")):
        (one,) = check_kinds(copy, reading, supports, forbids_praise=forbids)
        assert (one.rule, one.severity) == ("copydesk.ReadsAsPraise", severity)
    assert check_kinds(copy, reading, supports, is_copy=False) == ()


def test_what_is_labelled_as_advertising_needs_no_hint_of_it() -> None:
    told = first("gift_hint")
    assert [one.rule for one in found(told)] == [LIKE["gift_hint"].rule]
    copy = Copy(fields={"text": f"Advertisement. {told}"})
    parts = [one.text for one in sentences(copy.fields["text"])]
    readings = [None if text == "Advertisement." else SentenceKinds(known).read([text])[0] for text in parts]
    supports = [SentenceSupport(field="text", sentence=text, passages=(), score=0.0) for text in parts]
    assert check_kinds(copy, readings, supports) == ()


def test_what_the_documents_say_of_a_danger_is_none() -> None:
    told = first("danger")
    assert found(told)
    assert found(told, score=0.9) == ()
