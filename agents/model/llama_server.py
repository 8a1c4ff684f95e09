"""The process that runs llama.cpp: `python -m agents.model.llama_server`, order on stdin, address on stdout.

It lives as long as its standard input stays open, so it goes with the desk however the desk goes, kill -9 included.
"""

import json
import os
import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Order(BaseModel):
    """What to serve. The key comes this way because a command line can be read by other users."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: Path
    key: str
    slots: int
    threads: int
    context: int  # tokens, split over the slots
    cache_mib: int  # of prompts that were seen


def serve(order: Order) -> object:
    """Starts llama.cpp's OpenAI-compatible server on a free loopback port. Figures: two cores, 2.1 GB resident."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(order.weights)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = order.context
    params.n_parallel = order.slots
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = order.threads
    params.verbosity = -1
    params.ui = False
    params.model_alias = {"local"}
    params.api_keys = [order.key]
    params.cache_ram_mib = order.cache_mib
    return xllamacpp.Server(params)


def main() -> None:
    line = sys.stdin.buffer.readline()
    reply = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)  # whatever llama.cpp prints, the reply stays one line
    os.dup2(quiet, 2)
    try:
        server = serve(Order.model_validate_json(line))
    except (ImportError, RuntimeError, ValueError) as error:
        reply.write(json.dumps({"error": " ".join(str(error).split())}) + "\n")
        reply.flush()
        os._exit(1)
    reply.write(json.dumps({"address": getattr(server, "listening_address", None)}) + "\n")
    reply.flush()
    sys.stdin.buffer.read()  # until the desk closes it, or is gone
    os._exit(0)  # the server's destructor can wait for ever while an answer is being written


if __name__ == "__main__":
    main()
