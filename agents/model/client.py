"""The one model client: `ChatOpenAI` against an OpenAI-compatible endpoint, or against the embedded server."""

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import SecretStr

from agents.model.chat import Completion, Prompt
from agents.model.embedded import EmbeddedServer, Endpoint
from agents.model.errors import ModelError
from agents.model.failures import Failure, explain
from agents.model.usage import CHOICE_TOKENS, estimate
from agents.model.weights import Progress, Weights
from agents.settings import Settings
from agents.tracing import untraced

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI
    from openai import DefaultHttpxClient

RETRIES = 2
TIMEOUT = 120.0  # seconds
EMBEDDED_TIMEOUT = 300.0  # seconds: on a busy machine a cold prompt takes its time, and there is no network to blame
LONGEST_PAUSE = 20.0  # seconds, whatever Retry-After says
DEFAULT_MODEL = "gpt-4.1-mini"  # at OpenAI; another endpoint must be told
# without it a small model pads the schema's white space until the token limit
_ASK_TO_CHOOSE = 'Choose one of {}. Answer with JSON: {{"choice": "…"}}'

log = logging.getLogger(__name__)


class Connection(NamedTuple):
    endpoint: Endpoint
    chat: "ChatOpenAI"
    http: "DefaultHttpxClient"


class ChatClient:
    """Asks one endpoint. Nothing is imported, started or connected before the first call."""

    def __init__(
        self,
        connect: Callable[[], Endpoint],
        *,
        name: str,
        slots: int,
        timeout: float = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._connect = connect
        self.name = name
        self.slots = slots
        self._timeout = timeout
        self._sleep = sleep
        self._close = close
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._refused: frozenset[str] = frozenset()  # options that this endpoint has said it does not take
        self._given_up = threading.Event()

    def chat(
        self,
        prompt: Prompt,
        *,
        max_tokens: int,
        temperature: float,
        stop: Sequence[str] = (),
        seed: int | None = None,
    ) -> Completion:
        """Raises ModelError."""
        options = {"max_tokens": max_tokens, "temperature": temperature, "stop": list(stop) or None, "seed": seed}
        return self._ask(prompt, {key: value for key, value in options.items() if value is not None})

    def choose(self, prompt: Prompt, options: Sequence[str]) -> tuple[str, Completion]:
        """Exactly one of the options, by a JSON schema. Raises ModelError."""
        completion = self._ask(
            prompt.model_copy(update={"user": f"{prompt.user}\n\n{_ASK_TO_CHOOSE.format(json.dumps(list(options)))}"}),
            {"max_tokens": CHOICE_TOKENS, "temperature": 0.0, "seed": 0, "response_format": _choice_of(options)},
        )
        try:
            option = json.loads(completion.text)["choice"]
        except (ValueError, KeyError, TypeError):
            option = None
        if option not in options:
            said = f"{self.name} was asked for one of {', '.join(options)} and answered {completion.text[:80]!r}."
            raise _failed(said, seconds=completion.seconds, tokens=completion.tokens)
        return str(option), completion

    def fill(
        self, prompt: Prompt, schema: Mapping[str, Any], *, max_tokens: int, temperature: float, seed: int | None = None
    ) -> Completion:
        """An object of this JSON Schema, as text that nobody has read yet. Raises ModelError."""
        shape = {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema)}}
        options = {"max_tokens": max_tokens, "temperature": temperature, "seed": seed, "response_format": shape}
        return self._ask(prompt, {key: value for key, value in options.items() if value is not None})

    def warm(self, prefixes: Sequence[Prompt]) -> None:
        """Imports the client, starts the server and fills its prompt cache. Raises ModelError."""
        for prefix in prefixes:
            self.chat(prefix, max_tokens=1, temperature=0.0)

    def close(self) -> None:
        """Idempotent; asking again connects again."""
        with self._lock:
            self._disconnect()
        self._close()

    def give_up(self) -> None:
        """For good, from any thread: the embedded server ends with its answer half said, and nobody is asked again."""
        self._given_up.set()
        self._close()

    def _ask(self, prompt: Prompt, options: Mapping[str, Any]) -> Completion:
        messages = _messages(prompt)
        retries, waited, reached = RETRIES, 0.0, False
        while True:
            if self._given_up.is_set():
                raise _failed(f"{self.name} was stopped.", seconds=waited, asked=reached)
            endpoint, client = self._connected()
            if self._given_up.is_set():  # in the meantime: what was started after it is closed too
                self._close()
                raise _failed(f"{self.name} was stopped.", seconds=waited, asked=reached)
            started = time.perf_counter()
            answer = self._try(endpoint, client, messages, self._accepted(endpoint, options))
            waited += time.perf_counter() - started
            if isinstance(answer, Completion):
                return answer.model_copy(update={"seconds": waited})
            reached = reached or answer.reached
            if answer.option in options and answer.option not in self._refused:
                log.info("%s does not take %s: left out from now on", endpoint.label, answer.option)
                self._refused |= {str(answer.option)}
                continue
            if answer.pause is None or retries == 0 or self._given_up.is_set():
                raise _failed(answer.words, seconds=waited, asked=reached) from answer.error
            self._sleep(min(max(answer.pause, float(RETRIES - retries + 1)), LONGEST_PAUSE))
            retries -= 1

    def _try(
        self, endpoint: Endpoint, client: "ChatOpenAI", messages: "list[BaseMessage]", options: Mapping[str, Any]
    ) -> "Completion | Failure":
        """`seconds` are left to the caller, who knows of earlier attempts."""
        import openai

        try:
            with untraced():
                message = client.invoke(messages, **options)
        except (openai.OpenAIError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            # the last five: what langchain-openai raises on an answer that is no chat completion
            return explain(endpoint, error, self._timeout)
        usage = message.usage_metadata
        return Completion(
            text=message.text,
            tokens_in=usage["input_tokens"] if usage else estimate(*(str(each.content) for each in messages)),
            tokens_out=usage["output_tokens"] if usage else estimate(message.text),
            seconds=0.0,
            cut=message.response_metadata.get("finish_reason") == "length",
        )

    def _accepted(self, endpoint: Endpoint, options: Mapping[str, Any]) -> dict[str, Any]:
        """langchain-openai renames `max_tokens` to a name that only OpenAI's own endpoint is sure to honour."""
        accepted = {key: value for key, value in options.items() if key not in self._refused or key == "max_tokens"}
        if endpoint.base_url and "max_tokens" not in self._refused:
            accepted["extra_body"] = {"max_tokens": accepted.pop("max_tokens")}
        return accepted

    def _connected(self) -> "tuple[Endpoint, ChatOpenAI]":
        endpoint = self._connect()
        with self._lock:
            if self._connection is None or self._connection.endpoint != endpoint:
                self._disconnect()
                self._connection = _open(endpoint, self._timeout)
            return endpoint, self._connection.chat

    def _disconnect(self) -> None:
        if self._connection:
            self._connection.http.close()
            self._connection = None


def open_chat(
    settings: Settings, *, progress: Progress | None = None, sleep: Callable[[float], None] = time.sleep
) -> ChatClient:
    """The endpoint that the settings name, else the embedded model. Cheap: nothing is looked for yet."""
    if settings.has_endpoint:
        endpoint = _endpoint(settings)
        return ChatClient(
            lambda: endpoint,
            name=endpoint.model,
            slots=endpoint.slots,
            timeout=settings.model_timeout or TIMEOUT,
            sleep=sleep,
        )
    weights = Weights(settings.cache, named=settings.model_path, progress=progress)
    server = EmbeddedServer(weights.path)
    return ChatClient(
        server.connect,
        name=_embedded_name(settings),
        slots=server.slots,
        timeout=settings.model_timeout or EMBEDDED_TIMEOUT,
        sleep=sleep,
        close=server.close,
    )


def model_id(settings: Settings) -> str:
    """The model's name, with where it runs if that is not in this process."""
    if not settings.has_endpoint:
        return _embedded_name(settings)
    return f"{settings.model or DEFAULT_MODEL} at {settings.base_url or 'OpenAI'}"


def _embedded_name(settings: Settings) -> str:
    return settings.model_path.stem if settings.model_path else "qwen2.5-coder-1.5b-instruct-q4_k_m"


def _endpoint(settings: Settings) -> Endpoint:
    if settings.base_url and not settings.model:
        raise ModelError(f"COPYDESK_MODEL is not set: name the model that {settings.base_url} is to run.")
    return Endpoint(
        label=settings.base_url or "the OpenAI endpoint",
        model=settings.model or DEFAULT_MODEL,
        base_url=settings.base_url,
        api_key=SecretStr(settings.api_key or "none"),  # servers of one's own often ask for no key
    )


def _failed(words: str, *, seconds: float, tokens: int = 0, asked: bool = True) -> ModelError:
    """With what it cost all the same."""
    error = ModelError(words)
    error.seconds, error.tokens, error.asked = seconds, tokens, asked
    return error


def _messages(prompt: Prompt) -> "list[BaseMessage]":
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    messages: list[BaseMessage] = [SystemMessage(prompt.system)]
    for shot in prompt.shots:
        messages += [HumanMessage(shot.user), AIMessage(shot.answer)]
    return [*messages, HumanMessage(prompt.user)]


def _choice_of(options: Sequence[str]) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {"choice": {"type": "string", "enum": list(options)}},
        "required": ["choice"],
        "additionalProperties": False,
    }
    return {"type": "json_schema", "json_schema": {"name": "choice", "strict": True, "schema": schema}}


def _open(endpoint: Endpoint, timeout: float) -> Connection:
    import openai
    from langchain_openai import ChatOpenAI

    http = openai.DefaultHttpxClient(trust_env=not endpoint.direct)
    chat = ChatOpenAI(
        model=endpoint.model,
        base_url=endpoint.base_url or "https://api.openai.com/v1",
        api_key=endpoint.api_key,
        timeout=timeout,
        max_retries=0,  # ours know which errors are worth a retry, and say what was tried
        use_responses_api=False,
        http_client=http,
    )
    return Connection(endpoint, chat, http)
