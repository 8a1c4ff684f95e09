"""Models: a person signs which one passed its suites, and no tier is open under another."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.graph.prompt_files import PLACES
from agents.ledger import approvals, drafts
from agents.model.client import model_id
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from agents.signing.errors import NotAllowedError
from agents.signing.release import UnsignedError, verify
from agents.signing.validating import NEEDED
from agents.views import ModelFigure, ModelSuite
from evals.live.suites import SUITES
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home, speak
from tests.agents.earned import PASSED, TIER, a_tier_desk, earn, validate, with_tier

BELOW = ModelFigure(value=0.5, low=0.4, high=0.6, n=60, at_least=0.8)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_tier_desk(tmp_path / "home", clock)
    yield desk
    desk.close()


def tier(desk: Desk) -> tuple[str, str | None]:
    return next((one.state, one.why) for one in desk.tiers() if one.id == TIER)


def test_a_model_starts_unvalidated_and_opens_nothing(desk: Desk) -> None:
    earn(desk)
    desk.revoke_model("scripted", "Not yet", "joost", "test")
    with pytest.raises(
        NotAllowedError, match=r"runs on the model 'scripted', which nobody has validated.*not-validated"
    ):
        desk.open_tier(TIER, "ana", "test")
    assert tier(desk) == (
        "closed",
        "The desk runs on the model 'scripted', which nobody has validated for orrelune: people sign until it is.",
    )


def test_before_the_first_run_no_model_is_known(desk: Desk) -> None:
    assert desk.models() == ()
    scenes.ask(desk, scenes.PRICE)
    assert [(one.model, one.state, one.in_use) for one in desk.models()] == [("scripted", "unvalidated", True)]


def test_a_signature_is_on_record_with_suites_figures_and_name(desk: Desk) -> None:
    scenes.asked(desk, scenes.PRICE)
    (view,) = desk.validate_model("scripted", PASSED, "wei", "test")
    assert (view.state, view.in_use, view.signed_by, view.roles) == ("validated", True, "wei", ("data-science",))
    assert view.suites == PASSED
    assert "model.validated" in scenes.events(desk)
    now, before = desk.validate_model("scripted", PASSED, "joost", "test")
    assert (now.signed_by, now.state, before.state) == ("joost", "validated", "replaced")


@pytest.mark.parametrize(
    ("user", "suites", "error"),
    [
        ("mara", PASSED, "wrong-role"),
        ("ana", PASSED, "Only Data Science or an admin can sign for a model"),
        ("edda", PASSED, "wrong-role"),
        ("wei", (), r"judge \(not run\)"),
        ("wei", PASSED * 8, "at most 50 suites"),
        ("wei", (*PASSED, PASSED[0]), "there twice"),
        ("wei", PASSED[1:2], r"scripted cannot be validated: judge \(not run\), context precision \(not run\)"),
        ("wei", PASSED[1:], r"judge \(not run\) did not pass"),
        (
            "wei",
            (*PASSED[1:], PASSED[0].model_copy(update={"figures": {"f": BELOW}})),
            "beyond its threshold: f.*not-passed",
        ),
        (
            "wei",
            (*PASSED[1:], PASSED[0].model_copy(update={"figures": {"f": BELOW.model_copy(update={"at_least": None})}})),
            "no thresh",
        ),
    ],
)
def test_what_cannot_be_signed_is_told(desk: Desk, user: str, suites: tuple[ModelSuite, ...], error: str) -> None:
    with pytest.raises((NotAllowedError, InputError), match=error):
        desk.validate_model("scripted", suites, user, "test")
    assert desk.models() == ()


def test_what_is_needed_is_every_live_suite_and_the_judge() -> None:
    assert ("judge", *SUITES) == NEEDED


def test_a_revoked_model_closes_its_tiers_at_once(desk: Desk, clock: ManualClock) -> None:
    earn(desk)
    assert desk.open_tier(TIER, "ana", "test").state == "open"
    with pytest.raises(InputError, match="needs a reason"):
        desk.revoke_model("scripted", " ", "wei", "test")
    with pytest.raises(NotAllowedError, match="wrong-role"):
        desk.revoke_model("scripted", "why", "ana", "test")
    desk.revoke_model("scripted", "It promised a cure", "wei", "test")
    assert tier(desk)[0] == "closed"
    view = scenes.ask(desk, scenes.CAPTION)
    assert view.status == "waiting"
    assert scenes.only(desk, view.run).roles == ("brand",)
    with pytest.raises(InputError, match="is not validated"):
        desk.revoke_model("scripted", "again", "wei", "test")
    validate(desk)
    assert tier(desk)[0] == "open"


def test_what_waits_for_its_time_is_looked_at_again_when_the_model_was_revoked(desk: Desk, clock: ManualClock) -> None:
    earn(desk)
    desk.open_tier(TIER, "ana", "test")
    view = scenes.ask(desk, scenes.CAPTION, when=clock.now() + timedelta(days=2))
    assert view.status == "scheduled"
    desk.revoke_model("scripted", "It promised a cure", "wei", "test")
    clock.advance(timedelta(days=3))
    assert scenes.tick(desk, view.run).status == "waiting"
    assert scenes.published(desk) == []


class Other(ScriptedChat):
    def __init__(self) -> None:
        super().__init__(speak)
        self.name = "another"


def test_with_another_model_people_sign_again_until_the_first_is_back(tmp_path: Path, clock: ManualClock) -> None:
    home = copy_home(tmp_path / "home")
    with_tier(home)
    desk = a_desk(home, clock=clock)
    earn(desk)
    desk.open_tier(TIER, "ana", "test")
    desk.close()
    desk = a_desk(home, clock=clock, model=Other())
    assert scenes.ask(desk, scenes.CAPTION).status == "waiting"
    assert "runs on the model 'another'" in str(tier(desk)[1])
    assert scenes.events(desk).count("model.changed") == 1
    desk.close()
    clock.advance(timedelta(days=120))
    desk = a_desk(home, clock=clock)
    assert scenes.ask(desk, scenes.CAPTION).status == "published"
    desk.close()


def test_a_model_is_named_with_the_place_it_runs_at(tmp_path: Path) -> None:
    def named(**environ: str) -> str:
        return model_id(Settings.read(environ, tmp_path))

    assert named() == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    assert named(OPENAI_BASE_URL="http://here/v1", COPYDESK_MODEL="m") == "m at http://here/v1"
    assert named(OPENAI_API_KEY="k") == "gpt-4.1-mini at OpenAI"
    assert named(COPYDESK_MODEL_PATH="/x/own.gguf") == "own"


def test_a_version_says_which_model_and_prompt_wrote_it(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    (draft,) = view.drafts
    wording = PLACES["prompt.md"].read_bytes()
    assert (draft.model, draft.prompt) == ("scripted", sha256(wording).hexdigest())
    scenes.tweak(desk, view.run, draft.id, scenes.GREEN)
    changed = desk.run(view.run).drafts[0]
    assert (changed.model, changed.prompt) == (None, None)
    scenes.submit(desk, view.run)
    before, after = desk.approval(scenes.only(desk, view.run).id).drafted.versions
    assert (before.model, after.model) == ("scripted", None)


def test_a_draft_of_another_model_is_signed_by_people_under_a_validated_one(tmp_path: Path, clock: ManualClock) -> None:
    home = copy_home(tmp_path / "home")
    with_tier(home)
    desk = a_desk(home, clock=clock)
    earn(desk)
    desk.open_tier(TIER, "ana", "test")
    desk.close()
    other = a_desk(home, clock=clock, model=Other())
    run = scenes.ask(other, scenes.CAPTION, hold=True).run
    other.close()
    desk = a_desk(home, clock=clock)
    assert desk.run(run).drafts[0].model == "another"
    assert scenes.submit(desk, run).status == "waiting"
    assert scenes.only(desk, run).roles == ("brand",)
    desk.validate_model("another", PASSED, "wei", "test")
    clock.advance(timedelta(days=120))
    assert scenes.ask(desk, scenes.CAPTION).status == "published"
    desk.close()


def test_a_tiers_draft_is_not_published_once_its_own_model_is_revoked(tmp_path: Path, clock: ManualClock) -> None:
    """The desk itself runs on another one that is validated."""
    home = copy_home(tmp_path / "home")
    with_tier(home)
    desk = a_desk(home, clock=clock)
    earn(desk)
    desk.open_tier(TIER, "ana", "test")
    desk.validate_model("another", PASSED, "wei", "test")
    run = scenes.ask(desk, scenes.CAPTION, when=clock.now() + timedelta(days=2)).run
    desk.close()
    desk = a_desk(home, clock=clock, model=Other())
    scenes.ask(desk, scenes.PRICE)
    assert tier(desk)[0] == "open"
    desk.revoke_model("scripted", "It promised a cure", "wei", "test")
    with desk.ledger.read() as connection:
        draft = drafts.of_run(connection, run)[0]
        version = drafts.version(connection, draft.id)
        approval = approvals.of_draft(connection, draft.id)
        with pytest.raises(UnsignedError, match="'scripted' wrote this draft, and nobody has validated it"):
            verify(approval, version, draft, connection, lambda *_: version.digest)
    clock.advance(timedelta(days=3))
    assert scenes.tick(desk, run).status == "waiting"
    assert scenes.published(desk) == []
    desk.close()
