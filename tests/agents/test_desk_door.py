"""What is broken beside a request is said at the door, before anything is filed or any model works."""

from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.errors import ModelError
from agents.service import Desk
from agents.settings import Settings
from agents.views import AskRequest
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk

POLICY = Path("brands/orrelune/policy.yaml")


def a_real_desk(home: Path, **settings: object) -> Desk:
    """With the model that the settings name, which is never reached here."""
    return Desk(Settings.model_validate({"home": home, **settings}), clock=ManualClock(START), embedder=HashEmbedder())


def test_a_broken_policy_stops_the_request_at_the_door(home: Path) -> None:
    text = (home / POLICY).read_text(encoding="utf-8")
    (home / POLICY).write_text(text.replace("deadline: 24h", "deadlin: 24h", 1), encoding="utf-8")
    desk = a_desk(home)
    with pytest.raises(InputError, match=r"policy\.yaml, line \d+: unknown key 'defaults.deadlin'.*'deadline'"):
        desk.ask(AskRequest(text=scenes.CAPTION), "mara", "test")
    assert desk.runs() == ()
    desk.close()


def test_a_policy_that_is_not_there_is_named(home: Path) -> None:
    (home / POLICY).unlink()
    desk = a_desk(home)
    with pytest.raises(NotFoundError, match=r"policy\.yaml"):
        desk.ask(AskRequest(text=scenes.CAPTION), "mara", "test")
    desk.close()


def test_a_policy_that_breaks_later_leaves_the_one_in_force(home: Path) -> None:
    desk = a_desk(home)
    view = scenes.ask(desk, scenes.CAPTION)
    (home / POLICY).write_text("rulez: []\n", encoding="utf-8")
    assert scenes.ask(desk, scenes.CAPTION).status == view.status == "waiting"
    desk.close()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"base_url": "http://127.0.0.1:9/v1"}, "COPYDESK_MODEL is not set"),
        ({"model_path": Path("/nowhere/model.gguf")}, "COPYDESK_MODEL_PATH names /nowhere/model.gguf"),
    ],
)
def test_a_model_setting_that_cannot_work_stops_copy_and_never_a_case(
    home: Path, settings: dict[str, object], said: str
) -> None:
    desk = a_real_desk(home, **settings)
    with pytest.raises(ModelError, match=said):
        desk.ask(AskRequest(text=scenes.CAPTION), "mara", "test")
    assert desk.runs() == ()
    assert scenes.ask(desk, scenes.RASH).status == "escalated"
    assert scenes.ask(desk, scenes.LUXURY).status == "checked"
    desk.close()


def test_an_endpoint_without_a_scheme_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"OPENAI_BASE_URL is 'localhost:8000'.*http"):
        Settings.read({"OPENAI_BASE_URL": "localhost:8000"}, tmp_path)
