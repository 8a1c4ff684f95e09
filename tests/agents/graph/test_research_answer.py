"""Answers: the model's words only where the passages carry them, else the passages' own."""

import pytest

from agents.graph.research_answer import answer
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from knowledge.passages import Hit, Passage, SearchResult

PRICE = "The Orrelune Refillable Bottle costs €118, filled with 50 ml. It is tested for 25 refills."
QUESTION = "What does the refillable bottle cost and how often can it be refilled?"


def passage(number: int, text: str, *heading: str, locale: str = "en") -> Passage:
    return Passage(
        id=f"p{number}",
        brand="b",
        document="products/bottle.md",
        title="Bottle",
        heading=heading or ("Bottle",),
        position=number,
        line=1,
        text=text,
        kind="product",
        locale=locale,
    )


def found(*passages: Passage) -> SearchResult:
    hits = tuple(Hit(passage=one, score=1 / place) for place, one in enumerate(passages, 1))
    return SearchResult(query="q", answered=True, hits=hits)


RESULT = found(
    passage(1, PRICE, "Bottle", "Price and refills"),
    passage(2, "The cap has a quarter-turn lock.", "Bottle", "Travel lock"),
)


def test_the_models_words_are_cited_by_the_passages_that_carry_them() -> None:
    model = ScriptedChat(["The refillable bottle costs €118, filled. A quarter turn is the cap's lock."])
    given = answer(QUESTION, RESULT, model)
    assert given.text == "The refillable bottle costs €118, filled. [1] A quarter turn is the cap's lock. [2]"
    assert given.passages == ("p1", "p2")
    assert not given.quoted


@pytest.mark.parametrize(
    "words",
    [
        "The refillable bottle costs €108, filled.",
        "The refillable bottle costs €118, filled. It can be refilled 50 times.",
        "The refillable bottle makes a wonderful present for somebody you love.",
        "I don't know.",
        "",
        "   \n",
        "The refillable bottle costs €118 and",
    ],
)
def test_words_that_no_passage_carries_are_replaced_by_the_passages_own(words: str) -> None:
    given = answer(QUESTION, RESULT, ScriptedChat([words]))
    assert given.quoted
    assert "costs €118, filled with 50 ml. [1]" in given.text
    assert "tested for 25 refills. [1]" in given.text
    assert given.passages == ("p1",)


def test_references_that_the_model_invents_are_dropped() -> None:
    given = answer(QUESTION, RESULT, ScriptedChat(["The refillable bottle costs €118, filled [7]."]))
    assert given.text == "The refillable bottle costs €118, filled. [1]"


def test_without_a_model_the_passages_answer() -> None:
    assert answer(QUESTION, RESULT, None).quoted


def test_a_model_that_is_down_costs_its_words_only() -> None:
    assert answer(QUESTION, RESULT, ScriptedChat([ModelError("down")])).text == answer(QUESTION, RESULT, None).text


def test_the_model_is_asked_in_the_questions_language() -> None:
    model = ScriptedChat(["Der nachfüllbare Flakon kostet gefüllt 118 €."])
    given = answer("Was kostet der nachfüllbare Flakon und wie oft kann man ihn nachfüllen?", RESULT, model)
    assert model.prompts[0].user.endswith("Answer in German:")
    assert given.passages == ("p1",)


def test_a_passage_without_a_sentence_is_quoted_as_it_is() -> None:
    assert answer("hours", found(passage(1, "- from 11:00 to 19:00\n- closed on Sunday")), None).text == (
        "from 11:00 to 19:00 closed on Sunday [1]"
    )


def test_nothing_found_is_an_empty_answer() -> None:
    assert answer("x", SearchResult(query="x", answered=False, hits=()), ScriptedChat([])).passages == ()
