"""Calls and tokens are counted, and bounded."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.model.chat import Prompt
from agents.model.errors import BudgetExceededError, ModelError, NoModelError
from agents.model.scripted import ScriptedChat
from agents.model.usage import Budget, MeteredChat, UsageMeter
from agents.views import Usage

PROMPT = Prompt(system="a b", user="c")


def ask(model, max_tokens=10):
    return model.chat(PROMPT, max_tokens=max_tokens, temperature=0.7)


def test_calls_tokens_and_seconds_are_recorded() -> None:
    meter = UsageMeter(spent=Usage(calls=2, tokens=100, seconds=1.5))
    model = MeteredChat(ScriptedChat(["one two", "yes"], latency=0.5, sleep=lambda _: None), meter)
    ask(model)
    model.choose(PROMPT, ["yes", "no"])
    assert meter.usage == Usage(calls=4, tokens=100 + 5 + 4, seconds=2.5)


def test_the_call_limit_names_itself_and_the_way_out() -> None:
    model = MeteredChat(ScriptedChat(lambda _: "x"), UsageMeter(Budget(max_calls=2, max_tokens=1000)))
    ask(model)
    ask(model)
    with pytest.raises(BudgetExceededError, match=r"all of its 2 calls.*fewer variants.*COPYDESK_MAX_CALLS"):
        ask(model)


def test_a_call_that_may_not_fit_is_not_made() -> None:
    scripted = ScriptedChat(lambda _: "x")
    model = MeteredChat(scripted, UsageMeter(Budget(max_calls=9, max_tokens=50)))
    with pytest.raises(BudgetExceededError, match="COPYDESK_MAX_TOKENS"):
        ask(model, max_tokens=60)
    assert scripted.prompts == []


def test_a_failed_call_counts_and_frees_what_it_had_reserved() -> None:
    meter = UsageMeter(Budget(max_calls=9, max_tokens=20))
    model = MeteredChat(ScriptedChat([ModelError("no"), "x"]), meter)
    with pytest.raises(ModelError, match="no"):
        ask(model, max_tokens=15)
    ask(model, max_tokens=15)
    assert meter.usage.calls == 2


def failed(**values: object) -> ModelError:
    error = ModelError("no")
    for name, value in values.items():
        setattr(error, name, value)
    return error


def test_time_that_was_waited_for_nothing_counts() -> None:
    meter = UsageMeter()
    with pytest.raises(ModelError):
        ask(MeteredChat(ScriptedChat([failed(seconds=2.5, tokens=7)]), meter))
    assert meter.usage == Usage(calls=1, tokens=7, seconds=2.5)


def test_a_call_that_reached_nobody_uses_up_nothing_but_time() -> None:
    meter = UsageMeter(Budget(max_calls=1, max_tokens=1000))
    model = MeteredChat(ScriptedChat([failed(asked=False, seconds=1.0), NoModelError("none"), "x"]), meter)
    for _ in range(2):
        with pytest.raises(ModelError):
            ask(model)
    assert meter.usage == Usage(calls=0, tokens=0, seconds=1.0)
    ask(model)
    assert meter.usage.calls == 1


@given(limit=st.integers(1, 12), calls=st.integers(1, 24))
def test_parallel_calls_never_overrun_the_limit(limit: int, calls: int) -> None:
    scripted = ScriptedChat(lambda _: "x")
    model = MeteredChat(scripted, UsageMeter(Budget(max_calls=limit, max_tokens=10_000)))

    def attempt(_: int) -> bool:
        try:
            ask(model)
        except BudgetExceededError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        made = sum(pool.map(attempt, range(calls)))
    assert made == len(scripted.prompts) == min(limit, calls)
