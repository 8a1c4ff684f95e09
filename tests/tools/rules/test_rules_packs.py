"""Every rule of ours is tried on its own examples; the sample brand's past copy is told apart by them."""

from pathlib import Path

import pytest
import regex

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import PACKS, load_rules, sentence_spans
from tools.copy import Copy
from tools.findings import Finding
from tools.fixes import apply_safe
from tools.rules.package import load_style
from tools.rules.ruleset import RuleSet, examples

LEVELS = {"error": "amber", "warning": "amber", "suggestion": "advice"}
BRAND = BRANDS_SHIPPED / SAMPLE_BRAND
STYLES = [*sorted(path for path in PACKS.iterdir() if path.is_dir()), BRAND / "rules"]
OURS = [
    pytest.param(style, rule, trips, text, id=f"{rule.id}-{'bad' if trips else 'good'}-{number}")
    for style in STYLES
    for number, (rule, trips, text) in enumerate(examples(load_style(style).rules))
]


@pytest.fixture(scope="module")
def shipped() -> dict[Path, RuleSet]:
    return {style: RuleSet([load_style(style)], levels=LEVELS, sentences=sentence_spans) for style in STYLES}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_file_is_a_rule_with_examples_a_family_and_a_word_on_its_source(shipped, style):
    assert shipped[style].problems == ()
    for rule in shipped[style].rules:
        own = rule.own
        assert own is not None, rule.id
        assert own.bad, rule.id
        assert own.good, rule.id
        assert own.family, rule.id
        assert "source:" in rule.path.read_text(encoding="utf-8"), rule.id


@pytest.mark.parametrize(("style", "rule", "trips", "text"), OURS)
def test_examples(shipped, style, rule, trips, text):
    locale = rule.own.locale[0] if rule.own.locale else "en"
    channel = rule.own.channels[0] if rule.own.channels else None
    found = [f for f in shipped[style].find(text, locale=locale, channel=channel) if f.rule == rule.id]
    assert bool(found) == trips, [finding.span for finding in found]


def test_the_sample_brand_has_its_rules():
    rules = load_rules(BrandFolder(BRAND))
    assert rules.problems == ()
    own = [rule for rule in rules.rules if rule.id.startswith("orrelune.")]
    assert len(own) >= 25
    red = {rule.id.split(".")[1] for rule in own if rule.severity == "red"}
    assert {"Superlative", "HealthClaim", "Guarantee", "CarbonNeutral", "GreenClaim", "ChemicalFree"} <= red


def test_every_source_in_the_brands_documents_is_there():
    for rule in load_rules(BrandFolder(BRAND)).rules:
        if rule.id.startswith("orrelune."):
            document, _, place = (rule.source or "").partition(" › ")
            text = (BRAND / "documents" / document).read_text(encoding="utf-8")
            assert place.split(";")[0].casefold() in text.casefold(), rule.id


def past_copy(file: str) -> list[tuple[str, str]]:
    text = (BRAND / "documents" / "past_copy" / file).read_text(encoding="utf-8").split("---", 2)[2]
    parts = regex.split(r"(?m)^## ", text)[1:]
    return [(heading, body.strip()) for heading, _, body in (part.partition("\n") for part in parts)]


def channel_of(heading: str, file: str) -> str | None:
    names = {"Instagram": "instagram", "E-mail": "email", "LinkedIn": "linkedin", "X,": "x", "Text": "sms"}
    found = next((channel for name, channel in names.items() if heading.startswith(name)), None)
    return found or next((channel for channel in ("instagram", "email") if channel in file), None)


@pytest.mark.parametrize(
    "file", ["on-voice-instagram.md", "on-voice-short.md", "on-voice-email.md", "on-voice-espanol.md"]
)
def test_copy_that_sounds_like_the_brand_has_no_findings(file):
    rules = load_rules(BrandFolder(BRAND))
    locale = "es" if "espanol" in file else "en"
    drafts = past_copy(file)
    assert drafts
    for heading, body in drafts:
        found = rules.find(body, locale=locale, channel=channel_of(heading, file), form="text")
        assert [(f.rule, f.span) for f in found if f.severity != "advice"] == [], heading


def test_copy_that_does_not_sound_like_the_brand_has_findings():
    rules = load_rules(BrandFolder(BRAND))
    for heading, body in past_copy("off-voice.md"):
        locale = "de" if "Deutsch" in heading else "en"
        found = rules.find(body, locale=locale, channel=channel_of(heading, "off-voice.md"), form="text")
        assert [f for f in found if f.severity != "advice"], heading


@pytest.mark.parametrize(
    ("locale", "text", "red"),
    [
        ("fr", "Le meilleur baume du monde guérit l’eczéma.", {"HealthClaim"}),
        ("fr-BE", "Une bougie neutre en carbone.", {"CarbonNeutral"}),
        ("de", "Der beste Balsam der Welt heilt Ekzeme über Nacht.", {"HealthClaim"}),
        ("de-AT", "Klimaneutral und umweltfreundlich.", {"CarbonNeutral", "GreenClaim"}),
        ("es", "El mejor bálsamo del mundo cura el eccema.", {"HealthClaim"}),
        ("es-MX", "Una vela neutra en carbono.", {"CarbonNeutral"}),
    ],
)
def test_the_most_important_red_rules_speak_the_language(locale, text, red):
    found = load_rules(BrandFolder(BRAND)).find(text, locale=locale)
    assert {finding.rule.split(".")[1] for finding in found if finding.severity == "red"} == red


@pytest.mark.parametrize(
    ("locale", "text", "article"),
    [
        ("de", "Klinisch getestet.", "Artikel 6"),
        ("de", "Hypoallergene Seife.", "Artikel 6"),
        ("fr", "Cliniquement testé.", "article 6"),
        ("es", "Clínicamente probado.", "artículo 6"),
    ],
)
def test_who_says_that_it_was_tested_promises_no_cure(locale, text, article):
    (found,) = load_rules(BrandFolder(BRAND)).find(text, locale=locale)
    assert (found.rule.split(".")[1], found.severity) == ("TestedClaim", "red")
    assert article in found.source


def test_a_language_has_only_its_own_rules():
    rules = load_rules(BrandFolder(BRAND))
    assert [f.rule for f in rules.find("Die Kur heilt.", locale="en")] == []
    assert [f.rule for f in rules.find("the world's best", locale="de")] == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("It smells of of hay.", "It smells of hay."),
        ("The the bottle is here.", "The bottle is here."),
        ("Ylang ylang from Bora Bora.", "Ylang ylang from Bora Bora."),
    ],
)
def test_a_word_that_stands_twice_is_taken_out_unseen(shipped, text, mended):
    found = shipped[PACKS / "copydesk-en"].find(text, locale="en")
    findings = [
        Finding(
            rule=one.rule,
            family="wording",
            severity="amber",
            field="text",
            line=1,
            column=1,
            start=text.index(one.span),
            span=one.span,
            message=one.message,
            source=None,
            fix=one.fix,
        )
        for one in found
        if one.rule == "copydesk-en.RepeatedWord"
    ]
    assert apply_safe(Copy(fields={"text": text}), findings).draft.text == mended
