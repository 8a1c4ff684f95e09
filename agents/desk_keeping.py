"""What the desk keeps and for how long: erased for somebody, or because its time is over."""

from typing import TYPE_CHECKING

from agents.erasing.erase import Eraser
from agents.erasing.erasure import Erasure, ErasureView
from agents.erasing.sweep import sweep
from agents.erasing.words import Wanted
from agents.home import Home
from agents.ledger.database import Ledger
from agents.retention.apply import Retention, RetentionView
from agents.signing import staff
from knowledge.progress import Progress, silent

if TYPE_CHECKING:
    from agents.benches import Benches
    from agents.motor import Motor

ERRORS = "errors.log"


class Keeping:
    def __init__(self, ledger: Ledger, home: Home, benches: "Benches", motor: "Motor") -> None:
        self._ledger = ledger
        self._home = home
        self._benches = benches
        self._motor = motor

    def erase(self, wanted: Erasure, user: str, door: str, dry_run: bool, progress: Progress | None) -> ErasureView:
        tell = progress or silent
        view = Eraser(self._ledger, self._home).erase(wanted, user, door, dry_run=dry_run, progress=tell)
        text = wanted.text if wanted.text is not None else wanted.person
        documents = self._documents(Wanted(text), tell) if text is not None else ()
        if dry_run:
            return view.model_copy(update={"documents": documents})
        if text is not None:
            self._forget_errors(Wanted(text))
        return view.model_copy(update={"documents": documents, "swept": self._sweep(tell)})

    def _sweep(self, progress: Progress) -> bool:
        progress("Overwriting what was erased", 0, 1)
        done = sweep(self._ledger, self._home, self._motor.engine.delivery, self._ledger.clock.now())
        progress("Overwriting what was erased", 1, 1)
        return done

    def _documents(self, wanted: Wanted, progress: Progress) -> tuple[str, ...]:
        """A brand's documents that hold the words, in use or not. They are a person's to change."""
        found: list[str] = []
        for brand in self._home.brands():
            knowledge = self._benches.of(brand).knowledge
            documents = knowledge.documents()
            for number, document in enumerate(documents, 1):
                progress(f"Reading the documents of {brand}", number, len(documents))
                if any(wanted.within(passage.text) for passage in knowledge.read(document.id)):
                    found.append(f"{brand}: {document.id}")
        return tuple(found)

    def _forget_errors(self, wanted: Wanted) -> None:
        log = self._home.path / ERRORS
        if not log.is_file():
            return
        text = log.read_text(encoding="utf-8", errors="replace")
        if wanted.within(text):
            log.write_text(str(wanted.replaced(text, "[erased]")), encoding="utf-8")

    def look(self) -> tuple[RetentionView, ...]:
        return Retention(self._ledger, self._home).look()

    def apply(self, user: str, door: str, progress: Progress | None) -> tuple[RetentionView, ...]:
        with self._ledger.read() as connection:
            staff.holds_one_of(connection, user, ("admin", "privacy"), "erase anything")
        done = Retention(self._ledger, self._home).apply(user, door, progress or silent)
        if any(view.receipts for view in done):
            self._sweep(progress or silent)
        return done
