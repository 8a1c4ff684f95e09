"""The scripted model behaves as a server would, and says so when it has nothing to say."""

import pytest

from agents.model.chat import ChatModel, Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat

PROMPT = Prompt(system="s", user="Caption:")


def test_answers_come_in_order_and_prompts_are_kept() -> None:
    model: ChatModel = ScriptedChat(["one", "two"])
    assert [model.chat(PROMPT, max_tokens=9, temperature=1).text for _ in range(2)] == ["one", "two"]


def test_a_function_answers_from_the_prompt() -> None:
    assert ScriptedChat(lambda prompt: prompt.user.lower()).chat(PROMPT, max_tokens=9, temperature=1).text == "caption:"


def test_stops_and_the_token_limit_are_honoured() -> None:
    model = ScriptedChat(["a b\n\nc", "a b c d"])
    assert model.chat(PROMPT, max_tokens=9, temperature=1, stop=["\n\n"]).text == "a b"
    cut = model.chat(PROMPT, max_tokens=2, temperature=1)
    assert (cut.text, cut.cut) == ("a b", True)


def test_an_empty_queue_names_the_call() -> None:
    with pytest.raises(ModelError, match=r"no answer left for call 1: 'Caption:'"):
        ScriptedChat([]).chat(PROMPT, max_tokens=9, temperature=1)


def test_an_error_in_the_queue_is_raised() -> None:
    with pytest.raises(ModelError, match="down"):
        ScriptedChat([ModelError("down")]).chat(PROMPT, max_tokens=9, temperature=1)


def test_a_choice_must_be_an_option() -> None:
    assert ScriptedChat(["b"]).choose(PROMPT, ["a", "b"])[0] == "b"
    with pytest.raises(ModelError, match="none of a, b"):
        ScriptedChat(["c"]).choose(PROMPT, ["a", "b"])


def test_latency_is_waited() -> None:
    waits: list[float] = []
    ScriptedChat(["x"], latency=0.3, sleep=waits.append).chat(PROMPT, max_tokens=9, temperature=1)
    assert waits == [0.3]
