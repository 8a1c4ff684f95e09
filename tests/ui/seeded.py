"""A desk in full use, made by people's own steps: five weeks of requests, and something of everything that waits now.

Real but for the model, which says the facts that it is given, and the embeddings. `python -m tests.ui.seeded HOME
[PORT] [--no-alarm]` serves it.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agents.clock import ManualClock, SystemClock
from agents.insights.targets import NAME
from agents.ledger import drifts
from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Approve, Choice, Edit, Reject, Revise, Tweak
from tests.agents import earned, scenes
from tests.agents.desks import a_desk, copy_home, speak
from tests.ui.serving_library import ODD
from ui.web.serve import serve

DAYS = 35
THINGS = ("the refillable bottle", "Salt Meadow", "First Train", "Quiet Cedar", "the travel case", "Calm Balm")
ASKS = (
    "An Instagram caption for {thing}, for commuters",
    "A LinkedIn post about {thing}",
    "A mail to subscribers about {thing}",
    "Two Instagram captions for {thing}",
)
POSTS = (
    (
        "A LinkedIn post about refilling at the counter",
        "Our bottle can be filled again and again. Bring it to the counter, choose a scent, and take your time.\n\n"
        "A quarter turn locks the cap for the way home.",
    ),
    (
        "A LinkedIn post for people who travel by train",
        "Doors closing, one hand free. A quarter turn locks the cap, so the bottle doesn't spray in your bag.",
    ),
)
TARGETS = """
baselines:
  cycle_time: {value: 52h, since: 2026-03-01, until: 2026-05-31, how: By hand}
targets:
  cycle_time: -30%
  first_pass: 80%
"""


def script(prompt: Prompt) -> str:
    facts = speak(prompt)
    if "Subject (at most" not in prompt.system:
        return facts
    first, _, rest = facts.partition(". ")
    return f"Subject: What it costs, and what it does\nPreheader: {first[:80]}\nBody: {first}. {rest}"


def seed(home: Path, *, alarmed: bool = True) -> None:
    """Everything up to now; the home is new. The alarm of `alarmed` is written there: no decision raises it."""
    clock = ManualClock(datetime.now(UTC) - timedelta(days=DAYS))
    copy_home(home)
    brand = home / "brands" / "orrelune"
    (brand / NAME).write_text(TARGETS, encoding="utf-8")
    earned.with_tier(home)
    for name, text in ODD.items():
        path = brand / "odd" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    desk = a_desk(home, clock=clock, model=ScriptedChat(script))
    desk.ingest([brand / "odd"])
    desk.index()
    earned.earn(desk)
    for day in range(DAYS):
        _a_day(desk, clock, day)
    _today(desk, clock)
    if alarmed:
        moved(desk)
    desk.close()


def _a_day(desk: Desk, clock: ManualClock, day: int) -> None:
    thing = THINGS[day % len(THINGS)]
    asked = ASKS[day % len(ASKS)].format(thing=thing)
    run = scenes.ask(desk, asked, user="jonas" if day % 3 else "mara").run
    clock.advance(timedelta(hours=1 + day % 7))
    for card in scenes.cards(desk, run):
        if card.status == "pending":
            _decided(desk, card.id, day)
    if day % 9 == 4:
        case = scenes.ask(desk, scenes.RASH.replace("rash", f"rash {day} days ago")).case or ""
        clock.advance(timedelta(minutes=2 + day))
        desk.take_case(case, "noor", scenes.DOOR)
        clock.advance(timedelta(hours=2))
        desk.resolve_case(case, "handled", "Called back the same afternoon", "noor", scenes.DOOR)
        clock.advance(timedelta(hours=-2, minutes=-2 - day))
    clock.advance(timedelta(hours=23 - day % 7))


def _decided(desk: Desk, approval: str, day: int) -> None:
    card = desk.approval(approval)
    fields = dict(card.drafted.fields)
    first = next(iter(fields))
    if day % 6 == 5:
        scenes.decide(desk, approval, Reject(cause="timing", reason="Not in this week"))
        return
    if day % 5 == 3:
        fields[first] = fields[first].replace("costs", "is").replace("A quarter turn", "One quarter turn")
        if fields != card.drafted.fields:
            scenes.decide(desk, approval, Edit(fields=fields, digest=card.digest))
    signers = {"brand": "ana", "legal": "tomas", "compliance": "ingrid", "relationship-manager": "pieter"}
    for role in desk.approval(approval).open_roles:
        now = desk.approval(approval)
        if now.status == "pending" and role in signers:
            why = "As agreed" if now.kind == "block" else None
            scenes.decide(desk, approval, Approve(digest=now.digest, reason=why), signers[role])


def _today(desk: Desk, clock: ManualClock) -> None:
    """What waits, for whom, and why; from this morning on."""
    clock.advance(timedelta(hours=-5))
    desk.take_case(scenes.ask(desk, scenes.RASH.replace("child", "son")).case or "", "noor", scenes.DOOR)
    scenes.ask(desk, scenes.FACES)
    clock.advance(timedelta(hours=2))
    scenes.ask(desk, scenes.LUXURY)
    scenes.ask(desk, scenes.LISBON)
    scenes.ask(desk, scenes.PRICE)
    for value in ("EUR 140000", "EUR 80000"):
        scenes.ask(
            desk, f"An Instagram caption that offers our refillable bottles to hotels, worth {value}", user="jonas"
        )
    card = scenes.only(desk, scenes.ask(desk, scenes.SKIN).run)
    desk.ask_requester(card.id, "Is this for the new jar as well?", "ana", scenes.DOOR)
    scenes.ask(desk, ASKS[2].format(thing="Salt Meadow"))
    sent_back = scenes.only(desk, scenes.ask(desk, ASKS[1].format(thing="First Train")).run)
    scenes.decide(desk, sent_back.id, Revise(notes="Say what it smells of first."))
    amber = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    scenes.edit(desk, amber.id, f"{scenes.AMBER} {scenes.PRICED}", "elif")
    clock.advance(timedelta(hours=2, minutes=20))
    for asked, post in POSTS:
        _in_own_words(desk, asked, post)
    scenes.ask(desk, scenes.RASH)
    choosing = scenes.ask(desk, scenes.THREE, hold=True)
    text = f"{scenes.AMBER} It cures eczema overnight."
    scenes.tweak(desk, choosing.run, choosing.drafts[1].id, text)
    desk.set_absent("sofia", clock.now() + timedelta(days=4), "sofia", scenes.DOOR)
    desk.create_token("The content calendar", "mara", scenes.DOOR)


def _in_own_words(desk: Desk, asked: str, post: str) -> None:
    """Green, so that Brand may sign it together with others."""
    run = scenes.ask(desk, asked, user="jonas", hold=True, channels=("linkedin",))
    tweak = Tweak(draft=run.drafts[0].id, fields={"post": post})
    desk.wait(desk.choose(run.run, Choice(kind="tweak", tweaks=(tweak,)), "jonas", scenes.DOOR).run, scenes.PATIENCE)
    scenes.submit(desk, run.run, user="jonas")


def moved(desk: Desk) -> None:
    figures = {"value": 0.55, "low": 0.4, "high": 0.7, "n": 40}
    before = {"value": 0.81, "low": 0.7, "high": 0.9, "n": 58}
    change = {"value": -0.26, "low": -0.42, "high": -0.09, "n": 98}
    now = desk.clock.now()
    with desk.ledger.write() as connection:
        drifts.open_drift(
            connection,
            drift="m-1",
            brand="orrelune",
            measure="first_pass",
            role="brand",
            since=now - timedelta(days=30),
            until=now,
            figures={"now": figures, "before": before, "change": change},
            now=now,
        )


def served(home: Path, port: int | None, ready: Callable[[str], None]) -> None:
    desk = a_desk(home, clock=SystemClock(), model=ScriptedChat(script))
    desk.start()
    serve(desk, home=home, port=port, clock=SystemClock(), ready=lambda url, _: ready(url))
    desk.close()


if __name__ == "__main__":
    place, *options = sys.argv[1:]
    if not Path(place).exists():
        seed(Path(place), alarmed="--no-alarm" not in options)
    port = next((int(one) for one in options if one.isdigit()), None)
    served(Path(place), port, lambda url: print(url, flush=True))  # noqa: T201
