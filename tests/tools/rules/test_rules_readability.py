"""Readability: the rules of Vale's package of that name and its older kind, held against what is published for them.

The texts, their counts and their scores are those of the test data of `prose`, by which Vale counts (testdata/
summarize.json of github.com/jdkato/prose): made by another reckoner, so that its own tests hold to the counts alone.
"""

from pathlib import Path

import pytest

from tests.tools.rules.test_rules_kinds import ruleset

METRIC = "extends: metric\nmessage: '%s'\nformula: |\n  {formula}\ncondition: '> -1000.0'\n"
OLDER = "extends: readability\nmessage: '%s'\ngrade: {grade}\nmetrics: {names}\n"
# As the package's files write them.
PACKAGE = {
    "AutomatedReadability": "(4.71 * (characters / words)) + (0.5 * (words / sentences)) - 21.43",
    "ColemanLiau": "(0.0588 * (characters / words) * 100) - (0.296 * (sentences / words) * 100) - 15.8",
    "FleschKincaid": "(0.39 * (words / sentences)) + (11.8 * (syllables / words)) - 15.59",
    "FleschReadingEase": "206.835 - (1.015 * (words / sentences)) - (84.6 * (syllables / words))",
    "GunningFog": "0.4 * ((words / sentences) + 100 * (complex_words / words))",
    "LIX": "(words / sentences) + ((long_words * 100) / words)",
    "SMOG": "1.0430 * math.sqrt((polysyllabic_words * 30.0) / sentences) + 3.1291",
}
COUNTED = ("AutomatedReadability", "ColemanLiau", "LIX")  # without syllables
OLDER_NAMES = {
    "AutomatedReadability": "Automated Readability",
    "ColemanLiau": "Coleman-Liau",
    "FleschKincaid": "Flesch-Kincaid",
    "GunningFog": "Gunning Fog",
    "SMOG": "SMOG",
}
TEXTS = (
    "Vale is a natural language linter that supports plain text, markup (Markdown, reStructuredText, AsciiDoc, and "
    "HTML), and source code comments. Vale doesn't attempt to offer a one-size-fits-all collection of rules—instead, "
    "it strives to make customization as easy as possible.",
    "Existing computer programs that measure readability are based largely upon subroutines which estimate number of "
    "syllables, usually by counting vowels. The shortcoming in estimating syllables is that it necessitates "
    "keypunching the prose into the computer. There is no need to estimate syllables since word length in letters is "
    "a better predictor of readability than word length in syllables. Therefore, a new readability formula was "
    "computed that has for its predictors letters per 100 words and sentences per 100 words. Both predictors can be "
    "counted by an optical scanning device, and thus the formula makes it economically feasible for an organization "
    "such as the U.S. Office of Education to calibrate the readability of all textbooks for the public school system.",
    "He teaches science (He previously worked for 5 years as an engineer.) at the local University.",
)
COUNTS = (
    {"sentences": 2, "words": 43, "characters": 222},
    {"sentences": 5, "words": 119, "characters": 639},
    {"sentences": 1, "words": 16, "characters": 75},
)
PUBLISHED = {
    "AutomatedReadability": (13.64, 15.76, 8.65),
    "ColemanLiau": (13.18, 14.53, 9.91),
    "FleschKincaid": (12.00, 15.80, 9.82),
    "FleschReadingEase": (47.29, 24.14, 53.12),
    "GunningFog": (14.18, 17.59, 13.90),
    "LIX": (54.06, 59.09, 47.25),
    "SMOG": (13.02, 18.03, 13.02),
}
NEAR = {"FleschReadingEase": 6.0}  # points; of the grades one year: syllables are estimated


def score(folder: Path, rule: str, text: str) -> float:
    rules = ruleset(folder, rule)
    assert rules.problems == ()
    (finding,) = rules.find(text)
    return float(finding.message)


@pytest.mark.parametrize(("text", "counts"), list(zip(TEXTS, COUNTS, strict=True)))
def test_counts_are_those_that_are_published(tmp_path, text, counts):
    assert {name: score(tmp_path, METRIC.format(formula=name), text) for name in counts} == counts


@pytest.mark.parametrize("name", PACKAGE)
def test_scores_of_the_package_are_those_that_are_published(tmp_path, name):
    found = [score(tmp_path, METRIC.format(formula=PACKAGE[name]), text) for text in TEXTS]
    within = 0.01 if name in COUNTED else NEAR.get(name, 1.0)
    assert found == pytest.approx(PUBLISHED[name], abs=within)


@pytest.mark.parametrize("name", OLDER_NAMES)
def test_the_older_kind_reckons_the_same_scores(tmp_path, name):
    for text in TEXTS:
        older = score(tmp_path, OLDER.format(grade=-1000, names=f"[{OLDER_NAMES[name]}]"), text)
        assert older == score(tmp_path, METRIC.format(formula=PACKAGE[name]), text)


def test_the_older_kind_takes_the_mean_and_a_grade(tmp_path):
    both = [score(tmp_path, OLDER.format(grade=0, names=f"[{name}]"), TEXTS[1]) for name in ("SMOG", "Coleman-Liau")]
    names = "[SMOG, Coleman-Liau]"
    mean = score(tmp_path, OLDER.format(grade=0, names=names), TEXTS[1])
    assert mean == pytest.approx(sum(both) / 2, abs=0.01)
    assert ruleset(tmp_path, OLDER.format(grade=mean + 0.1, names=names)).find(TEXTS[1]) == []
    assert ruleset(tmp_path, OLDER.format(grade=mean - 0.1, names=names)).find(TEXTS[1])
