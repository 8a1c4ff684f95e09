"""Judges on a real loopback server that speaks OpenAI's interface: good ones, and those that fail in every way."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, str, dict[str, str]]
Answer = Callable[[str, int], "Reply | str | None"]  # of the question and its number; None hangs up


def form_of(question: str, supported: Callable[[str, str], bool]) -> str:
    """What a good judge says to each of Ragas' questions. `supported`: whether a sentence follows from a text."""
    given = json.loads(question.rsplit("input: ", 1)[1].rsplit("\nOutput:", 1)[0])

    def wanted(form: str) -> bool:
        return f'"title": "{form}"' in question

    if wanted("NLIStatementOutput"):
        verdicts = [
            {"statement": one, "reason": "read", "verdict": int(supported(one, given["context"]))}
            for one in given["statements"]
        ]
        return json.dumps({"statements": verdicts})
    if wanted("ClaimDecompositionOutput"):
        return json.dumps({"claims": [given["response"]]})
    if wanted("ContextRecallOutput"):
        return json.dumps({"classifications": [{"statement": given["answer"], "reason": "read", "attributed": 1}]})
    if wanted("ContextPrecisionOutput"):
        return json.dumps({"reason": "read", "verdict": int(supported(given["answer"], given["context"]))})
    if wanted("RubricScoreOutput"):
        return json.dumps({"feedback": "read", "score": 5 if supported(given["response"], "") else 1})
    if wanted("AnswerRelevanceOutput"):
        return json.dumps({"question": given["response"], "noncommittal": 0})
    return json.dumps({"statements": [given["answer"]]})


class JudgeServer:
    """`questions` holds what was asked: the last message, or, of a `whole` server, all of them."""

    def __init__(self, answer: Answer, *, whole: bool = False) -> None:
        self._whole = whole
        self.questions: list[str] = []
        self._answer = answer
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.reply(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        asked: dict[str, Any] = json.loads(handler.rfile.read(int(handler.headers["content-length"])))
        messages = [each["content"] for each in asked["messages"]]
        question = "\n".join(messages) if self._whole else messages[-1]
        with self._lock:
            self.questions.append(question)
            number = len(self.questions)
        said = self._answer(question, number)
        if said is None:
            handler.close_connection = True
            return
        status, body, headers = said if isinstance(said, tuple) else (200, completion(said), {})
        handler.send_response(status)
        for key, value in {"content-type": "application/json", **headers}.items():
            handler.send_header(key, value)
        handler.end_headers()
        handler.wfile.write(body.encode())

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def completion(text: str) -> str:
    message = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return json.dumps(
        {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [message], "usage": usage}
    )


@contextmanager
def served(answer: Answer, *, whole: bool = False) -> Iterator[JudgeServer]:
    server = JudgeServer(answer, whole=whole)
    try:
        yield server
    finally:
        server.close()
