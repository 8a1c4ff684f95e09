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


FAQ = "**How often can it be refilled?** It is tested for 25 refills. If it still works after that, go on."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FAQ, "It is tested for 25 refills. [1]"),
        (
            "How often can it be refilled?\n\nThe bottle is tested for 25 refills.",
            "The bottle is tested for 25 refills. [1]",
        ),
        ("## How often can it be refilled?\n\nAt least 25 times.", "At least 25 times. [1]"),
        ("Q: How often can it be refilled?\nA: It is tested for 25 refills.", "It is tested for 25 refills. [1]"),
        ("Can it be refilled often? Yes. It is tested for 25 refills.", "Yes. It is tested for 25 refills. [1]"),
        ("(How often can it be refilled?)\n25 refills", "25 refills [1]"),
        ("Wie oft kann man sie nachfüllen? Sie ist für 25 Füllungen geprüft.", "Sie ist für 25 Füllungen geprüft. [1]"),
        ("何回補充できますか？25回まで試験済みです。", "25回まで試験済みです。 [1]"),
    ],
)
def test_a_question_in_a_passage_is_never_its_answer(text: str, said: str) -> None:
    given = answer("How often can the bottle be refilled?", found(passage(1, text)), None)
    assert given.text.startswith(said)
    assert not {"?", "？"} & set(given.text)


def test_the_answer_to_the_nearest_question_is_quoted_first() -> None:
    text = f"**What does it cost?** The price is on the label. {FAQ} **Is the refill vegan?** See the register."
    assert answer("How often can it be refilled?", found(passage(1, text)), None).text.startswith("It is tested for 25")


def test_questions_of_the_model_are_left_out() -> None:
    model = ScriptedChat(["What does the refillable bottle cost? The refillable bottle costs €118, filled."])
    assert answer(QUESTION, RESULT, model).text == "The refillable bottle costs €118, filled. [1]"


def test_passages_that_only_ask_answer_nothing() -> None:
    asking = found(passage(1, "How often can it be refilled?"))
    assert answer("How often can it be refilled?", asking, None).text == ""
    second = found(passage(1, "How often can it be refilled?"), passage(2, "25 refills"))
    assert answer("How often can it be refilled?", second, None).text == "25 refills [1]"
