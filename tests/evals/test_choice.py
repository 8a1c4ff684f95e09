"""Two models at the same cases: what is told of quality, calls, cost and time, and what is recommended."""

from pathlib import Path

import pytest

from agents.model.chat import Completion, Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.settings import Settings
from evals.live import choice, desk
from evals.live.choice import Price, Tried
from evals.live.kept import Kept, KeptChat
from evals.live.metrics import Case
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError
from tests.agents.desks import speak

EURO = Price(input=1.0, output=2.0, currency="EUR")


def one(model: str, hits: int, *, seconds: float = 1.0, price: Price | None = None, calls: int = 10) -> Tried:
    found = {"drafts rated green": {str(n): float(n < hits) for n in range(20)}}
    spent = [Completion(text="x", tokens_in=1_000, tokens_out=500, seconds=seconds)] * calls
    return choice.tried(model, found, spent, {model: price} if price else {})


def test_a_difference_is_told_only_where_the_interval_leaves_zero_out() -> None:
    told = choice.compare(one("small", 8), one("large", 19))
    assert told.lines[0].startswith("drafts rated green: A 0.40 [0.22, 0.61], n = 20; B 0.95")
    assert "B is better, +0.55" in told.lines[0]
    assert told.recommendation == "B (large): better at drafts rated green, and at nothing shown to be worse."
    even = choice.compare(one("small", 18), one("large", 19))
    assert "no difference shown, +0.05" in even.lines[0]


def test_without_a_difference_the_one_that_costs_less_then_the_one_that_answers_sooner() -> None:
    dear = EURO.model_copy(update={"output": 20.0})
    told = choice.compare(one("a", 19, price=dear), one("b", 19, price=EURO))
    assert told.recommendation == (
        "No difference shown in quality. B (b) costs less for the same cases: 0.0200 against 0.1100 EUR."
    )
    sooner = choice.compare(one("a", 19, seconds=0.5), one("b", 19, price=EURO))
    assert "cannot be compared; A (a) answers sooner: 0.50 against 1.00 s a call" in sooner.recommendation
    assert "keep the one in use" in choice.compare(one("a", 19), one("b", 19)).recommendation


def test_each_better_at_something_is_for_a_person_to_say() -> None:
    a, b = one("a", 19), one("b", 2)
    more = {str(n): float(n < 3) for n in range(20)}
    a = a.model_copy(update={"values": {**a.values, "right figures": more}})
    b = b.model_copy(update={"values": {**b.values, "right figures": dict.fromkeys(more, 1.0)}})
    assert choice.compare(a, b).recommendation.startswith("Neither: A (a) is better at drafts rated green, B (b) at")


def test_calls_tokens_cost_and_time_are_told() -> None:
    assert one("m", 1, price=EURO).line == ("m: 10 calls, 10,000 + 5,000 tokens, 0.0200 EUR, 1.00 s median, 1.00 s p90")
    assert "no price known" in one("m", 1).line
    assert one("m", 1, calls=0).line == "m: 0 calls, 0 + 0 tokens, no price known, no call"


def test_what_is_measured_without_a_judge() -> None:
    answers = (
        Case(id="own", question="?", answer="It costs €118 for 50 ml.", reference="€118, 50 ml.", own=True),
        Case(id="wrong", question="?", answer="It costs €96 for 50 ml.", reference="€118, 50 ml."),
        Case(id="plain", question="?", answer="", reference="Beeswax."),
    )
    found = choice.values(answers, (Case(id="d", question="?", answer="x", rating="green"),))
    assert found["answered in its own words"] == {"own": 1.0, "wrong": 0.0, "plain": 0.0}
    assert found["figures that were asked for"] == {"own": 1.0, "wrong": 0.5}
    assert found["drafts rated green"] == {"d": 1.0}


def test_models_are_named_in_four_ways(tmp_path: Path) -> None:
    desk = Settings(home=tmp_path, base_url="http://here/v1", model="m", api_key="secret")
    assert choice.named(desk, "other").model == "other"
    there = choice.named(desk, "http://there/v1/Qwen/Qwen3")
    assert (there.base_url, there.model, there.api_key) == ("http://there/v1", "Qwen/Qwen3", None)
    assert choice.named(desk, "http://here/v1/n").api_key == "secret"
    assert not choice.named(desk, "embedded").has_endpoint
    (tmp_path / "own.gguf").touch()
    assert choice.named(desk, str(tmp_path / "own.gguf")).model_path == tmp_path / "own.gguf"


@pytest.mark.parametrize(
    ("name", "said"),
    [("m", "is a model at no endpoint"), ("/nowhere.gguf", "There is no file"), ("http://here", "names no model")],
)
def test_a_name_that_is_none_is_told(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        choice.named(Settings(home=tmp_path), name)


def test_prices_are_read_and_wrong_ones_told(tmp_path: Path) -> None:
    file = tmp_path / "prices.yaml"
    file.write_text("m: {input: 1, output: 2, currency: EUR}\n", encoding="utf-8")
    assert choice.read_prices(file)["m"].output == 2
    for wrong, said in (("m: {input: -1, output: 2, currency: EUR}", "'m.input'"), ("m: [", "cannot be read")):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError, match=said):
            choice.read_prices(file)


@pytest.mark.slow
def test_the_desk_drafts_with_the_model_and_asks_it_once(tmp_path: Path) -> None:
    model = ScriptedChat(speak)
    writer = KeptChat(model, Kept(tmp_path / "kept"))
    settings = Settings(home=tmp_path)
    first = desk.drafts(writer, HashEmbedder, settings)
    assert {case.rating for case in first} <= {"green", "amber", "red"}
    assert all(case.answer for case in first)
    asked = len(model.prompts)
    assert desk.drafts(KeptChat(model, Kept(tmp_path / "kept")), HashEmbedder, settings) == first
    assert len(model.prompts) == asked


def test_a_call_that_failed_is_noted_and_not_kept(tmp_path: Path) -> None:
    writer = KeptChat(ScriptedChat([ModelError("It is down."), "Yes."]), Kept(tmp_path))
    prompt = Prompt(system="s", user="u")
    with pytest.raises(ModelError):
        writer.chat(prompt, max_tokens=5, temperature=0.0)
    assert writer.failed == ["It is down."]
    assert writer.chat(prompt, max_tokens=5, temperature=0.0).text == "Yes."
