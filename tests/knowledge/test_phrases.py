import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.errors import InputError
from knowledge.text import phrases as phrases_module
from knowledge.text.phrases import Phrases, clean, fold, load_phrases


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("blister*", "my blistered hands"),
        ("(my|our) skin", "it is our skin"),
        ("(my )?skin", "skin"),
        ("my ... skin", "my poor old dry winter skin"),
        ("bitte .... text", "bitte schreib mir doch einen schönen kurzen Text"),
        ("not happy", "not,  happy"),
        ("réclamation", "une reclamation"),
        ("reclamation", "une RÉCLAMATION"),
        ("weiß", "das weiss ich"),
        ("weiß", "das weiß ich"),
        ("don't", "I don’t"),
        ("hôpital", "à l'hôpital"),
        ("発疹", "娘の顔に発疹が出ました"),
        ("(old )*(son|cat)", "my old old cat"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert Phrases({"en": [phrase]}).search(fold(clean(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("burn", "auburn"),
        ("burn", "burns"),
        ("mail", "e-mail"),
        ("my ... skin", "my hair. The skin"),
        ("my ... skin", "my one two three four five six skin"),
        ("que .... dizer", "queria dizer"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert Phrases({"en": [phrase]}).search(fold(clean(text))) is None


def test_a_phrase_of_one_language_counts_only_there() -> None:
    phrases = Phrases({"en": ["poison"], "de!": ["gift"]})
    assert phrases.search("gift im kaffee", "de")
    assert phrases.search("a gift for you", "en") is None
    assert phrases.search("poison", "de")


def test_offsets_hold_in_the_cleaned_text() -> None:
    text = clean("Ça a brûlé\u200b ma main — „weiß“")
    folded = fold(text)
    assert len(folded) == len(text)
    match = Phrases({"fr": ["brûlé"]}).search(folded)
    assert match
    assert text[match.start() : match.end()] == "brûlé"


def test_the_first_match_wins_across_scripts() -> None:
    match = Phrases({"en": ["balm"], "ja": ["香水"]}).search("香水 and balm")
    assert match
    assert match[0] == "香水"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("harm:\n  en: [a, {", encoding="utf-8")
    with pytest.raises(InputError, match=r"words\.yaml"):
        load_phrases(path)


def test_phrases_in_a_file_are_divided_by_semicolons_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("harm:\n  en: |\n    rash; no\n    on\n  nl: jeuk\n", encoding="utf-8")
    harm = load_phrases(path)["harm"]
    assert all(harm.search(word) for word in ("rash", "no", "on", "jeuk"))


def test_many_threads_compile_a_list_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[int] = []
    compile_ = phrases_module._compile

    def slow(phrases: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        compiled.append(len(phrases))
        time.sleep(0.02)
        return compile_(phrases)

    monkeypatch.setattr(phrases_module, "_compile", slow)
    poison = Phrases({"en": ["poison"], "de!": ["gift"]})
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda language: poison.search("a poison", language), ["en", "de"] * 8))
    assert all(found)
    assert sorted(compiled) == [1, 2]
