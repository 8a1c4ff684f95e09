"""A process that tells stories of a desk in children, and kills each child at one of its points: `killing.py --help`.

It imports and warms everything once and then only forks: one child is killed, a second one opens a desk on what is
left, goes on and ends the story. A process that has opened Chroma must not fork, so search is stood in for.
"""

import argparse
import gc
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import langchain_core.runnables  # noqa: F401 - imported once, for all children

from knowledge.base import KnowledgeBase
from knowledge.passages import Hit, SearchResult
from tests.agents.desks import a_desk
from tests.agents.proofs.judge import judge
from tests.agents.proofs.stories import STORIES
from tests.agents.proofs.telling import begin, go_on, prepare, tell

PATIENCE = 120  # seconds that a child may live
WRONGS = ("lost", "twice", "unsigned", "wrong")  # what a result lists, each empty where all is well
Task = tuple["Killing", int, int | None]  # a story, the point to die at, and the one to die at while going on


def found(self: KnowledgeBase, query: str, k: int = 5, **_: object) -> SearchResult:
    """Stands in for search: the first passages of the products, without an index."""
    hits = tuple(Hit(passage=one, score=1.0, section=()) for one in self.passages_of("product")[:k])
    return SearchResult(query=query, answered=bool(hits), hits=hits, owner=None, behind=0)


def in_a_child(work: Callable[..., object], *arguments: object) -> int:
    """Its exit code, negative for a signal."""
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        code = 1
        try:
            work(*arguments)
            code = 0
        except BaseException:  # noqa: BLE001 - the child's edge: shown, and told by its code
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Killing:
    """One story, and the homes it is told in."""

    def __init__(self, folder: Path, home: Path, name: str) -> None:
        self.name = name
        self.story = STORIES[name]
        first = (self.story.steps[: self.story.begins], self.story.home, self.story.before)
        self.base = folder / f"base-{abs(hash(first))}"  # several stories begin alike
        self._folder = folder
        if not self.base.exists():
            shutil.copytree(home, self.base)
            assert in_a_child(prepare, self.base, self.story) == 0, name
        with self.a_home("dry") as path:
            assert in_a_child(begin, path, self.story, None) == 0, name
            self.points: list[str] = json.loads((path / "points.json").read_text(encoding="utf-8"))
            self.expected = self._look(path)
        assert not any(self.expected[key] for key in ("lost", "twice", "unsigned")), (name, self.expected)
        wanted = (self.story.ends, self.story.published, True)
        got = self.expected["world"]
        assert (got["status"], len(got["publications"]), got["audit"]) == wanted, (name, self.expected)

    def a_home(self, name: str) -> "Home":
        return Home(self.base, self._folder / f"{self.name}-{name}-{os.getpid()}")

    def kill(self, fatal: int, again: int | None = None) -> dict[str, Any]:
        """Dies at the point `fatal`, and where `again` is given once more while it goes on."""
        result: dict[str, Any] = {"story": self.name, "fatal": fatal, "point": self.points[fatal - 1], "again": again}
        result |= {"kills": 1, **{wrong: [] for wrong in WRONGS}}
        with self.a_home("killed") as path:
            code = in_a_child(begin, path, self.story, fatal)
            if code != -signal.SIGKILL:
                return {**result, "kills": 0, "wrong": [f"not killed but ended with {code}"]}
            code = in_a_child(go_on, path, self.story, again)
            if again is not None and code == -signal.SIGKILL:
                result["kills"] = 2
                code = in_a_child(go_on, path, self.story, None)
            if code != 0:
                return {**result, **judge(path), "wrong": [f"the desk that went on ended with {code}"]}
            seen = self._look(path)
            differs = [
                f"{key}: {seen['world'][key]}, not {value}"
                for key, value in self.expected["world"].items()
                if seen["world"][key] != value
            ]
            return {**result, **{key: seen[key] for key in ("lost", "twice", "unsigned")}, "wrong": differs}

    def _look(self, path: Path) -> dict[str, Any]:
        return {"world": json.loads((path / "world.json").read_text(encoding="utf-8")), **judge(path)}


class Home:
    """A copy that is gone afterwards."""

    def __init__(self, base: Path, path: Path) -> None:
        self._base, self._path = base, path

    def __enter__(self) -> Path:
        shutil.copytree(self._base, self._path)
        return self._path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._path)


def warm(folder: Path) -> Path:
    """A home with the sample brand read, and every cache of this process filled."""
    home = folder / "home"
    desk = a_desk(home)
    desk.users()
    desk.documents()
    desk.close()
    tried = folder / "tried"
    shutil.copytree(home, tried)
    tell(tried, STORIES["approve"], 0, 2)
    shutil.rmtree(tried)
    assert threading.active_count() == 1, threading.enumerate()
    assert "chromadb" not in sys.modules, "this process opened Chroma, and must not fork"
    gc.collect()
    gc.freeze()
    return home


def tasks(stories: Sequence[Killing], given: argparse.Namespace) -> list[Task]:
    """Every nth point of all the stories, one story after the other; and those around nodes where all of them count."""
    chance = random.Random(given.seed)
    points = [(one, number) for one in stories for number in range(1, len(one.points) + 1)]
    chosen = points[given.seed % given.every :: given.every]
    chosen += [
        (one, number)
        for one, number in points
        if one.name in given.nodes and one.points[number - 1].startswith("node") and (one, number) not in chosen
    ]
    return [(one, number, chance.randint(1, len(one.points)) if given.twice else None) for one, number in chosen]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path, help="where the results go, as JSON")
    parser.add_argument("--story", action="append", choices=list(STORIES), help="all of them by default")
    parser.add_argument("--every", type=int, default=1, help="every nth point")
    parser.add_argument(
        "--nodes", action="append", default=[], help="a story of which all ways into nodes and out count"
    )
    parser.add_argument("--seed", type=int, default=0, help="which of them is the first")
    parser.add_argument("--twice", action="store_true", help="kill each desk that goes on, too")
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    KnowledgeBase.search = found  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory(prefix="copydesk-kills-") as folder:
        home = warm(Path(folder))
        stories = [Killing(Path(folder), home, name) for name in given.story or STORIES]
        todo = tasks(stories, given)
        parts = [Path(folder) / f"part-{number}.json" for number in range(given.workers)]
        children = []
        for number, part in enumerate(parts):
            child = os.fork()
            if child == 0:
                with part.open("w", encoding="utf-8", buffering=1) as lines:
                    for one, fatal, again in todo[number :: given.workers]:
                        lines.write(json.dumps(one.kill(fatal, again)) + "\n")
                os._exit(0)
            children.append(child)
        codes = [os.waitpid(child, 0)[1] for child in children]
        assert codes == [0] * given.workers, codes
        kills = [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()]
    points = {one.name: dict(Counter(name.partition(":")[0] for name in one.points)) for one in stories}
    given.out.write_text(json.dumps({"points": points, "kills": kills}), encoding="utf-8")


if __name__ == "__main__":
    main()
