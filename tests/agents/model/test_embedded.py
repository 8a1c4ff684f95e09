"""The embedded server: it answers, it is quiet, and it never outlives the desk."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from importlib import util
from pathlib import Path
from typing import NamedTuple

import pytest

from agents.graph.copywriting.material import Statement
from agents.graph.copywriting.plan import VariantPlan
from agents.graph.copywriting.voice import Voice
from agents.graph.copywriting.writer import Copywriter
from agents.model.chat import Prompt
from agents.model.client import ChatClient
from agents.model.embedded import EmbeddedServer
from agents.model.errors import ModelError
from agents.model.weights import Weights
from agents.settings import Settings
from knowledge.brand import Brand
from knowledge.passages import Passage
from tools.channels import Channels
from tools.copy import Copy
from tools.findings import BrandReport, Rating
from tools.grounding.numbers.check import check_numbers

installed = pytest.mark.skipif(util.find_spec("xllamacpp") is None, reason="the group `local` is not installed")

SCRIPT = """
import os, sys, threading
from agents.model.chat import Prompt
from agents.model.embedded import EmbeddedServer
from agents.model.client import ChatClient
from agents.model.weights import Weights
from agents.settings import Settings

server = EmbeddedServer(Weights(Settings.read(os.environ).cache).path)
client = ChatClient(server.connect, name="local", slots=2, timeout=300)
client.warm([Prompt(system="You write.", user=".")])
def write():
    client.chat(Prompt(system="You write.", user="A long story."), max_tokens=400, temperature=0.7)
threading.Thread(target=write, daemon=True).start()
print(server.pid, flush=True)
if sys.argv[1] == "stay":
    sys.stdin.read()
"""


class Desk(NamedTuple):
    server: EmbeddedServer
    client: ChatClient


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    weights = Weights(Settings.read({}).cache)
    if weights.source() is None:
        pytest.skip("no weights in the cache, and the group `local` is not installed")
    server = EmbeddedServer(weights.path)
    yield (desk := Desk(server, ChatClient(server.connect, name="local", slots=2, timeout=300, close=server.close)))
    desk.client.close()


def _gone(pid: int, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@installed
def test_a_file_that_llama_cpp_does_not_take_is_named(tmp_path: Path) -> None:
    weights = tmp_path / "broken.gguf"
    weights.write_bytes(b"GGUF" + b"\0" * 100)
    server = EmbeddedServer(Weights(tmp_path, named=weights).path)
    with pytest.raises(ModelError, match=rf"did not start from {weights}.*COPYDESK_MODEL_PATH") as caught:
        server.connect()
    assert "\n" not in str(caught.value)
    assert server.pid is None


@installed
@pytest.mark.model
def test_the_embedded_model_answers_and_chooses(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    client = desk.client
    answer = client.chat(
        Prompt(system="Answer in one word.", user="The capital of France?"), max_tokens=8, temperature=0
    )
    assert "Paris" in answer.text
    assert 0 < answer.tokens_out <= 8
    question = Prompt(system="Say what the request is.", user="Write three captions for our bottle.")
    assert client.choose(question, ["write copy", "answer a question"])[0] == "write copy"
    assert capfd.readouterr() == ("", "")


@installed
@pytest.mark.model
def test_the_embedded_model_writes_a_caption_from_the_facts(desk: Desk) -> None:
    fact = "The Lantern burns for 12 hours and weighs 900 grams."
    statement = Statement(text=fact, passage="p1", subject="Lantern", topic="burning time")
    plan = VariantPlan(
        variant=1,
        alternative="A",
        channel="instagram",
        locale="en",
        product="Lantern",
        statements=(statement,),
        angle="an evening at home",
        opening="Home, shoes off.",
        why="a test",
    )
    brand = Brand(id="harbour", name="Harbour", about="A maker of lamps.")
    written = Copywriter(brand, Channels.load(), Voice(sounds="", examples=())).write(
        plan, model=desk.client, rate=_rate_grounding
    )
    assert written.fields["caption"].startswith("Home, shoes off. ")
    assert written.report.rating == "green"  # no number that is not the fact's
    assert "12 hours" in written.fields["caption"]


def _rate_grounding(copy: Copy) -> BrandReport:
    passage = Passage(
        id="p1",
        brand="harbour",
        document="d.md",
        title="Lantern",
        heading=(),
        position=0,
        line=1,
        text="The Lantern burns for 12 hours and weighs 900 grams.",
        kind="product",
        locale="en",
    )
    found = check_numbers(copy, (passage,), (), date(2026, 11, 21))
    rating: Rating = "amber" if found else "green"
    return BrandReport(rating=rating, score=90 if found else 100, sections=(), findings=tuple(found), rules_digest="0")


@installed
@pytest.mark.model
def test_a_server_that_died_is_started_again(desk: Desk) -> None:
    desk.client.warm([Prompt(system="x", user=".")])
    first = desk.server.pid
    assert first
    os.kill(first, signal.SIGKILL)
    desk.client.warm([Prompt(system="x", user=".")])
    assert desk.server.pid not in (first, None)


@installed
@pytest.mark.model
@pytest.mark.parametrize("end", ["exit", "kill"])
def test_no_server_outlives_the_desk_even_in_the_middle_of_an_answer(desk: Desk, end: str) -> None:
    desk.client.close()  # one model in memory at a time
    other = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "stay" if end == "kill" else "go"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert other.stdout
    with other:
        pid = int(other.stdout.readline())
        if end == "kill":
            other.kill()
    assert _gone(pid, within=5)
