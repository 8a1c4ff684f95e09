"""What a press came to is told for as long as it is true: of a run on its way, of a case as it was left."""

import re

import pytest

from agents.clock import SystemClock
from agents.service import Desk
from agents.views import AskRequest
from tests.agents import scenes
from tests.ui.fakes import FakeDesk
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome, Press
from ui.web.chat import ChatPage
from ui.web.choosing import Choosing
from ui.web.sessions import Visitor

ANEW = "A new version is being written."


def sat(desk: Desk | FakeDesk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def wished(desk: FakeDesk) -> Outcome:
    run = desk.ask(AskRequest(text="captions", hold=True), "mara", "web")
    data = {"act": "wish", "at": f"?run={run.run}", "draft": desk.run(run.run).drafts[0].id, "wish": "Warmer"}
    return Choosing(desk).wish(sat(desk, "mara"), Press.read(data))


def test_that_a_version_is_being_written_is_told_of_its_run(desk: FakeDesk) -> None:
    done = wished(desk)
    assert done.notice is not None
    assert done.notice.text.startswith(ANEW)
    assert done.at == f"?run={done.notice.about}"


def test_a_run_that_is_on_its_way_keeps_what_is_said_of_it_and_one_that_came_to_rest_does_not(desk: FakeDesk) -> None:
    done = wished(desk)
    rested = str(ChatPage(desk, SystemClock()).draw(sat(desk, "mara"), done))
    assert desk.run(done.at.partition("=")[2]).status == "choosing"
    assert ANEW not in rested

    slow = FakeDesk(pace=3600)
    run = slow.ask(AskRequest(text="captions", hold=True), "mara", "web").run
    assert done.notice is not None
    told = done.model_copy(update={"at": f"?run={run}", "notice": done.notice.model_copy(update={"about": run})})
    page = str(ChatPage(slow, SystemClock()).draw(sat(slow, "mara"), told))
    assert ANEW in page
    assert f'data-told="{run}"' in page
    assert state(page, run) == "running" != state(rested, done.notice.about)


def test_what_came_of_a_case_is_told_until_the_case_changes(real: Desk) -> None:
    case = scenes.asked(real, scenes.RASH).case or ""
    page = ApprovalsPage(real, real.clock)
    taken = page.act(sat(real, "noor"), Press.read({"act": "take", "form": {"case": case}}))
    assert taken.notice is not None
    assert taken.notice.about == case
    before = str(page.draw(sat(real, "noor"), taken))
    real.note_case(case, "Called back at noon.", "noor", "web")
    after = str(page.draw(sat(real, "noor"), Outcome(at=taken.at)))
    assert state(before, case) != state(after, case) != ""


@pytest.mark.parametrize(
    ("act", "given", "told"),
    [
        ("approve", {}, "Signed. Compliance still to sign."),
        ("revise", {"notes": "Shorter, please."}, "Sent back."),
    ],
)
def test_what_waits_for_others_now_gives_way_to_the_next_card_as_what_is_signed_does(
    real: Desk, act: str, given: dict[str, str], told: str
) -> None:
    card = scenes.only(real, scenes.asked(real, scenes.SKIN).run)
    assert card.open_roles == ("brand", "compliance")
    pressed = {"act": act, "approval": card.id, "digest": card.digest, **given}
    page = ApprovalsPage(real, real.clock)
    done = page.act(sat(real, "ana"), Press.read({**pressed, "at": f"?tab=mine&id={card.id}"}))
    assert done.notice is not None
    assert done.notice.text == f"Instagram caption, {card.id}: {told}"
    assert card.id not in done.at


def state(page: str, about: str) -> str:
    return str(re.findall(rf'data-shared="{about}" data-state="([^"]+)"', page)[0])
