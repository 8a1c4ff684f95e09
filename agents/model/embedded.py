"""The embedded language model: llama.cpp's server, started when it is first needed and gone when the desk is.

It runs in a child process: starting it holds Python's lock for three to eleven seconds, in which a desk would show and
do nothing, and stopping it in the middle of an answer can wait for ever.
"""

import atexit
import contextlib
import json
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import util
from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr

from agents.model.errors import ModelError, NoModelError
from agents.model.llama_server import Order

START_SECONDS = 180.0
STOP_SECONDS = 2.0
MOST_THREADS = 8
ROOT = Path(__file__).parents[2]


class Endpoint(BaseModel):
    """An OpenAI-compatible endpoint; `label` is what people call it."""

    model_config = ConfigDict(frozen=True)

    label: str
    model: str
    base_url: str | None = None  # None: the client's own default
    api_key: SecretStr
    slots: int = 4
    direct: bool = False  # past any proxy that the environment names


class EmbeddedServer:
    """One server, started once for all threads; started again when it has died."""

    def __init__(
        self,
        weights: Callable[[], Path],
        *,
        slots: int = 2,
        context: int = 8192,
        cache_mib: int = 1024,
        threads: int | None = None,
    ) -> None:
        self._weights = weights
        self.slots = slots
        self._context = context
        self._cache_mib = cache_mib
        self._threads = threads or min(_cores(), MOST_THREADS)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._endpoint: Endpoint | None = None
        self._owner = os.getpid()

    @property
    def pid(self) -> int | None:
        """Of the server's process, while there is one."""
        return self._process.pid if self._process else None

    def connect(self) -> Endpoint:
        """Raises ModelError: no weights, not installed, or llama.cpp does not take them."""
        with self._lock:
            if self._process and self._endpoint and self._process.poll() is None:
                return self._endpoint
            self._stop()
            self._endpoint = self._start()
            return self._endpoint

    def close(self) -> None:
        """Idempotent. A fork's copy leaves the server to the process that started it."""
        with self._lock:
            self._stop()

    def _start(self) -> Endpoint:
        if util.find_spec("xllamacpp") is None:
            raise NoModelError("xllamacpp, which runs the embedded model, is not installed")
        order = Order(
            weights=self._weights(),
            key=secrets.token_urlsafe(32),
            slots=self.slots,
            threads=self._threads,
            context=self._context,
            cache_mib=self._cache_mib,
        )
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "agents.model.llama_server"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C in the terminal is for the desk to handle
        )
        atexit.register(self.close)
        return Endpoint(
            label="the embedded language model",
            model="local",
            base_url=f"{self._address(self._process, order)}/v1",
            api_key=SecretStr(order.key),
            slots=self.slots,
            direct=True,
        )

    def _address(self, process: subprocess.Popen[bytes], order: Order) -> str:
        if process.stdin is None or process.stdout is None:
            raise ModelError("The embedded language model was started without pipes.")
        watchdog = threading.Timer(START_SECONDS, process.kill)
        watchdog.start()
        try:
            process.stdin.write(order.model_dump_json().encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        finally:
            watchdog.cancel()
        reply = json.loads(line) if line else {"error": "its process ended"}
        if address := reply.get("address"):
            return str(address)
        self._stop()
        raise ModelError(
            f"The embedded language model did not start from {order.weights}: {reply.get('error')}. "
            "Try another GGUF file in COPYDESK_MODEL_PATH, or set OPENAI_API_KEY or OPENAI_BASE_URL."
        )

    def _stop(self) -> None:
        process, self._process, self._endpoint = self._process, None, None
        if process is None or self._owner != os.getpid():
            return
        atexit.unregister(self.close)
        with contextlib.suppress(BrokenPipeError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
