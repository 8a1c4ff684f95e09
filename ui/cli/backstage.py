"""The desk behind the tour: a process of its own, that can be killed without a word and started again."""

import os
import signal
import subprocess
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from knowledge.errors import CopydeskError
from ui import words
from ui.cli import show
from ui.cli.stage import Stage
from ui.cli.waiting import meter
from ui.serve_note import ServeNote
from ui.steps import told

if TYPE_CHECKING:
    from agents.settings import Settings
    from agents.views import AskRequest, RunView
    from ui.desk_api import DeskApi

START_SECONDS = 60
RUN_SECONDS = 300
POLL = 0.15


class TourError(CopydeskError):
    """The tour could not go on."""


class Backstage:
    def __init__(self, settings: "Settings", stage: Stage) -> None:
        self.settings = settings
        self._stage = stage
        self._process: subprocess.Popen[bytes] | None = None
        self._desk: DeskApi | None = None
        self._told: dict[str, int] = {}  # run → the last step that was shown

    def __enter__(self) -> "Backstage":
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, _leave)  # so that the desk's process does not outlive the tour
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._desk is not None:
            self._desk.close()
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()

    @property
    def desk(self) -> "DeskApi":
        if self._desk is None:
            raise TourError("The tour's desk is not running.")
        return self._desk

    def prepare(self) -> None:
        """What takes longest, once: the brand's documents are read and embedded, the weights are joined and checked."""
        with self._stage.waiting("reading the brand's documents") as waiting:
            from ui.door import own_desk

            with own_desk(self.settings) as desk:
                documents = desk.quality().documents
                desk.index(None, waiting.progress)
        self._stage.good(f"{documents} documents read and indexed")
        self._weights()

    def _weights(self) -> None:
        if self.settings.has_endpoint:
            self._stage.good(f"The language model is at {self.settings.base_url or 'the OpenAI endpoint'}")
            return
        from agents.model.weights import Weights

        with self._stage.waiting("checking the language model") as waiting:

            def progress(done: int, total: int) -> None:
                waiting.what = meter("joining and checking the language model", done, total)

            path = Weights(self.settings.cache, named=self.settings.model_path, progress=progress).path()
        self._stage.good(f"Language model: {path.name}")

    def start(self) -> None:
        """Starts the desk's process and waits until it answers."""
        from ui.remote import connect

        log = (self.settings.home / "tour.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "--home", str(self.settings.home), "serve", "--without-pages"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        with self._stage.waiting("starting the desk"):
            while time.monotonic() < deadline and self._process.poll() is None:
                note = ServeNote.read(self.settings.home)
                self._desk = connect(self.settings.home) if note and note.pid == self._process.pid else None
                if self._desk is not None:
                    break
                time.sleep(POLL)
        if self._desk is None:
            raise TourError(f"The desk did not start; {self.settings.home / 'tour.log'} says why.")
        self._stage.good(f"The desk runs as process {self._process.pid}")

    def kill(self) -> int:
        """SIGKILL: no goodbye, no flush. Returns the pid that died."""
        if self._process is None:
            raise TourError("There is no desk to kill.")
        pid = self._process.pid
        os.kill(pid, signal.SIGKILL)
        self._process.wait()
        self.desk.close()
        self._desk = None
        return pid

    def run(self, request: "AskRequest", user: str) -> "RunView":
        """Asks, shows the steps as they happen, and returns where the run stopped."""
        view = self.desk.ask(request, user, "cli")
        return self.follow(view)

    def follow(self, view: "RunView") -> "RunView":
        """Shows the steps that were not shown yet, and returns where the run stopped."""
        deadline = time.monotonic() + RUN_SECONDS
        with self._stage.waiting("at work") as waiting:
            while True:
                found = self.desk.steps(view.run, after=self._told.get(view.run, 0))
                for step in told(found, running=view.status == "running"):
                    if step.status == "done":
                        waiting.news(show.step(step))
                        self._told[view.run] = step.seq
                    else:
                        waiting.what = words.DOING.get(step.node, "at work")
                if view.status != "running":
                    break
                if time.monotonic() > deadline:
                    raise TourError(f"Run {view.run} takes too long; see {self.settings.home / 'tour.log'}.")
                time.sleep(POLL)
                view = self.desk.run(view.run)
        if view.status == "failed":
            raise TourError(f"Run {view.run} stopped: {view.error}")
        return view


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
