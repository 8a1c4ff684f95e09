"""The client against a loopback endpoint: what it sends, what it retries, and what it says when there is no answer."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.model.chat import Prompt, Shot
from agents.model.client import LONGEST_PAUSE, ChatClient, open_chat
from agents.model.errors import ModelError
from agents.settings import Settings
from knowledge.errors import InputError

PROMPT = Prompt(system="You write.", user="Caption:")
Reply = tuple[int, str, dict[str, str]]  # status, body, headers


def completion(text: str, finish_reason: str = "stop") -> Reply:
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": 30, "completion_tokens": 7, "total_tokens": 37}
    return 200, json.dumps({"id": "1", "object": "chat.completion", "choices": [choice], "usage": usage}), {}


def failure(status: int, message: str, headers: dict[str, str] | None = None, **error: str) -> Reply:
    return status, json.dumps({"error": {"message": message, **error}}), headers or {}


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def client(endpoint, pauses: list[float], tmp_path: Path) -> Iterator[Callable[..., ChatClient]]:
    made: list[ChatClient] = []

    def make(**settings: object) -> ChatClient:
        values = {"home": tmp_path, "base_url": endpoint.url, "model": "m", "model_timeout": 5.0} | settings
        made.append(open_chat(Settings.model_validate(values), sleep=pauses.append))
        return made[-1]

    yield make
    for chat in made:
        chat.close()


def ask(client: ChatClient, **options):
    return client.chat(PROMPT, **{"max_tokens": 90, "temperature": 0.7} | options)


def test_an_answer_carries_text_tokens_and_time(endpoint, client):
    endpoint.replies = [completion("The bottle stays.")]
    answer = ask(client())
    assert (answer.text, answer.tokens_in, answer.tokens_out, answer.cut) == ("The bottle stays.", 30, 7, False)
    assert answer.seconds > 0


def test_the_token_limit_and_the_options_are_sent_under_names_that_every_endpoint_takes(endpoint, client):
    endpoint.replies = [completion("x", "length")]
    assert ask(client(), stop=["\n\n"], seed=4).cut
    sent = endpoint.requests[0]
    assert sent["max_tokens"] == 90
    assert "max_completion_tokens" not in sent
    assert (sent["stop"], sent["seed"], sent["temperature"], sent["model"]) == (["\n\n"], 4, 0.7, "m")
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]


def test_worked_examples_are_turns_between_the_system_prompt_and_the_question(endpoint, client):
    endpoint.replies = [completion("x")]
    prompt = Prompt(system="s", shots=(Shot(user="q", answer="a"),), user="u")
    client().chat(prompt, max_tokens=9, temperature=0)
    assert [(each["role"], each["content"]) for each in endpoint.requests[0]["messages"]] == [
        ("system", "s"),
        ("user", "q"),
        ("assistant", "a"),
        ("user", "u"),
    ]


def test_a_choice_is_asked_for_by_schema_and_is_one_of_the_options(endpoint, client):
    endpoint.replies = [completion('{"choice": "research"}')]
    assert client().choose(PROMPT, ["research", "copywriting"])[0] == "research"
    schema = endpoint.requests[0]["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["choice"]["enum"] == ["research", "copywriting"]


@pytest.mark.parametrize("text", ["research", '{"choice": "publish"}', '["research"]', ""])
def test_a_choice_that_is_none_of_the_options_is_an_error(endpoint, client, text):
    endpoint.replies = [completion(text)]
    with pytest.raises(ModelError, match="one of research, copywriting"):
        client().choose(PROMPT, ["research", "copywriting"])


@pytest.mark.parametrize(
    ("reply", "words", "calls"),
    [
        (failure(401, "Incorrect API key"), "refused the key (HTTP 401: Incorrect API key). Check OPENAI_API_KEY", 1),
        (failure(404, "no model m"), "does not know the model 'm'", 1),
        (failure(400, "bad request"), "did not take the request (HTTP 400: bad request)", 1),
        (failure(429, "slow down"), "too many requests", 3),
        (failure(500, "on fire"), "failed (HTTP 500: on fire)", 3),
        ((503, "<html>busy</html>", {}), "failed (HTTP 503", 3),
        ((200, "<html>hello</html>", {"content-type": "text/html"}), "not a chat completion", 1),
        ((200, "{{{", {}), "not a chat completion", 1),
        ((200, "[]", {}), "not a chat completion", 1),
        ((200, '{"choices": []}', {}), "not a chat completion", 1),
        ((200, '{"choices": null}', {}), "not a chat completion", 1),
        ((200, '{"choices": [{"message": null}]}', {}), "not a chat completion", 1),
        ((200, "", {}), "not a chat completion", 1),
    ],
)
def test_a_failure_is_one_line_that_names_the_endpoint(endpoint, client, reply, words, calls):
    endpoint.replies = [reply]
    with pytest.raises(ModelError) as caught:
        ask(client())
    assert words in str(caught.value)
    assert endpoint.url in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(endpoint.requests) == calls


def test_a_failure_that_passes_is_retried(endpoint, client, pauses):
    endpoint.replies = [failure(500, "no"), failure(429, "no", {"retry-after": "7"}), completion("yes")]
    assert ask(client()).text == "yes"
    assert pauses == [1.0, 7.0]


def test_a_long_retry_after_is_bounded(endpoint, client, pauses):
    endpoint.replies = [failure(429, "no", {"retry-after": "3600"}), completion("yes")]
    ask(client())
    assert pauses == [LONGEST_PAUSE]


def test_an_option_that_the_endpoint_does_not_take_is_left_out_from_then_on(endpoint, client):
    refused = failure(400, "no temperature", code="unsupported_value", param="temperature")
    endpoint.replies = [refused, completion("one"), completion("two")]
    chat = client()
    assert [ask(chat).text, ask(chat).text] == ["one", "two"]
    assert ["temperature" in request for request in endpoint.requests] == [True, False, False]


def test_the_token_limit_is_never_left_out(endpoint, client):
    refused = failure(400, "use max_completion_tokens", code="unsupported_parameter", param="max_tokens")
    endpoint.replies = [refused, completion("one")]
    ask(client())
    assert endpoint.requests[1]["max_completion_tokens"] == 90
    assert "max_tokens" not in endpoint.requests[1]


def test_nothing_listening_is_retried_and_then_said(client, pauses):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(ModelError, match=f"{url} cannot be reached") as caught:
        ask(client(base_url=url))
    assert len(pauses) == 2
    assert not caught.value.asked


def test_an_endpoint_that_hangs_is_given_up_after_the_timeout(endpoint, client):
    endpoint.hang = threading.Event()
    with pytest.raises(ModelError, match=r"did not answer within 0\.2 seconds.*COPYDESK_MODEL_TIMEOUT") as caught:
        ask(client(model_timeout=0.2))
    assert len(endpoint.requests) == 1
    assert caught.value.asked
    assert caught.value.seconds >= 0.2


def test_a_choice_that_does_not_do_has_cost_its_tokens(endpoint, client):
    endpoint.replies = [completion("neither")]
    with pytest.raises(ModelError) as caught:
        client().choose(PROMPT, ["research"])
    assert caught.value.tokens == 37
    assert caught.value.seconds > 0


def test_the_timeout_is_a_setting(tmp_path: Path) -> None:
    assert Settings.read({"COPYDESK_MODEL_TIMEOUT": "2.5"}, tmp_path).model_timeout == 2.5
    for wrong in ("0", "-1", "soon", "nan", "inf"):
        with pytest.raises(InputError, match=f"COPYDESK_MODEL_TIMEOUT is '{wrong}'"):
            Settings.read({"COPYDESK_MODEL_TIMEOUT": wrong}, tmp_path)


def test_no_tracer_sees_a_prompt(endpoint, client, langsmith):
    endpoint.replies = [completion("x")]
    assert ask(client()).text == "x"
    assert langsmith() == []


def test_usage_that_the_endpoint_does_not_tell_is_estimated(endpoint, client):
    body = json.loads(completion("a" * 30)[1])
    del body["usage"]
    endpoint.replies = [(200, json.dumps(body), {})]
    assert ask(client()).tokens_out == 10


def test_warming_asks_once_for_each_prefix(endpoint, client):
    endpoint.replies = [completion("x")]
    client().warm([Prompt(system="one", user="."), Prompt(system="two", user=".")])
    assert [request["messages"][0]["content"] for request in endpoint.requests] == ["one", "two"]
    assert {request["max_tokens"] for request in endpoint.requests} == {1}


def test_an_endpoint_of_ones_own_needs_a_model_name(tmp_path):
    with pytest.raises(ModelError, match="COPYDESK_MODEL is not set"):
        open_chat(Settings(home=tmp_path, base_url="http://127.0.0.1:1/v1"))
