"""Live suites against a real server: the judge is measured, kept, bounded, and stopped when it fails."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.model.client import ChatClient, open_chat
from agents.settings import Settings
from evals import measured
from evals.live import metrics, suites
from evals.live.judge import Judge, Planner
from evals.live.kept import Kept
from evals.live.metrics import Case
from evals.live.pairs import Pair, load_pairs
from evals.live.plan import plan
from evals.live.setup import judge_settings
from evals.outcome import Run
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError
from tests.evals.live_judges import Answer, JudgeServer, form_of, served

PAIRS = load_pairs()
FEW = PAIRS[::3]
LABELS = {(one.text, one.context if one.kind == "relevant" else ""): one.label for one in PAIRS}
CASES = tuple(
    Case(
        id=f"c{n}",
        question=f"What is fact {n}?",
        answer=f"Fact {n}.",
        contexts=(f"Fact {n}.", "Other."),
        reference="F.",
    )
    for n in range(3)
)


def person(text: str, context: str) -> bool:
    """Says what the labels say, and yes to everything else."""
    return LABELS.get((text, context), LABELS.get((text, ""), True))


def good(question: str, _: int) -> str:
    return form_of(question, person)


def yes(question: str, _: int) -> str:
    return form_of(question, lambda *_: True)


@pytest.fixture(scope="module", autouse=True)
def ragas() -> None:
    metrics.ready()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """These runs are of a few cases: see `rows` in the file of thresholds."""
    monkeypatch.setattr(measured, "least_rows", lambda suite, path: 1)


class World:
    """A judge at a server, with its answers kept in a folder."""

    def __init__(self, folder: Path, server: JudgeServer) -> None:
        self.kept = Kept(folder)
        self.server = server
        settings = Settings(home=folder, base_url=server.url, model="m")
        self.client: ChatClient = open_chat(settings, sleep=lambda _: None)

    def judge(self, max_calls: int = 1_000) -> Judge:
        return Judge(self.client, self.kept, max_calls=max_calls)

    def run(
        self, *names: metrics.Metric, pairs: tuple[Pair, ...] = PAIRS, max_calls: int = 1_000, jobs: int = 4
    ) -> Run:
        judge = self.judge(max_calls)
        return suites.run(names, judge, pairs, lambda _: CASES, embed, jobs=jobs)


def embed(texts: object) -> list[list[float]]:
    return [[1.0, 0.0] for _ in texts]  # type: ignore[attr-defined]


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    answer: Answer = request.param
    with served(answer) as server:
        made = World(tmp_path / "kept", server)
        yield made
        made.client.close()


def test_labels_quote_their_documents_and_have_a_reason() -> None:
    assert len(PAIRS) >= 60
    for kind in ("faithful", "relevant", "on brand"):
        labels = [one.label for one in PAIRS if one.kind == kind]
        assert sum(labels) == len(labels) / 2
    for one in PAIRS:
        text = (BRANDS_SHIPPED / SAMPLE_BRAND / "documents" / one.document).read_text(encoding="utf-8")
        assert " ".join(one.context.split()) in " ".join(text.split())
        assert one.reason


@pytest.mark.parametrize("world", [good], indirect=True)
def test_a_judge_that_agrees_judges_every_suite_and_is_asked_once(world: World) -> None:
    run = world.run(*suites.SUITES)
    assert {one.suite: (one.state, one.error) for one in run.suites} == dict.fromkeys(
        ("judge", *suites.SUITES), ("well", None)
    )
    assert run.suites[0].summary == "agreement 1.00"
    assert run.suites[0].details[0] == "judge, faithful: agrees 1.00 [0.86, 1.00], n = 24"
    asked = len(world.server.questions)
    again = world.run(*suites.SUITES)
    assert len(world.server.questions) == asked
    assert [one.samples for one in again.suites] == [one.samples for one in run.suites]


@pytest.mark.parametrize("world", [good], indirect=True)
def test_a_dry_run_counts_the_calls_and_makes_none(world: World) -> None:
    planned = plan(suites.SUITES, lambda: Planner("m", world.kept), FEW, lambda _: CASES)
    assert world.server.questions == []
    judge = world.judge()
    suites.run(suites.SUITES, judge, FEW, lambda _: CASES, embed, jobs=4)
    assert judge.bill.calls == len(world.server.questions)
    # a question that stands twice is asked once where the first answer is there in time: never more than was planned
    assert judge.bill.calls + judge.bill.kept == planned.total.calls
    assert planned.total.tokens > judge.bill.tokens
    later = plan(suites.SUITES, lambda: Planner("m", world.kept), FEW, lambda _: CASES)
    assert (later.total.calls, later.total.kept) == (0, planned.total.calls)


@pytest.mark.parametrize("world", [yes], indirect=True)
def test_a_judge_that_says_yes_to_all_is_refused(world: World) -> None:
    run = world.run("faithfulness")
    measured, refused = run.suites
    assert measured.below == ("agreement 0.50 [0.38, 0.62], n = 66 is below 0.80",)
    assert refused.state == "skipped"
    assert "agrees with people in 0.50 [0.38, 0.62]" in refused.summary
    assert run.exit_code == 1


def test_a_judge_without_a_floor_is_refused(tmp_path: Path) -> None:
    class Held(suites.LiveResult):
        pass

    for n, line in enumerate(("", "agreement: {at_most: 1.0}")):
        file = tmp_path / f"{n}.yaml"
        file.write_text(f"judge: {{rows: 1, {line}}}", encoding="utf-8")
        Held.held_by = file
        agreeing = Held(name="judge", figure="agreement", judged=suites.Judged(values={"a": 1.0}), rows=1, scored=1)
        assert "does not say how often a judge must agree" in suites.refused(agreeing)


@pytest.mark.parametrize("world", [yes], indirect=True)
def test_a_figure_that_is_misspelt_in_the_thresholds_is_told_before_anybody_is_asked(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text(suites.FILE.read_text(encoding="utf-8").replace("agreement:", "agreemnt:"), encoding="utf-8")
    monkeypatch.setattr(suites, "FILE", file)
    with pytest.raises(InputError, match=r"the suite 'judge' has no figure 'agreemnt'\. It has agreement\.") as caught:
        world.run("faithfulness")
    assert "\n" not in str(caught.value)
    assert world.server.questions == []


@pytest.mark.parametrize("world", [lambda *_: "I would rather talk about the weather."], indirect=True)
def test_garbage_stops_it_in_one_line(world: World) -> None:
    run = world.run("faithfulness", jobs=1)
    assert run.exit_code == 2
    assert "answered 'I would rather talk about the weather.'. That is the third in a row" in str(run.suites[0].error)
    assert "\n" not in str(run.suites[0].error)
    assert str(run.suites[0].error).startswith("3 of 3 cases that were asked have no score: The judge m was asked")
    assert run.suites[0].misses == ()
    assert len(world.server.questions) == 6
    assert (run.suites[1].state, run.suites[1].summary) == ("skipped", "not judged: the judge stopped")


@pytest.mark.parametrize("world", [good], indirect=True)
def test_ctrl_c_keeps_what_was_judged_before_and_each_case_is_counted(world: World) -> None:
    counted: dict[str, int] = {}

    def begun(name: str) -> Callable[[], None]:
        if name == "context recall":
            raise KeyboardInterrupt
        counted[name] = 0

        def case() -> None:
            counted[name] += 1

        return case

    names: tuple[metrics.Metric, ...] = ("faithfulness", "context recall", "on brand")
    run = suites.run(names, world.judge(), PAIRS, lambda _: CASES, embed, jobs=1, begun=begun)
    assert [one.state for one in run.suites] == ["well", "well", "broken", "broken"]
    assert run.suites[2].error == "Stopped after 0 s, before it was through."
    assert run.suites[3].error == "Not begun when the run was stopped."
    assert run.through == 2
    assert counted == {"judge": len(PAIRS), "faithfulness": len(CASES)}


def test_one_answer_that_is_no_form_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    def mostly(question: str, _: int) -> str:
        return "{}" if "fact 1?" in question else good(question, 0)

    with served(mostly) as server:
        world = World(tmp_path, server)
        (_, suite) = world.run("faithfulness", pairs=FEW).suites
        world.client.close()
    assert (suite.state, suite.rows, len(suite.samples["faithfulness"])) == ("broken", 3, 2)
    assert "1 of 3 cases have no score" in str(suite.error)


@pytest.mark.parametrize("form", ['{"statements": []}', '{"feedback": "?", "score": 9}'])
def test_no_number_and_a_grade_that_there_is_not_are_failures(tmp_path: Path, form: str) -> None:
    with served(lambda *_: form) as server:
        world = World(tmp_path, server)
        name: metrics.Metric = "on brand" if "score" in form else "faithfulness"
        judged = suites.judge_all(name, CASES[:1], world.judge(), embed, 1)
        world.client.close()
    assert judged.values == {}
    assert "which is no score" in judged.failed["c0"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (None, "cannot be reached"),
        ((429, '{"error": {"message": "slow down"}}', {"retry-after": "0"}), "too many requests"),
    ],
)
def test_a_judge_that_stops_half_way_is_told_and_a_later_run_goes_on(tmp_path: Path, wrong: object, said: str) -> None:
    well = False

    def answer(question: str, number: int) -> object:
        return good(question, number) if well or number <= 12 else wrong

    with served(answer) as server:  # type: ignore[arg-type]
        world = World(tmp_path, server)
        run = world.run("faithfulness", pairs=FEW, jobs=1)
        assert run.exit_code == 2
        assert said in str(run.suites[0].error)
        assert "What it said is kept; run it again to go on." in str(run.suites[0].error)
        assert 0 < len(run.suites[0].samples["agreement"]) < len(FEW)
        well = True
        before = len(server.questions)
        assert world.run("faithfulness", pairs=FEW).exit_code == 0
        fresh = sum(2 if one.kind == "faithful" else 1 for one in FEW) + len(CASES) * 2 - 12
        assert len(server.questions) - before == fresh
        world.client.close()


def test_a_judge_that_is_too_slow_is_not_waited_for(tmp_path: Path) -> None:
    import threading

    gate = threading.Event()

    def slow(*_: object) -> None:
        gate.wait(5)

    with served(slow) as server:
        settings = Settings(home=tmp_path, base_url=server.url, model="m", model_timeout=0.2)
        client = open_chat(settings, sleep=lambda _: None)
        judge = Judge(client, Kept(tmp_path), max_calls=10)
        judged = suites.judge_all("faithfulness", CASES, judge, embed, 1)
        gate.set()
        client.close()
    assert "did not answer within 0.2 seconds" in judged.failed["c0"]
    assert judge.bill.calls == 1


@pytest.mark.parametrize("world", [good], indirect=True)
def test_the_calls_are_bounded(world: World) -> None:
    run = world.run("faithfulness", max_calls=10)
    assert len(world.server.questions) == 10
    assert "as often as --max-calls lets it" in str(run.suites[0].error)
    assert run.exit_code == 2


def test_a_kept_answer_that_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    file = tmp_path / "ab" / "abc.json"
    file.parent.mkdir()
    file.write_text("{", encoding="utf-8")
    assert kept.get("abc") is None


def test_the_judge_has_an_endpoint_of_its_own_and_never_another_ones_key(tmp_path: Path) -> None:
    environ = {"OPENAI_API_KEY": "secret", "COPYDESK_JUDGE_BASE_URL": "http://judge/v1", "COPYDESK_JUDGE_MODEL": "big"}
    judge = judge_settings(Settings.read(environ, tmp_path))
    assert (judge.base_url, judge.model, judge.api_key) == ("http://judge/v1", "big", None)
    same = judge_settings(Settings.read({"OPENAI_API_KEY": "k", "COPYDESK_JUDGE_MODEL": "big"}, tmp_path))
    assert (same.api_key, same.model) == ("k", "big")
    with pytest.raises(InputError, match="COPYDESK_JUDGE_MODEL is not set"):
        judge_settings(Settings.read({"COPYDESK_JUDGE_BASE_URL": "http://judge/v1"}, tmp_path))
    with pytest.raises(InputError, match="no endpoint is named"):
        judge_settings(Settings.read({"COPYDESK_JUDGE_MODEL": "big"}, tmp_path))
