"""Briefs are of every channel; a fault in a draft is counted, and a model that writes nothing is told."""

import pytest

from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from evals.copy.briefs import load_briefs
from evals.copy.studio import Draft
from evals.copy.suite import CopyResult, Outcome, distinct, run
from evals.copy.writers import STYLES, said, turns
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import BrandCheck, load_check
from tools.copy import Copy

BRIEFS = load_briefs()
ASKED = BRIEFS[0]


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def draft(check: BrandCheck, text: str, channel: str = "x") -> Draft:
    from evals.brand.drafts import TODAY

    copy = Copy(fields={"text": text}, channel=channel, locale="en")
    return Draft(copy_=copy, report=check.check(copy, today=TODAY), facts=())


def result(*drafts: Draft) -> CopyResult:
    outcome = Outcome(asked=ASKED, drafts=drafts, own_words=tuple(1.0 for _ in drafts))
    return CopyResult(outcomes=(outcome,), usual_lix=20.0, rows=1, scored=1)


def test_briefs_are_of_every_channel_and_several_products() -> None:
    assert {one.channel for one in BRIEFS} == {"instagram", "linkedin", "x", "email", "sms"}
    assert len({one.product for one in BRIEFS}) >= 5
    assert sum(one.variants for one in BRIEFS) >= 30


def test_a_draft_that_presses_or_does_not_end_is_counted(check: BrandCheck) -> None:
    good, pressing, endless = "The cap locks with a quarter turn.", "Hurry, grab this bargain now!", "It locks. " * 60
    made = result(*(draft(check, text) for text in (good, pressing, endless)))
    ids = [f"{ASKED.id}.{n}" for n in range(3)]
    assert [made.samples["fits"][id] for id in ids] == [1, 1, 0]
    assert [made.samples["on voice"][id] for id in ids][:2] == [1, 0]
    assert any("off voice" in line and "Hurry" in line for line in made.misses)
    assert any("does not fit" in line for line in made.misses)


def test_variants_that_say_the_same_are_not_diverse() -> None:
    assert distinct(["one two three", "four five six"]) == 1
    assert distinct(["one two three", "one two three"]) == 0.5
    assert distinct([]) == 0


def test_the_model_writes_in_turns_and_the_same_in_every_run() -> None:
    prompt = Prompt(system="You write.", user="Facts:\n- The cap locks.\n- It costs €118.")
    one, other = turns(), turns()
    first = [one.chat(prompt, max_tokens=500, temperature=0).text for _ in STYLES]
    assert first == [other.chat(prompt, max_tokens=500, temperature=0).text for _ in STYLES]
    assert {said(prompt, style) for style in STYLES.values()} == set(first)


def test_a_prompt_with_lines_is_answered_on_its_lines() -> None:
    system = "You write. Answer with these lines: Subject (at most 40 characters), Body (at most 900 characters). End."
    prompt = Prompt(system=system, user="- The cap locks.\n- It costs €118.")
    assert said(prompt, STYLES["plain"]).splitlines() == [
        "Subject: The cap locks.",
        "Body: The cap locks. It costs €118.",
    ]


@pytest.mark.slow
def test_a_desk_that_chooses_the_worst_falls_under_its_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    from agents.graph.copywriting import writer

    monkeypatch.setattr(writer, "best", lambda candidates: max(candidates, key=lambda one: one.rank))
    assert any("plain" in line for line in run(BRIEFS[:6]).below)


@pytest.mark.slow
def test_of_a_model_that_says_nothing_nothing_is_written() -> None:
    silent = run(BRIEFS[:3], ScriptedChat(lambda _: ""))
    assert silent.figures["written"].value == 0
    assert all("wrote nothing usable" in line for line in silent.misses)


@pytest.mark.slow
def test_the_desks_drafts_stay_above_their_floors() -> None:
    assert run().below == ()
