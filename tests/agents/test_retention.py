"""What brands say how long they keep is kept that long and no longer; each time that something goes is on record."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError
from knowledge.retention_settings import RetentionSettings
from tests.agents import scenes
from tests.agents.test_erasing import bytes_with
from tests.documents import document

MAIL = "lena.vogt@mail.example"
REQUEST = f"An Instagram caption for the refillable bottle, for commuters. Questions to {MAIL}"


def keep(desk: Desk, **days: int) -> None:
    file = desk.home.folder().path / "brand.yaml"
    lines = "".join(f"  {name}: {count}\n" for name, count in days.items())
    file.write_text(file.read_text(encoding="utf-8") + f"\nretention:\n{lines}", encoding="utf-8")


def published(desk: Desk) -> str:
    run = scenes.ask(desk, "", request=scenes.AskRequest(text=REQUEST, channels=("instagram",))).run
    assert scenes.sign(desk, run, "ana", "leila").status == "published"
    return run


def erasures(desk: Desk) -> list[dict[str, object]]:
    return [record for record in desk.audit_export() if record["event"] == "data.erased"]


def test_nothing_is_erased_where_nothing_is_said(desk: Desk, clock: ManualClock) -> None:
    run = published(desk)
    before = desk.run(run)
    clock.advance(timedelta(days=10_000))
    desk.engine.scheduler.tick()
    assert desk.run(run) == before
    assert (desk.retention()[0].days, erasures(desk)) == ({}, [])


def test_each_part_goes_when_its_time_is_over_and_is_recorded_once(desk: Desk, clock: ManualClock) -> None:
    keep(desk, originals=2, requests=4, drafts=6, publications=8)
    run = published(desk)
    text = desk.run(run).drafts[0].text

    clock.advance(timedelta(days=1, hours=23))
    desk.engine.scheduler.tick()
    assert bytes_with(desk.home.path, MAIL)
    assert desk.retention()[0].due == {}

    clock.advance(timedelta(hours=2))
    assert desk.retention()[0].due == {"originals": 1}
    desk.engine.scheduler.tick()
    assert bytes_with(desk.home.path, MAIL) == []
    assert "for commuters" in desk.run(run).request
    assert [record["details"]["why"] for record in erasures(desk)] == ["retention"]  # type: ignore[index]

    clock.advance(timedelta(days=2))
    desk.engine.scheduler.tick()
    assert desk.run(run).request == "[erased]"
    assert desk.run(run).drafts[0].text == text

    clock.advance(timedelta(days=2))
    desk.engine.scheduler.tick()
    assert desk.run(run).drafts[0].text == "[erased]"

    clock.advance(timedelta(days=2))
    desk.engine.scheduler.tick()
    assert [name for name in bytes_with(desk.home.path, text) if not name.startswith(("outbox", "brands"))] == []
    count = len(erasures(desk))
    clock.advance(timedelta(days=30))
    desk.engine.scheduler.tick()
    assert len(erasures(desk)) == count == 4
    assert desk.audit_verify().ok


def test_what_is_open_is_kept_and_cases_go_by_themselves(desk: Desk, clock: ManualClock) -> None:
    keep(desk, cases=1, requests=1)
    waiting = scenes.ask(desk, scenes.RASH)
    ended = scenes.ask(desk, scenes.RASH.replace("child", "daughter"))
    desk.take_case(ended.case or "", "noor", "test")
    desk.resolve_case(ended.case or "", "handled", "Allergy; called twice", "noor", "test")
    desk.wait(ended.run, scenes.PATIENCE)
    clock.advance(timedelta(days=2))
    (view,) = desk.apply_retention("leila", "cli")
    assert (view.due, len(view.receipts)) == ({"cases": 1, "requests": 1}, 2)
    assert desk.case(ended.case or "").resolution == "[erased]"
    assert desk.case(waiting.case or "").why != "[erased]"
    assert desk.apply_retention("leila", "cli")[0].rows == {}


def test_only_an_admin_or_privacy_applies_it(desk: Desk) -> None:
    with pytest.raises(NotAllowedError, match="an admin or Privacy"):
        desk.apply_retention("mara", "cli")


@pytest.mark.parametrize(
    ("said", "named"),
    [("drafts: 0", "drafts"), ("drafts: soon", "drafts"), ("pictures: 3", "pictures"), ("3", "retention")],
)
def test_a_setting_that_cannot_be_meant_is_named(tmp_path: Path, desk: Desk, said: str, named: str) -> None:
    file = desk.home.folder().path / "brand.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"\nretention: {{{said}}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=named):
        desk.retention()


def test_a_clock_that_is_set_back_erases_nothing_early(desk: Desk, clock: ManualClock) -> None:
    keep(desk, requests=2)
    run = published(desk)
    desk.engine.scheduler.tick()
    clock.advance(timedelta(days=-30))
    desk.engine.scheduler.tick()
    clock.advance(timedelta(days=31))
    desk.engine.scheduler.tick()
    assert desk.run(run).request != "[erased]"


def test_the_readmes_example_is_one_that_brands_can_use() -> None:
    (example,) = [block for block in document("README.md").blocks("yaml") if block.startswith("retention:")]
    said = yaml.safe_load(example)["retention"]
    assert RetentionSettings.model_validate(said).model_dump() == said  # every setting, by its name
