"""The child process of `Reader`: a line with a path in, a line with what the file holds out.

It does not outlive its parent: without one its input ends; while it reads, a thread looks for the parent each second;
and where a library holds Python's lock for ever, the system's alarm ends the process.
"""

import json
import math
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter

from knowledge.formats.parsed import Limits, Parsed, RefusedError
from knowledge.formats.read import read

GRACE = 5  # seconds after the file's time: by then the parent, if there is one, has ended this process
_PARSED: TypeAdapter[Parsed] = TypeAdapter(Parsed)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Until there are no more requests."""
    for line in requests:
        answer = _answer(json.loads(line))
        signal.alarm(0)
        answers.write(answer + b"\n")
        answers.flush()


def _answer(request: dict[str, object]) -> bytes:
    if "path" not in request:
        return b"{}"
    path = Path(str(request["path"]))
    try:
        limits = TypeAdapter(Limits).validate_python(request["limits"])
        _bound(limits)
        parsed = read(path, path.read_bytes(), limits)
    except RefusedError as error:
        return json.dumps({"refused": str(error)}).encode()
    except OSError as error:
        return json.dumps({"refused": f"it cannot be opened: {error.strerror}"}).encode()
    except MemoryError:
        return json.dumps({"refused": "reading it takes more memory than one file may have"}).encode()
    return b'{"parsed": ' + _PARSED.dump_json(parsed) + b"}"


def _bound(limits: Limits) -> None:
    signal.alarm(math.ceil(limits.max_seconds) + GRACE)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = limits.max_memory if most == resource.RLIM_INFINITY else min(limits.max_memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    sys.setrecursionlimit(3_000)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    own = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    serve(sys.stdin.buffer, own)
