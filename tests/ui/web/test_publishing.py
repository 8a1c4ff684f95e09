"""When a text is to go out, and in which time zone moments are told, on a real desk."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Approve
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from ui import locales
from ui.web.approvals import ApprovalsPage
from ui.web.asking import read_request
from ui.web.board import Outcome, Press
from ui.web.chat import ChatPage
from ui.web.render import approval, parts
from ui.web.render.chat import composer
from ui.web.sessions import Visitor
from ui.web.setting import setting

LATE = "The deadline lies after that."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def asked(desk: Desk, after: timedelta) -> str:
    """A caption to be published so long after the deadline of its signature."""
    due = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).due
    return scenes.ask(desk, scenes.CAPTION, when=due + after).run


def approvals(desk: Desk, at: str) -> str:
    visitor = Visitor(user=desk.user("ana"), door="web")
    return str(ApprovalsPage(desk, desk.clock).draw(visitor, Outcome(at=at)))


def talk(desk: Desk, run: str) -> str:
    visitor = Visitor(user=desk.user("mara"), door="web")
    return str(ChatPage(desk, desk.clock).draw(visitor, Outcome(at=f"?run={run}")))


@pytest.mark.parametrize(("hours", "late"), [(-1, True), (1, False)])
def test_whoever_signs_or_waits_reads_when_it_goes_out_and_whether_that_is_too_early(
    desk: Desk, hours: int, late: bool
) -> None:
    run = asked(desk, timedelta(hours=hours))
    card = scenes.only(desk, run)
    assert card.when is not None
    said = f"To go out: {card.when.astimezone(UTC):%a}"
    card_page = approvals(desk, f"?tab=mine&id={card.id}")
    batch = approvals(desk, f"?tab=mine&several={card.id}")
    for page in (card_page, batch, talk(desk, run)):
        assert said in page
        assert (LATE in page) == late
    scenes.decide(desk, card.id, Approve())
    decided = approvals(desk, f"?tab=done&id={card.id}")
    assert said in decided
    assert LATE not in decided


def test_the_box_names_the_zone_that_it_is_read_in_and_another_brands_is_read_in_its_own(desk: Desk) -> None:
    brand = desk.default_brand
    far = brand.model_copy(update={"id": "far", "name": "Far", "timezone": "Asia/Tokyo"})
    choices = desk.brief_choices()
    assert "Publish on (Europe/Berlin)" in str(composer(brand, (brand,), choices))
    assert "Publish on (in the time of the brand that it is for)" in str(composer(brand, (brand, far), choices))
    for chosen, hour in (("", "09:00+01:00"), ("far", "09:00+09:00")):
        form = {"text": "A caption", "when": "2026-11-24T09:00", "brand": chosen}
        request = read_request(Press.read({"act": "ask", "form": form}), brand, (brand, far))
        assert request.when is not None
        assert request.when.isoformat("T", "minutes") == f"2026-11-24T{hour}"


def test_what_is_not_to_go_out_at_a_time_says_nothing_of_it(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    assert "To go out" not in approvals(desk, f"?tab=mine&id={card.id}")


def test_moments_are_told_in_the_zone_of_the_page_by_its_name() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert parts.moment(at) == "22 November 2026, 23:30 UTC"
    with locales.told_in(lambda: "Europe/Berlin"):
        assert parts.moment(at) == "23 November 2026, 00:30 CET"
        with locales.told_in(lambda: "America/New_York"):
            assert parts.moment(at) == "22 November 2026, 18:30 EST"
    assert parts.moment(at) == "22 November 2026, 23:30 UTC"


def test_a_card_whose_signers_work_in_no_zone_of_their_own_is_told_in_the_pages(desk: Desk) -> None:
    card = scenes.only(desk, asked(desk, timedelta(hours=1)))
    place = setting(desk, Visitor(user=desk.user("ana"), door="web"), desk.clock.now())
    bare = card.model_copy(update={"due_zones": {}})
    assert " UTC" in str(approval.card(bare, place))
    with locales.told_in(lambda: "Asia/Tokyo"):
        assert " JST" in str(approval.card(bare, place))


def test_a_card_tells_its_deadline_its_publication_and_its_signature_in_one_zone(desk: Desk) -> None:
    card = scenes.only(desk, asked(desk, timedelta(hours=1)))
    scenes.decide(desk, card.id, Approve())
    decided = approvals(desk, f"?tab=done&id={card.id}")
    assert " CET" in decided
    assert " UTC" not in decided.partition('<article class="approval"')[2]
