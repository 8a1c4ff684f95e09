"""A story told at a desk: from its beginning until the process dies, or from where another process died."""

import json
import os
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk
from tests.agents.proofs.points import Points
from tests.agents.proofs.stories import DAY, Story, settle, take, told

PAUSE = timedelta(minutes=1)  # until somebody starts the desk again
ONCE = frozenset(
    {
        "run.asked", "run.ended", "case.opened", "case.taken", "case.released", "case.resolved", "draft.tweaked",
        "draft.submitted", "draft.withdrawn", "draft.released", "approval.filed", "approval.approve", "approval.edit",
        "approval.reject", "approval.revise", "approval.expired", "approval.chain_asked", "approval.reopened",
        "publication.delivered", "publication.recalled",
    }
)  # fmt: skip


def open_desk(home: Path, clock: ManualClock, points: Points | None = None) -> Desk:
    return a_desk(home, clock=clock, model=ScriptedChat(scenes.restate), around=points.around if points else None)


def prepare(home: Path, story: Story) -> None:
    """As far as the story is told before anything is counted."""
    if story.home is not None:
        story.home(home)
    if story.before is not None:
        desk = open_desk(home, ManualClock(START - DAY))
        story.before(desk)
        settle(desk)
        desk.close()
    if story.begins:
        tell(home, story, 0, story.begins)


def tell(home: Path, story: Story, first: int, end: int, points: Points | None = None) -> None:
    """Takes the steps from `first` to before `end`, at a desk where nothing happened before the first of them."""
    clock = story.clock(first)
    desk = open_desk(home, clock, points)
    steps(home, story, range(first, end), desk, clock)
    leave(home, desk, points)


def steps(home: Path, story: Story, numbers: range, desk: Desk, clock: ManualClock, *, again: bool = False) -> None:
    """Takes them in turn, and writes down which one it has begun. `again`: the first may have happened already."""
    marks = os.open(home / "steps", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in numbers:
        os.write(marks, bytes([number]))
        if number > numbers.start:
            clock.advance(story.steps[number].after)
        take(desk, story.steps[number], again=again and number == numbers.start)
    os.close(marks)


def begin(home: Path, story: Story, fatal: int | None) -> None:
    """The whole story, up to the point at which it dies."""
    points = Points(fatal)
    points.watch()
    points.watch_files()
    points.arm()
    tell(home, story, story.begins, len(story.steps), points)
    (home / "points.json").write_text(json.dumps(points.names), encoding="utf-8")


def go_on(home: Path, story: Story, fatal: int | None) -> None:
    """A new process on what is left: the desk starts, and whoever was cut off does what they did again."""
    begun = (home / "steps").read_bytes()[-1]
    points = Points(fatal)
    points.watch()
    points.watch_files()
    points.arm()
    clock = story.clock(begun)
    clock.advance(PAUSE)
    desk = open_desk(home, clock, points)
    desk.start()
    settle(desk)
    steps(home, story, range(begun, len(story.steps)), desk, clock, again=True)
    leave(home, desk, points)


def leave(home: Path, desk: Desk, points: Points | None) -> None:
    """Writes down what the world looks like in the end."""
    if points is not None:
        points.disarm()
    (home / "world.json").write_text(json.dumps(world(desk)), encoding="utf-8")
    desk.close()


def world(desk: Desk) -> dict[str, Any]:
    runs = told(desk)
    view = desk.run(runs[0].run)
    return {
        "runs": len(runs),
        "status": view.status,
        "drafts": sorted([draft.status, *draft.fields.values()] for draft in view.drafts),
        "publications": sorted(publication.status for publication in view.publications),
        "events": dict(sorted(Counter(event for event in scenes.events(desk) if event in ONCE).items())),
        "audit": desk.audit_verify().ok,
    }
