"""Reads files in a process of its own, so that one which never ends, or wants all memory, costs that file alone."""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter

from knowledge.formats.parsed import Limits, Parsed, RefusedError

_PARSED: TypeAdapter[Parsed] = TypeAdapter(Parsed)
_ROOT = Path(__file__).resolve().parents[2]
_STARTING = 30.0  # seconds for the process itself to come up, on a busy machine


class _DiedError(Exception):
    """The child process ended over a file; the words say how."""


class Reader:
    """One child process, started with the first file and kept for the next ones. Thread-safe; to be closed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the child process, while there is one."""
        return self._child.pid if self._child else None

    def read(self, path: Path) -> Parsed:
        """Raises RefusedError."""
        with self._lock:
            answer = self._answer(json.dumps({"path": str(path), "limits": asdict(self.limits)}))
        refused = answer.get("refused")
        if refused is not None:
            raise RefusedError(str(refused))
        return _PARSED.validate_python(answer["parsed"])

    def _answer(self, request: str) -> dict[str, object]:
        """Whatever ended a child over a file may have been no fault of the file: it is read once more."""
        try:
            return self._once(request)
        except _DiedError:
            try:
                return self._once(request)
            except _DiedError as error:
                raise RefusedError(
                    f"the program that reads it died twice ({error}): it is damaged, or needs more memory than there is"
                ) from error

    def _once(self, request: str) -> dict[str, object]:
        if self._child is not None and self._child.poll() is not None:
            self._stop()  # something ended it between two files: no fault of the next one
        child = self._child or self._start()
        try:
            return _ask(child, request.encode(), self.limits.max_seconds)
        except TimeoutError as error:
            self._stop()
            raise RefusedError(f"reading it took longer than {self.limits.max_seconds:g} s") from error
        except (OSError, EOFError) as error:
            how = _end_of(child)
            self._stop()
            raise _DiedError(how) from error
        except ValueError as error:
            self._stop()
            raise RefusedError("what the program that reads it answered was broken; try again") from error
        except BaseException:  # an interrupt: half an answer must not become that of the next file
            self._stop()
            raise

    def _start(self) -> "subprocess.Popen[bytes]":
        child = subprocess.Popen(
            [sys.executable, "-m", "knowledge.formats.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
        )
        self._child = child
        try:
            _ask(child, b'{"ready": true}', _STARTING)
        except (TimeoutError, OSError, EOFError) as error:
            self._stop()
            raise RefusedError("the program that reads such files did not start; try again") from error
        return child

    def _stop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def close(self) -> None:
        with self._lock:
            self._stop()


def _end_of(child: "subprocess.Popen[bytes]") -> str:
    try:
        code = child.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return "it closed its end"
    if code >= 0:
        return f"exit code {code}"
    name = next((one.name for one in signal.Signals if one == -code), "unknown")
    return f"signal {-code}, {name}"


def _ask(child: "subprocess.Popen[bytes]", line: bytes, seconds: float) -> dict[str, object]:
    if child.stdin is None or child.stdout is None:
        raise EOFError
    child.stdin.write(line + b"\n")
    child.stdin.flush()
    until = time.monotonic() + seconds
    parts: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while not (parts and parts[-1].endswith(b"\n")):
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            part = os.read(child.stdout.fileno(), 1 << 20)
            if not part:
                raise EOFError
            parts.append(part)
    answer: dict[str, object] = json.loads(b"".join(parts))
    return answer
