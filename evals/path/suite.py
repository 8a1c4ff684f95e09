"""Which nodes ran, in which order, and where the run then stood: the desk's ways, from request to signature.

Right is a story whose run went exactly the way that the design gives it, node by node, and stands where it says.
`ways` counts the graph's own edges: each must be gone by some story, or nothing here would notice its loss.
"""

from collections.abc import Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.graph.build import WAYS
from agents.views import RunStatus
from evals.measured import Measured, Samples
from evals.path.stage import Stage
from evals.path.stories import Story, load_stories
from evals.scratch import scratch
from knowledge.errors import CopydeskError

DONE = "__end__"
ENDED = frozenset({"published", "answered", "checked", "resolved", "rejected", "expired", "withdrawn", "recalled"})
# Gone only where two things happen in the same moment, so that a run is woken for nothing: tests of the graph go them.
RACES = frozenset({("publish", "schedule"), *((name, name) for name in WAYS)})


class Outcome(BaseModel):
    """`refused`: why somebody could not do what the story says, in the desk's words."""

    model_config = ConfigDict(frozen=True)

    story: Story
    path: tuple[str, ...] = ()
    status: RunStatus | None = None
    refused: str = ""

    @property
    def right(self) -> bool:
        return not self.refused and (self.path, self.status) == (self.story.path, self.story.status)

    @property
    def ways(self) -> frozenset[tuple[str, str]]:
        after = (*self.path[1:], *([DONE] if self.status in ENDED else []))
        return frozenset(zip(self.path, after, strict=False))

    @property
    def line(self) -> str:
        """Where the run left its way."""
        if self.refused:
            return f"{self.story.id}, {self.story.reason}: {self.refused}"
        wanted, gone = self.story.path, self.path
        at = next(
            (n for n, (a, b) in enumerate(zip(wanted, gone, strict=False)) if a != b), min(len(wanted), len(gone))
        )
        told = f"is {self.status}, and should be {self.story.status}"
        if wanted != gone:
            told += f"; step {at + 1} is {_node(gone, at)}, and should be {_node(wanted, at)}"
        return f"{self.story.id}, {self.story.reason}: {told}"


def _node(path: Sequence[str], at: int) -> str:
    return path[at] if at < len(path) else "none"


class PathResult(Measured):
    suite: ClassVar[str] = "path"

    outcomes: tuple[Outcome, ...]

    @property
    def samples(self) -> Samples:
        gone = frozenset().union(*(one.ways for one in self.outcomes))
        ways = [(name, way) for name, ways in WAYS.items() for way in ways if (name, way) not in RACES]
        return {
            "right": {one.story.id: float(one.right) for one in self.outcomes},
            "ways": {f"{name} to {way}": float((name, way) in gone) for name, way in ways},
        }

    @property
    def misses(self) -> tuple[str, ...]:
        lost = tuple(f"no story goes from {way}" for way, gone in self.samples["ways"].items() if not gone)
        return tuple(one.line for one in self.outcomes if not one.right) + lost

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(f"{one.story.id:6}{one.status or 'refused':12}{' '.join(one.path)}" for one in self.outcomes)


def run(stories: Sequence[Story] | None = None) -> PathResult:
    rows = load_stories() if stories is None else stories
    with scratch() as folder:
        stage = Stage(folder)
        try:
            outcomes = tuple(played(stage, story) for story in rows)
        finally:
            stage.close()
    return PathResult(outcomes=outcomes, rows=len(rows), scored=len({one.story.id for one in outcomes}))


def played(stage: Stage, story: Story) -> Outcome:
    try:
        view = stage.play(story)
        return Outcome(story=story, path=stage.path(view.run), status=view.status)
    except CopydeskError as error:
        return Outcome(story=story, refused=str(error))
    finally:
        stage.clear()
