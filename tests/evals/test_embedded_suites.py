"""The suites of the embedded model, with a scripted one: the whole way, what is told, what is wrong with a delivery."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from agents.graph.brief import Brief as Wanted
from agents.graph.brief import Triage
from agents.model.chat import Prompt
from agents.model.errors import NoModelError
from agents.model.scripted import ScriptedChat
from agents.views import DraftView
from evals import embedded
from evals.copy import embedded as copy
from evals.drafts import embedded as drafts
from evals.endtoend.briefs import load_briefs
from evals.endtoend.embedded import EndToEndResult, Outcome, gone, run, wrong
from evals.endtoend.office import Office
from evals.policy.suite import run as run_policy
from evals.thresholds import check_thresholds
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError
from tests.agents.desks import copy_home, speak

BRIEFS = load_briefs()


class Says:
    """What the model of the office says, until it is told to say something else."""

    def __init__(self) -> None:
        self.script: Callable[[Prompt], str] = speak

    def __call__(self, prompt: Prompt) -> str:
        return self.script(prompt)


SAYS = Says()
CURE = "The refillable bottle cures eczema."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(copy_home(tmp_path_factory.mktemp("office") / "home"), ScriptedChat(SAYS), HashEmbedder())
    yield made
    made.close()


@pytest.fixture(scope="module")
def german(office: Office) -> Outcome:
    """Asked, submitted, signed and delivered."""
    return gone(office, next(one for one in BRIEFS if one.locale == "de"))


def test_briefs_are_for_three_channels_in_two_languages_and_the_policy_has_their_roles() -> None:
    assert len(BRIEFS) >= 5
    assert len({one.channel for one in BRIEFS}) == 3
    assert len({one.locale for one in BRIEFS}) == 2
    people = yaml.safe_load((BRANDS_SHIPPED / SAMPLE_BRAND / "people.yaml").read_text(encoding="utf-8"))["people"]
    held = {role for one in people for role in one["roles"]}
    assert all(one.asked_of("red") <= held for one in BRIEFS)


def test_a_brief_goes_the_whole_way_and_both_roles_sign(german: Outcome) -> None:
    assert german.values == {"delivered": 1, "not red": 1, "grounded": 1}
    assert german.draft is not None
    assert german.draft.status == "published"


def test_what_is_wrong_with_a_delivery_is_said(office: Office, german: Outcome) -> None:
    draft = german.draft
    assert draft is not None
    run_of = next(row.run for row in office.desk.runs(requester="mara"))
    card, sent = office.card(run_of, draft.id), office.sent(run_of, draft.id)
    assert card is not None

    def said(text: DraftView = draft, brief: object = None, **change: object) -> str:
        other = german.brief.model_copy(update=brief or {})
        return "; ".join(wrong(other, text, card.model_copy(update=change), sent, office.roles))

    assert said() == ""
    assert "other words" in said(draft.model_copy(update={"text": "Something else."}))
    assert "somebody signed another text" in said(draft.model_copy(update={"digest": "0" * 64}))
    assert "other signatures" in said(signed=card.signed[:1])
    assert "policy asks ['brand', 'legal', 'locale-reviewer']" in said(draft.model_copy(update={"rating": "red"}))
    assert "policy asks ['brand']" in said(brief={"signers": ("brand",)})
    asker = card.signed[0].model_copy(update={"user": "mara"})
    assert "whoever asked signed too" in said(signed=(asker, *card.signed[1:]))
    assert "not theirs" in said(signed=(asker, *card.signed[1:]))
    assert wrong(german.brief, draft, card, (), office.roles) == ("0 files in the outbox, the draft is published",)


@pytest.mark.parametrize(
    ("says", "values"),
    [
        # signed over policy's block, by all whom it asks
        (
            lambda prompt: f"{speak(prompt)} {CURE}",
            {"delivered": 1, "not red": 0, "grounded": 0},
        ),
        (lambda _: "", {"delivered": 0, "not red": 0, "grounded": 0}),
    ],
)
def test_a_red_draft_and_none_at_all_count_against_the_model(
    office: Office, monkeypatch: pytest.MonkeyPatch, says: Callable[[Prompt], str], values: dict[str, float]
) -> None:
    monkeypatch.setattr(SAYS, "script", says)
    made = gone(office, BRIEFS[0])
    assert made.values == values
    result = EndToEndResult(outcomes=(made,), rows=1, scored=1)
    assert result.misses
    assert any("not red 0.00" in line for line in result.below)


def test_thresholds_are_of_suites_and_figures_that_are_there(german: Outcome) -> None:
    names = embedded.found()
    assert {"copy", "drafts", "endtoend"} == set(names)
    check_thresholds(embedded.measurable(), embedded.FILE)
    result = EndToEndResult(outcomes=(german,), rows=1, scored=1)
    assert result.below == ()
    assert "drafts after" in result.summary


def test_a_threshold_of_no_figure_is_told_before_the_model_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "embedded.yaml"
    file.write_text(embedded.FILE.read_text(encoding="utf-8").replace("grounded:", "gruonded:"), encoding="utf-8")
    monkeypatch.setattr(embedded, "FILE", file)
    with pytest.raises(InputError, match=r"embedded\.yaml: the suite 'endtoend' has no figure 'gruonded'\. It has"):
        embedded.run(("copy",), ScriptedChat([NoModelError("was asked")]))


def test_a_model_that_cannot_be_had_is_told_before_anything_is_asked() -> None:
    told: list[str] = []
    with pytest.raises(InputError, match=r"^--embedded asks the embedded language model.*No language model") as caught:
        embedded.run(embedded.found(), ScriptedChat([NoModelError("there are no weights")]), told.append)
    assert "\n" not in str(caught.value)
    assert told == []


def test_one_suite_that_breaks_keeps_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise InputError("The table is gone.")

    monkeypatch.setattr(copy, "run", breaks)
    monkeypatch.setattr(drafts, "run", lambda *_: run_policy())
    told: list[str] = []
    made = embedded.run(("copy", "drafts"), ScriptedChat(lambda _: "Yes"), told.append)
    assert [(one.suite, one.state) for one in made.suites] == [("copy", "broken"), ("drafts", "well")]
    assert made.suites[0].error == "The table is gone."
    assert [line.split(" after")[0] for line in told] == ["copy is through", "drafts is through"]


def test_copy_and_drafts_are_a_small_part_and_tell_each_request() -> None:
    told: list[str] = []
    model = ScriptedChat(speak)
    (brief, *_) = copy.some()
    assert len(copy.some()) == len(copy.BRIEFS) == len({one.channel for one in copy.some()})
    made = copy.run(model, told.append, [brief])
    assert made.figures["written"].value == 1
    assert made.wanted["fits"].at_least == 0.8
    requests = drafts.some()
    few = requests.model_copy(update={"groups": {"names": requests.groups["names"][:2]}})

    def triage(text: str) -> Triage:
        return Triage(route="research", brief=Wanted(focus=text), decided_by="rule", why="test")

    assert drafts.run(model, told.append, few, triage).figures["same route"].value == 1
    assert [line.rpartition(":")[0] for line in told] == [
        brief.id,
        *(f"names, {_text(few, who)}" for who in few.groups["names"]),
    ]


def _text(requests: drafts.Requests, people: str) -> str:
    return requests.requests[0].format(people=people)


def test_each_request_of_the_whole_way_is_told(
    monkeypatch: pytest.MonkeyPatch, german: Outcome, office: Office
) -> None:
    from evals.endtoend import embedded as endtoend

    class Open(Office):
        def __init__(self, home: Path, *_: object) -> None:
            self.desk, self.roles = office.desk, office.roles
            assert home.is_dir()

        def close(self) -> None:
            pass

    monkeypatch.setattr(endtoend, "Office", Open)
    told: list[str] = []
    made = run(ScriptedChat(speak), told.append, [german.brief])
    assert (made.rows, made.scored) == (1, 1)
    assert told[1].startswith(f"{german.brief.id}, {german.brief.channel} in de: ")


def test_ctrl_c_keeps_the_suites_that_are_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(copy, "run", lambda *_: run_policy())
    monkeypatch.setattr(drafts, "run", stopped)
    made = embedded.run(("copy", "drafts"), ScriptedChat(lambda _: "Yes"))
    assert [(one.suite, one.state) for one in made.suites] == [("copy", "well"), ("drafts", "broken")]
    assert made.suites[1].error == "Stopped after 0 s, before it was through."
    with pytest.raises(KeyboardInterrupt):
        embedded.run(("drafts",), ScriptedChat(lambda _: "Yes"))
