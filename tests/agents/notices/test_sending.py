"""Targets that fail: nothing is lost, nothing that was confirmed comes twice, and no decision ever waits for them."""

import logging
import time
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.notices.backoff import CALM, URGENT
from agents.notices.views import NoticeView
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import a_desk
from tests.agents.notices.conftest import Write, hook, through
from tests.receivers import MailReceiver, WebReceiver
from tools.notify.errors import NotSentError


def tick(desk: Desk) -> None:
    desk.engine.notices.tick()


def hold(desk: Desk) -> None:
    desk.hold(None, "A recall of the pump", "ana", "test")


def to_hook(desk: Desk) -> NoticeView:
    return next(view for view in desk.notices() if view.target == "webhook:room")


def test_an_answer_of_500_is_tried_again_later_under_the_same_key(
    desk: Desk, clock: ManualClock, notify: Write, web: WebReceiver
) -> None:
    notify(webhooks={"room": hook(web, "admin")})
    hold(desk)
    web.script.extend([500, 503])
    tick(desk)
    tick(desk)
    assert len(web.posts) == 1
    view = to_hook(desk)
    assert (view.status, view.attempts, view.error) == ("pending", 1, "127.0.0.1 answered 500")
    assert view.next is not None
    assert CALM.first / 2 <= (view.next - clock.now()).total_seconds() <= CALM.first
    clock.advance(timedelta(seconds=CALM.first))
    tick(desk)
    clock.advance(timedelta(seconds=2 * CALM.first))
    tick(desk)
    clock.advance(timedelta(hours=10))
    tick(desk)
    assert [post.key for post in web.posts] == [to_hook(desk).id] * 3
    assert web.confirmed == [to_hook(desk).id]
    assert (to_hook(desk).status, to_hook(desk).error) == ("sent", None)


def test_a_clock_that_goes_back_delays_no_second_try(
    desk: Desk, home: Path, clock: ManualClock, notify: Write, web: WebReceiver
) -> None:
    notify(webhooks={"room": hook(web, "admin")})
    hold(desk)
    web.script.extend([500, 500])
    tick(desk)
    clock.advance(-timedelta(hours=2))
    tick(desk)
    assert to_hook(desk).attempts == 2
    desk.close()
    clock.advance(-timedelta(hours=2))  # while no desk ran
    again = a_desk(home, clock=clock)
    tick(again)
    assert (to_hook(again).status, to_hook(again).attempts) == ("sent", 3)
    again.close()


@pytest.mark.parametrize("act", ["hang", "close", 500])
def test_a_target_that_never_takes_it_is_given_up_and_kept(
    desk: Desk, clock: ManualClock, notify: Write, web: WebReceiver, act: int | str
) -> None:
    notify(webhooks={"room": hook(web, "admin", seconds=0.05)})
    hold(desk)
    web.script.extend([act] * CALM.tries)
    for _ in range(CALM.tries + 3):
        tick(desk)
        clock.advance(timedelta(hours=1))
    assert len(web.posts) == CALM.tries
    (dead,) = desk.notices(dead=True)
    assert (dead.status, dead.attempts, dead.target) == ("dead", CALM.tries, "webhook:room")
    assert "notice.dead" in scenes.events(desk)
    with pytest.raises(NotAllowedError, match="an admin or the on-call person"):
        desk.retry_notice(dead.id, "mara", "test")
    assert desk.retry_notice(dead.id, "joost", "test").status == "pending"
    tick(desk)
    assert web.confirmed == [dead.id]
    assert desk.notices(dead=True) == ()
    with pytest.raises(InputError, match="is sent: only what was not sent"):
        desk.retry_notice(dead.id, "joost", "test")
    with pytest.raises(NotFoundError, match="no message 'm-0'"):
        desk.retry_notice("m-0", "joost", "test")


def test_what_a_target_will_never_take_is_given_up_at_once(desk: Desk, notify: Write, web: WebReceiver) -> None:
    notify(webhooks={"room": hook(web, "admin")})
    web.script.append(410)
    hold(desk)
    tick(desk)
    assert to_hook(desk).status == "dead"


def test_a_target_that_hangs_costs_the_others_nothing(
    desk: Desk, notify: Write, web: WebReceiver, mails: MailReceiver
) -> None:
    notify(**through(mails, "joost"), webhooks={"room": hook(web, "admin", "brand", seconds=60)})
    web.script.extend(["hang"] * 10)
    desk.engine.notices.start()
    hold(desk)
    patience = 25  # seconds, on a busy machine; the target hangs for longer
    until = time.monotonic() + patience
    while not web.posts and time.monotonic() < until:
        time.sleep(0.02)
    began = time.monotonic()
    run = scenes.ask(desk, scenes.CAPTION).run
    scenes.sign(desk, run)
    desk.lift(None, "noor", "test")
    decided = time.monotonic() - began
    until = time.monotonic() + patience
    while len(mails.letters) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert {str(letter["subject"]).strip() for letter in mails.letters} == {
        "Held: nothing of Orrelune goes out",
        "Lifted: Orrelune publishes again",
    }
    assert len(web.posts) == 1  # the one that hangs, and has hung all the time
    assert decided < patience
    web.released.set()


def test_a_mail_server_that_hangs_is_not_tried_for_each_letter(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    settings = through(mails, "ana", "joost", "noor", "elif")
    settings["mail"]["seconds"] = patience = 5.0  # on a busy machine the letter itself takes its time to arrive
    notify(**settings)
    mails.script.append("hang")
    desk.hold(None, "A recall", "tomas", "test")
    began = time.monotonic()
    tick(desk)
    tick(desk)
    assert time.monotonic() - began < patience * 2
    assert len(mails.seen) == 1
    clock.advance(timedelta(minutes=1))
    tick(desk)
    assert len({str(letter["message-id"]) for letter in mails.letters}) == len(mails.letters) == 4


def test_an_alarm_does_not_wait_because_other_letters_do(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "noor"))
    mails.script.append("hang")
    desk.hold(None, "A recall", "tomas", "test")
    tick(desk)
    scenes.ask(desk, scenes.RASH)
    tick(desk)
    assert [str(letter["to"]) for letter in mails.letters][:1] == ["noor@orrelune.example"]
    mails.script.append("451 Later")
    clock.advance(timedelta(minutes=2))  # the next on call is told
    tick(desk)
    clock.advance(timedelta(seconds=URGENT.first))
    tick(desk)
    assert "ana@orrelune.example" in [str(letter["to"]) for letter in mails.letters if "P1" in str(letter["subject"])]


def test_a_broken_file_loses_nothing(desk: Desk, home: Path, notify: Write, web: WebReceiver) -> None:
    path = home / "brands" / "orrelune" / "notify.yaml"
    path.write_text("webhooks: [broken", encoding="utf-8")
    hold(desk)
    tick(desk)
    assert desk.notices() == ()
    notify(webhooks={"room": hook(web, "admin")})
    tick(desk)
    assert [post.key for post in web.posts] == [to_hook(desk).id]


def test_secrets_come_from_the_environment_and_stay_out_of_logs_and_ledger(
    home: Path, clock: ManualClock, notify: Write, web: WebReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    environment = {"HOOK_SECRET": "s3cr3t-of-the-hook"}
    notify(webhooks={"room": {"url_from": "ROOM", "secret_from": "HOOK_SECRET", "roles": ["admin"], "seconds": 1}})
    desk = a_desk(home, clock=clock, secrets=environment.get)
    hold(desk)
    tick(desk)
    assert to_hook(desk).error == "the environment variable ROOM is not set where the desk runs"
    checks = {check.name: check for check in desk.doctor()}
    assert (checks["notices"].ok, "ROOM is not set" in checks["notices"].detail) == (False, True)
    environment["ROOM"] = web.url
    web.script.append(500)
    for _ in range(3):
        clock.advance(timedelta(minutes=5))
        tick(desk)
    assert to_hook(desk).status == "sent"
    assert web.posts[0].headers["copydesk-signature"].startswith("v1=")
    assert desk.test_notice("room", "joost", "test").target == "webhook:room"
    desk.close()
    everything = caplog.text + "".join(
        path.read_bytes().decode("latin-1") for path in home.glob("ledger.db*") if path.is_file()
    )
    assert not any(secret in everything for secret in ("s3cr3t-of-the-hook", "SECRET-PATH"))


def test_a_test_says_what_is_wrong(desk: Desk, notify: Write, web: WebReceiver, mails: MailReceiver) -> None:
    notify(**through(mails, "ana"), webhooks={"room": hook(web, "admin")})
    assert desk.test_notice("ana", "joost", "test").target == "person:ana"
    web.script.append(404)
    with pytest.raises(NotSentError, match="404"):
        desk.test_notice("room", "joost", "test")
    with pytest.raises(InputError, match=r"names no 'nobody'. It names: ana, room\."):
        desk.test_notice("nobody", "joost", "test")
    with pytest.raises(NotAllowedError):
        desk.test_notice("ana", "mara", "test")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"people": {"ghost": "ghost@orrelune.example"}}, "nobody active is called 'ghost'"),
        ({"people": {"mara": "mara@orrelune.example"}}, "nobody on call can be reached"),
        ({"people": {"noor": "noor@orrelune.example"}}, None),
    ],
)
def test_the_doctor_says_what_is_missing(
    desk: Desk, notify: Write, mails: MailReceiver, change: dict[str, object], said: str | None
) -> None:
    notify(**{**through(mails), **change})
    check = next(check for check in desk.doctor() if check.name == "notices")
    assert check.ok is (said is None)
    assert (said or "1 by mail") in check.detail
