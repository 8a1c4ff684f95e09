"""The child process of `Reader`: a line with a path in, a line with what the file holds out."""

import json
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter

from knowledge.formats.parsed import Limits, Parsed, RefusedError
from knowledge.formats.read import read

MEMORY = 3 << 30  # bytes of address space
_PARSED: TypeAdapter[Parsed] = TypeAdapter(Parsed)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Until there are no more requests."""
    for line in requests:
        answers.write(_answer(json.loads(line)) + b"\n")
        answers.flush()


def _answer(request: dict[str, object]) -> bytes:
    if "path" not in request:
        return b"{}"
    path = Path(str(request["path"]))
    try:
        limits = TypeAdapter(Limits).validate_python(request["limits"])
        parsed = read(path, path.read_bytes(), limits)
    except RefusedError as error:
        return json.dumps({"refused": str(error)}).encode()
    except OSError as error:
        return json.dumps({"refused": f"it cannot be opened: {error.strerror}"}).encode()
    except MemoryError:
        return json.dumps({"refused": "reading it takes more memory than one file may have"}).encode()
    return b'{"parsed": ' + _PARSED.dump_json(parsed) + b"}"


if __name__ == "__main__":
    sys.setrecursionlimit(3_000)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    own = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    serve(sys.stdin.buffer, own)
