"""The brand check as a whole: ratings, scores, sections, order, and one finding where several say the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import regex

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.check_settings import CheckSettings
from knowledge.embedding import Embedder
from knowledge.errors import InputError
from tools.check import FAMILIES, BrandCheck, copy_of, form_of, load_check
from tools.copy import Copy

TODAY = date(2026, 11, 21)
BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BRAND)


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Linden Hour smells of linden blossom, hay and warm stone.", "green"),
        ("Grab this bargain", "amber"),
        ("The world's best balm cures eczema overnight.", "red"),
        ("A new fragrance.", "green"),
        ("", "green"),
    ],
)
def test_ratings(check, text, rating):
    assert check.check(copy_of(text), today=TODAY).rating == rating


def test_a_bargain_is_amber_with_what_the_voice_guide_says_instead(check):
    report = check.check(copy_of("Grab this bargain"), today=TODAY)
    assert [(f.span, f.severity, f.fix) for f in report.findings] == [
        ("Grab", "amber", None),
        ("bargain", "amber", None),
    ]
    assert "'choose' or 'take'" in report.findings[0].message, "of two a person chooses"
    (one,) = check.check(copy_of("Treat yourself to it"), today=TODAY).findings
    assert one.fix == "Take"
    assert {f.source for f in report.findings} == {"voice/voice-guide.md › Words we don't use"}


def test_a_superlative_and_a_health_claim_are_red_with_reason_source_and_what_to_say(check):
    report = check.check(copy_of("The world's best balm cures eczema overnight."), today=TODAY)
    red = {finding.rule: finding for finding in report.findings if finding.severity == "red"}
    assert red["orrelune.Superlative"].span == "The world's best"
    assert red["orrelune.HealthClaim"].span == "cures eczema"
    for finding in red.values():
        assert finding.family == "claims"
        assert finding.source
        assert "Say" in finding.message


def test_one_section_for_each_family_that_was_tried(check):
    report = check.check(Copy(fields={"caption": "Grab it"}, channel="instagram"), today=TODAY)
    sections = {section.family: section for section in report.sections}
    assert set(sections) >= {"wording", "claims", "grounding", "channel", "inclusive", "safety", "locale"}
    assert list(sections) == [family for family in FAMILIES if family in sections]
    assert sections["wording"].findings == 1
    assert sections["wording"].rating == "amber"
    assert sections["wording"].rules > 25
    assert sections["channel"].rating == "green"
    assert all(section.rules > 0 for section in report.sections)


def test_the_same_copy_gives_the_same_report_byte_for_byte(check):
    copy = Copy(fields={"subject": "Hurry!", "body": "The BEST bargain, only €118 & free"}, channel="email")
    first = check.check(copy, today=TODAY)
    again = load_check(BRAND).check(copy, today=TODAY)
    assert first.model_dump_json() == again.model_dump_json()
    assert first.rules_digest == check.rules_digest


def test_every_finding_is_where_it_says(check):
    text = "HURRY! Last chance to grab this\n**bargain** — the b\u0430rgain of the year, only €118.00 & 50ml 🔥 #Sale"
    report = check.check(Copy(fields={"caption": text}, channel="instagram"), today=TODAY)
    assert len(report.findings) > 8
    lines = text.split("\n")
    for finding in report.findings:
        assert text[finding.start : finding.start + len(finding.span)] == finding.span
        assert lines[finding.line - 1][finding.column - 1 :].startswith(finding.span.split("\n")[0])
    places = [finding.start for finding in report.findings]
    assert places == sorted(places)


def test_an_unknown_channel_is_refused(check):
    with pytest.raises(InputError, match="Unknown channel 'tiktok'"):
        check.check(Copy(fields={"text": "a"}, channel="tiktok"), today=TODAY)
    with pytest.raises(InputError, match="Unknown channel 'tiktok'"):
        copy_of("a", channel="tiktok", channels=check.channels)


def test_a_supplied_text_takes_the_channels_fields(check):
    assert copy_of("a", channel="x", channels=check.channels).fields == {"post": "a"}
    assert copy_of("Subject: a\nBody: b", channel="email", channels=check.channels).fields == {
        "subject": "a",
        "body": "b",
    }
    assert copy_of("a", channel="text", channels=check.channels) == Copy(fields={"text": "a"})


def test_extra_rules_join_in(check, tmp_path):
    style = tmp_path / "House"
    style.mkdir()
    (style / "Linden.yml").write_text("extends: existence\nmessage: \"'%s'?\"\nlevel: error\ntokens: [Linden]\n")
    more = load_check(BRAND, [style])
    report = more.check(copy_of("Linden Hour smells of hay."), today=TODAY)
    assert [(f.rule, f.severity) for f in report.findings] == [("House.Linden", "amber")]
    assert more.rules_digest != check.rules_digest


def test_rules_that_change_on_disk_are_read_again(tmp_path):
    style = tmp_path / "House"
    style.mkdir()
    rule = style / "R.yml"
    rule.write_text("extends: existence\nmessage: x\ntokens: [hay]\n")
    assert load_check(BRAND, [style]).rules.find("hay")
    rule.write_text("extends: existence\nmessage: x\ntokens: [straw]\n")
    assert not load_check(BRAND, [style]).rules.find("hay")


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_rules_that_are_not_there(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="There are no rules"):
        load_check(BRAND, [tmp_path / name])


def test_a_folder_of_styles_and_an_ini(tmp_path):
    for style in ("One", "Two"):
        (tmp_path / style).mkdir()
        (tmp_path / style / "R.yml").write_text("extends: existence\nmessage: x\ntokens: [hay]\n")
    found = load_check(BRAND, [tmp_path]).rules.find("hay")
    assert [finding.rule for finding in found] == ["One.R", "Two.R"]
    (tmp_path / ".vale.ini").write_text("[*]\nBasedOnStyles = Two\n")
    for given_path in (tmp_path, tmp_path / ".vale.ini"):
        found = load_check(BRAND, [given_path]).rules.find("hay")
        assert [finding.rule for finding in found] == ["Two.R"]


def test_a_brand_without_rules_has_the_shipped_ones(tmp_path):
    (tmp_path / "brand.yaml").write_text("id: plain\nname: Plain\nabout: A brand without rules.\n")
    check = load_check(BrandFolder(tmp_path))
    assert check.problems == ()
    report = check.check(copy_of("The world's best balm cures eczema overnight."), today=TODAY)
    assert [f.rule for f in report.findings] == ["copydesk-en.Superlative", "copydesk-en.HealthClaim"]


def test_a_rule_of_the_brand_without_examples_is_a_problem_and_does_not_run(tmp_path):
    (tmp_path / "brand.yaml").write_text("id: plain\nname: Plain\nabout: A brand.\n")
    (tmp_path / "rules" / "Foreign").mkdir(parents=True)
    rule = "extends: existence\nmessage: x\ntokens: [hay]\n"
    (tmp_path / "rules" / "Hay.yml").write_text(rule)
    (tmp_path / "rules" / "Foreign" / "Hay.yml").write_text(rule)
    check = load_check(BrandFolder(tmp_path))
    (problem,) = check.problems
    assert problem.path == tmp_path / "rules" / "Hay.yml"
    assert "has no examples" in problem.message
    assert [f.rule for f in check.rules.find("hay")] == ["Foreign.Hay"]


CORPUS = Path(__file__).parents[2].parent / "shared" / "corpora" / "18f-content-guide"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the 18F guide is not on this machine")
def test_the_shipped_rules_raise_few_alarms_on_clean_prose(tmp_path):
    (tmp_path / "brand.yaml").write_text("id: plain\nname: Plain\nabout: A public style guide.\n")
    rules = load_check(BrandFolder(tmp_path)).rules
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("*.md"))]
    severities = [finding.severity for text in texts for finding in rules.find(text)]
    words = sum(len(text.split()) for text in texts)
    assert severities.count("red") == 0
    assert severities.count("amber") <= words / 500


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase(tmp_path_factory.mktemp("knowledge"), BRAND.brand, no_embedder, lambda: TODAY)
    base.ingest([BRAND.documents])
    yield base
    base.close()


def no_embedder() -> Embedder:
    raise AssertionError("nothing is searched here")


def drafts(file: str) -> list[str]:
    text = (BRAND.documents / "past_copy" / file).read_text(encoding="utf-8")
    return [part.partition("\n")[2].strip() for part in regex.split(r"(?m)^## ", text)[1:]]


def test_the_brands_own_captions_stand_on_its_documents(check, knowledge):
    evidence = [
        passage for kind in ("product", "claim", "research", "other") for passage in knowledge.passages_of(kind)
    ]
    known = {"facts": knowledge.facts(), "claims": knowledge.claims(), "products": knowledge.products()}
    ratings = []
    for caption in drafts("on-voice-instagram.md"):
        copy = Copy(fields={"caption": caption}, channel="instagram")
        report = check.check(copy, evidence=evidence, today=TODAY, **known)
        assert [finding for finding in report.findings if finding.severity == "red"] == []
        assert any(sentence.passages for sentence in report.support)
        ratings.append(report.rating)
    assert ratings.count("green") > len(ratings) / 2
    for pitch in drafts("off-voice.md"):
        copy = Copy(fields={"text": pitch})
        assert check.check(copy, evidence=evidence, today=TODAY, **known).rating != "green"


def test_the_form_of_a_file():
    names = {"a.md": "markdown", "a.html": "html", "A.HTM": "html", "a.txt": "text", "a": None}
    assert {name: form_of(Path(name)) for name in names} == names


PAGE = """<html><head><style>p { width: 600px }</style></head>
<body><p>Grab <b>this</b> &amp; more</p><p>The price is EUR 999.</p></body></html>"""


def test_a_page_is_checked_by_its_words_and_shown_in_its_source(check):
    report = check.check(Copy(fields={"text": PAGE}), today=TODAY, form="html")
    found = {finding.span: finding for finding in report.findings}
    assert (found["Grab"].line, found["Grab"].column) == (2, 10)
    assert any("999" in span for span in found)
    assert not any("600" in finding.span for finding in report.findings)
    for finding in report.findings:
        assert PAGE[finding.start : finding.start + len(finding.span)] == finding.span


@pytest.mark.parametrize("channel", ["google-rsa", "meta-ad", "linkedin-ad", "email"])
def test_a_text_without_labels_is_never_green_where_there_are_several_fields(check, channel):
    report = check.check(copy_of("calm " * 1800, channel=channel, channels=check.channels), today=TODAY)
    assert report.rating != "green"
    assert any("which is which" in finding.message for finding in report.findings)


def test_advisory_families_and_rules_of_the_brands_own_weight(check):
    text = "Grab this bottle, it cures eczema."
    free = BrandCheck(check.rules, check.channels, CheckSettings(advisory=("wording", "claims")))
    found = {finding.span: finding.severity for finding in free.check(copy_of(text), today=TODAY).findings}
    assert found == {"Grab": "advice", "cures eczema": "red", "eczema": "advice"}  # red is not for advice
    strict = CheckSettings(rules={"orrelune.Grab": "red"})
    report = BrandCheck(check.rules, check.channels, strict).check(copy_of("Grab it."), today=TODAY)
    assert report.rating == "red"
    assert report.rules_digest != check.rules_digest


def test_section_scores_are_rules_passed_of_rules_tried(check):
    report = check.check(copy_of("Grab this bargain. Grab that."), today=TODAY)
    wording = next(section for section in report.sections if section.family == "wording")
    rules = {finding.rule for finding in report.findings if finding.family == "wording"}
    assert wording.passed == wording.rules - len(rules)
    assert wording.score == 100 * wording.passed // wording.rules
    assert all(section.score == 100 for section in report.sections if not section.findings)


def test_a_brand_can_say_how_much_advice_is_too_much(check):
    advised = CheckSettings(advisory=("wording",))
    text = copy_of("Grab this bottle.")
    assert BrandCheck(check.rules, check.channels, advised).check(text, today=TODAY).rating == "green"
    wary = advised.model_copy(update={"amber_below": 100})
    report = BrandCheck(check.rules, check.channels, wary).check(text, today=TODAY)
    assert (report.rating, report.score) == ("amber", 90)


def test_the_report_names_what_it_rests_on(check):
    report = check.check(copy_of("calm"), today=TODAY)
    assert report.engine.startswith("copydesk 0.")
    names = [pack.name for pack in report.packs]
    assert names == sorted(names)
    assert {"copydesk-de", "copydesk-en", "orrelune", "inclusive", "safety"} <= set(names)
    assert all(pack.rules and len(pack.digest) == 64 for pack in report.packs)
    theirs = {pack.name for pack in report.packs if pack.version is None}  # nobody numbers what a brand writes itself
    assert theirs == {"orrelune", "terms"}


def test_a_list_of_inconsiderate_words_is_read_beside_vales_rules(tmp_path):
    folder = tmp_path / "House"
    folder.mkdir()
    (folder / "words.yml").write_text("- type: basic\n  considerate: bottle\n  inconsiderate: flask\n")
    (folder / "Hay.yml").write_text("extends: existence\nmessage: \"'%s'?\"\nlevel: error\ntokens: [hay]\n")
    check = load_check(BRAND, [folder])
    assert check.problems == ()
    report = check.check(copy_of("A flask of hay."), today=TODAY)
    assert {(f.span, f.family) for f in report.findings} == {("flask", "inclusive"), ("hay", "wording")}
    assert "House" in {pack.name for pack in report.packs}


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ("advisory: [wordings]", r"check.advisory\[1\]"),
        ("amber_below: 140", "check.amber_below"),
        ("rules: {a.B: mild}", "check.rules.a.B"),
        ("amber_bellow: 3", "check.amber_bellow"),
        ("{advisory: [voice], required: [voice]}", "cannot be both advisory and required"),
        ("{amber_below: 50, red_below: 60}", "must not be above amber_below"),
    ],
)
def test_settings_that_mean_nothing_are_refused_by_their_key(tmp_path, settings, key):
    (tmp_path / "brand.yaml").write_text(f"id: a\nname: A\nabout: b\ncheck:\n  {settings}\n", encoding="utf-8")
    with pytest.raises(InputError, match=key):
        BrandFolder(tmp_path)


def test_a_rule_that_nobody_has_is_named_with_its_line(tmp_path):
    text = "id: a\nname: A\nabout: b\ncheck:\n  rules:\n    copydesk-en.Superlativ: amber\n    channel.Long: advice\n"
    (tmp_path / "brand.yaml").write_text(text, encoding="utf-8")
    problems = [str(problem) for problem in load_check(BrandFolder(tmp_path)).problems]
    assert [line.split("brand.yaml:")[1] for line in problems] == [
        "6: check.rules.copydesk-en.Superlativ: no rule has this name; did you mean copydesk-en.Superlative?"
    ]


def test_a_text_of_five_million_characters_is_refused_in_one_line() -> None:
    with pytest.raises(
        InputError, match=r"^The copy has 5,000,000 characters; up to 1,000,000 are checked at once\."
    ) as why:
        load_check(BRAND).check(Copy(fields={"text": "Salt. " * 833_333 + "Ha"}), today=TODAY)
    assert "\n" not in str(why.value)


@pytest.mark.parametrize(
    ("comment", "channel", "hidden"),
    [
        ("<!-- vale off -->", None, False),
        ("<!-- vale on -->", None, False),
        ("<!-- vale House.Words = NO -->", None, False),
        ('<!-- vale House.Words["a", "b"] = YES -->', None, False),
        ("<!-- vale styles = House, Microsoft -->", None, False),
        ("<!-- vale StylesPath = config/styles -->", None, False),
        ("<!-- vale off, and a note besides -->", None, True),
        ("<!-- vale is a tool -->", None, True),
        ("<!-- only a note -->", None, True),
        ("<!-- vale House.Words = NO -->", "instagram", True),
    ],
)
def test_a_switch_of_rules_is_no_hidden_text(check, comment, channel, hidden):
    copy = copy_of(f"Linden blossom.\n\n{comment}\n\nWarm stone.", channel=channel, channels=check.channels)
    found = [one.rule for one in check.check(copy, today=TODAY).findings]
    assert ("copydesk.HiddenText" in found) == hidden


def test_a_vale_rule_about_a_paragraph_hides_no_other_rule(tmp_path):
    style = tmp_path / "styles" / "House"
    style.mkdir(parents=True)
    (style / "Long.yml").write_text(
        "extends: occurrence\nmessage: 'Too few words.'\nlevel: error\nscope: paragraph\nmin: 90\ntoken: zebra\n"
    )
    (style / "Words.yml").write_text("extends: existence\nmessage: 'No %s.'\nlevel: error\ntokens: [linden, hay]\n")
    config = tmp_path / ".vale.ini"
    config.write_text("StylesPath = styles\n[*]\nBasedOnStyles = House\n")
    report = load_check(BRAND, [config]).check(copy_of("Soft linden and warm hay."), today=TODAY)
    assert [(one.rule, one.span) for one in report.findings if one.rule.startswith("House.")] == [
        ("House.Long", "Soft linden and warm hay."),
        ("House.Words", "linden"),
        ("House.Words", "hay"),
    ]
    assert report.score == 85  # of the overlapping ones the words count


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The blacklist `blacklist` is here.", [4]),
        ("```\nblacklist\n```\nThe blacklist.", [22]),
        ("`whitelist` and ``a blacklist`` only.", []),
    ],
)
def test_code_is_left_alone_by_lists_of_words(check, text, places):
    found = check.check(Copy(fields={"text": text}), today=TODAY).findings
    assert [one.start for one in found if one.family == "inclusive"] == places


def test_a_text_that_switches_rules_off_says_so_in_its_report(check):
    text = "One line.\n\n<!-- vale off -->\n\nGrab this bargain.\n\n<!-- vale on -->\n"
    problems = check.check(Copy(fields={"text": text}), today=TODAY).problems
    *switches, hidden = (one.partition(": the")[0] for one in problems)
    assert switches == ["text:3: <!-- vale off -->", "text:7: <!-- vale on -->"]
    assert hidden.startswith("text: switches in the text hide findings here (2 amber)")
    for problem in check.check(Copy(fields={"caption": text}, channel="instagram"), today=TODAY).problems:
        assert "no comment switches a rule" in problem
