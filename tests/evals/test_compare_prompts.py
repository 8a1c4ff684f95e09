"""Two folders of prompts at the same cases: what is asked, told apart, judged and refused."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.graph.prompt_files import PLACES, Prompts, read_prompts, shipped
from agents.model.client import ChatClient, open_chat
from agents.settings import Settings
from evals.compare import prompts
from evals.compare.sides import Side, sides
from evals.live import choice
from evals.live.choice import Compared, Price
from evals.live.judge import Judge
from evals.live.judging import Judging, judging
from evals.live.kept import Kept
from evals.live.pairs import load_pairs
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError
from tests.evals.live_judges import JudgeServer, form_of, served

PAIRS = load_pairs()[::3]
LABELS = {(one.text, one.context): one.label for one in PAIRS}
ROUTES = {one.text: one.route for one in prompts.requests()}
MARK = "Sound like a market stall."  # in the prompts of B
SHORT = "Say one thing alone."
FEW = prompts.briefs()[::3]


def written(asked: str, _: int) -> str:
    """What the facts, the first passage or the label say; beside the mark, what nobody wants."""
    worse = MARK in asked
    if '{"choice": "…"}' in asked:
        text = next(text for text in ROUTES if text in asked)
        return json.dumps({"choice": "research" if worse else ROUTES[text]})
    if "Question:" in asked:
        passage = asked.rpartition("[1] ")[2].partition("\n\n")[0].partition("\n")[2]
        return "Nobody knows it." if worse else re.split(r"(?<=[.!?])\s", passage)[0] + " [1]"
    facts = [line.removeprefix("- ") for line in asked.rpartition("Facts:")[2].splitlines() if line.startswith("- ")]
    return "" if worse else " ".join(facts[:1] if SHORT in asked else facts)


@pytest.fixture
def writer() -> Iterator[JudgeServer]:
    with served(written, whole=True) as server:
        yield server


def changed(folder: Path, *names: str, mark: str = MARK) -> Prompts:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f"{PLACES[name].read_text(encoding='utf-8')}\n{mark}\n", encoding="utf-8")
    return read_prompts(folder)


def compared(
    server: JudgeServer,
    folder: Path,
    other: Prompts,
    judge: Judging | None = None,
    prices: dict[str, Price] | None = None,
) -> Compared:
    settings = Settings(home=folder, cache=folder / "cache", base_url=server.url, model="m")
    differing = shipped().differing(other)
    one, two = (
        prompts.attempt(
            settings, name, wording, differing, embedder=HashEmbedder, prices=prices or {}, judging=judge, asked=FEW
        )
        for name, wording in (("shipped", shipped()), ("loud", other))
    )
    return choice.compare(one, two)


def test_each_prompt_is_asked_for_what_it_is_for(writer: JudgeServer, tmp_path: Path) -> None:
    price = {"m": Price(input=1.0, output=2.0, currency="EUR")}
    told = compared(writer, tmp_path, changed(tmp_path / "loud", "triage.md"), prices=price)
    assert set(told.differences) == {"routes, by the model alone"}
    gap = told.differences["routes, by the model alone"]
    assert (gap.n, gap.paired, gap.shown, gap.value) == (48, True, True, -0.75)
    assert told.recommendation.startswith("A (shipped): better at routes")
    assert (told.a.calls, told.a.cost is not None) == (48, True)
    asked = len(writer.questions)
    assert compared(writer, tmp_path, read_prompts(tmp_path / "loud")).differences == told.differences
    assert len(writer.questions) == asked  # what was said is kept


def test_answers_and_drafts_fall_with_their_prompts(writer: JudgeServer, tmp_path: Path) -> None:
    told = compared(writer, tmp_path, changed(tmp_path / "loud", "research.md", "prompt.md"))
    assert told.differences["answered in its own words"].value < 0
    plain = told.differences["plain"]
    assert (plain.n, plain.shown, plain.value) == (len(FEW), True, -5 / 6)  # an e-mail is put together from its facts
    assert all(gap.paired for gap in told.differences.values())
    assert "routes, by the model alone" not in told.differences


class Judged:
    """A judge at a server of its own, which knows some labels."""

    def __init__(self, folder: Path, *, agrees: bool) -> None:
        def supported(text: str, context: str) -> bool:
            label = LABELS.get((text, context), LABELS.get((text, ""), text.count(". ") > 1))
            return label if agrees else not label

        self.server = JudgeServer(lambda question, _: form_of(question, supported))
        self.client: ChatClient = open_chat(Settings(home=folder, base_url=self.server.url, model="judge"))
        judge = Judge(self.client, Kept(folder / "kept"), max_calls=1_000)
        self.judging = Judging(judge, lambda texts: [[1.0] for _ in texts], 4, PAIRS)

    def close(self) -> None:
        self.client.close()
        self.server.close()


def test_a_judge_that_agrees_with_people_is_asked_too(writer: JudgeServer, tmp_path: Path) -> None:
    judge = Judged(tmp_path, agrees=True)
    told = compared(writer, tmp_path, changed(tmp_path / "loud", "prompt.md", mark=SHORT), judge.judging)
    judge.close()
    assert judge.judging.lines[0].startswith("Judged by judge, which agrees with people in 1.00")
    assert judge.judging.left_out == {}
    assert told.differences["on brand"].value < 0
    assert "faithfulness" not in told.differences  # no answer was asked for


def test_a_judge_that_does_not_is_refused_and_the_rest_is_told(writer: JudgeServer, tmp_path: Path) -> None:
    judge = Judged(tmp_path, agrees=False)
    before = len(judge.server.questions)
    told = compared(writer, tmp_path, changed(tmp_path / "loud", "prompt.md"), judge.judging)
    assert len(judge.server.questions) == before
    judge.close()
    assert "a gate needs 0.80" in judge.judging.lines[0]
    assert "on brand" not in told.differences
    assert "plain" in told.differences


def test_nobody_judges_where_no_judge_is_named(tmp_path: Path) -> None:
    with judging(Settings(home=tmp_path, base_url="http://here/v1", model="m"), 10) as judge:
        assert judge is None


def test_sides_are_folders_or_the_shipped_ones(tmp_path: Path) -> None:
    changed(tmp_path / "loud", "prompt.md")
    found = sides(("shipped", str(tmp_path / "loud")))
    assert found is not None
    assert [one.kind for one in found] == ["a folder of prompts"] * 2
    assert found[0].prompts == shipped()
    assert sides(("shipped", "embedded")) is None  # a model's name, without a folder of prompts beside it


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            "empty",
            "holds no prompt: beside shipped give a folder with one or more of prompt.md, research.md, triage.md.",
        ),
        ("./gone", "is not there: beside shipped give a folder"),
        ("shipped", "Both are the shipped prompts"),
    ],
)
def test_what_stands_beside_the_shipped_prompts_must_hold_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    given = str(tmp_path / other) if other == "empty" else other
    with pytest.raises(InputError) as caught:
        sides(("shipped", given))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def prompt(folder: Path, name: str, text: str) -> tuple[Side, Side] | None:
    folder.mkdir()
    (folder / "triage.md").write_text("Name the route.", encoding="utf-8")
    (folder / name).write_bytes(text.encode() if text != "latin" else b"\xe9t\xe9")
    return sides(("shipped", str(folder)))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("promt.md", "Write.", "there is no prompt 'promt.md'. The prompts: prompt.md, research.md, triage.md."),
        ("prompt.md", "Write for $brand.", "lacks $about, $what, $sounds, $begin: what the desk fills in there would"),
        (
            "prompt.md",
            "$brand $about $what $sounds $begin $tone",
            "nothing is filled in for $tone. There is $brand, $about, $what, $sounds, $begin.",
        ),
        ("prompt.md", "$brand $about $what $sounds $begin for 5 $", "a '$' that begins no placeholder is written '$$'"),
        ("research.md", "  \n", "research.md is empty"),
        ("research.md", "latin", "research.md cannot be read"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        prompt(tmp_path / "b", name, text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_prompts_and_something_else_are_no_two_of_a_kind(tmp_path: Path) -> None:
    changed(tmp_path / "loud", "prompt.md")
    with pytest.raises(InputError, match=r"A is a folder of prompts .*B is a brand folder .*give two of the same kind"):
        sides((str(tmp_path / "loud"), str(BRANDS_SHIPPED / SAMPLE_BRAND)))
