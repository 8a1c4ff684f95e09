"""A brand's checks, each made once for the same rules, limits and terms."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from agents.clock import Clock
from knowledge.brand import BrandFolder
from tools.brand_rules import load_rules
from tools.channels import Channels
from tools.check import BrandCheck, check_of
from tools.grounding.terms import load_terms

MOST = 8  # with different extra rules
SAME_BATCH = timedelta(seconds=1)  # in which supplied copy is rated by rules that were read before


class HeldChecks:
    """Thread-safe: what several need at once is made once."""

    def __init__(self, folder: BrandFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._checks: dict[tuple[Path, ...], BrandCheck] = {}
        self._batch: dict[tuple[Path, ...], tuple[datetime, BrandCheck]] = {}
        self._lock = Lock()

    def current(self, extra: Sequence[Path] = ()) -> BrandCheck:
        """Rules, limits and terms as the files say now; they are read once for the same content."""
        with self._lock:
            return self._current(extra)

    def _current(self, extra: Sequence[Path]) -> BrandCheck:
        rules, channels, key = load_rules(self._folder, extra), Channels.load(self._folder.channels), tuple(extra)
        terms, held = load_terms(self._folder.terms), self._checks.get(key)
        if held is None or held.rules is not rules or held.channels is not channels or held.terms is not terms:
            if len(self._checks) >= MOST:
                self._checks.clear()
            held = self._checks[key] = check_of(self._folder, rules, channels, extra, terms)
        return held

    def of_batch(self, extra: Sequence[Path] = ()) -> BrandCheck:
        """For copy that nobody signs: whether a rule's file has changed is looked up once a second, not for each of a
        thousand drafts.
        """
        key, now = tuple(extra), self._clock.now()
        found = self._batch.get(key)
        if found is None or not found[0] <= now < found[0] + SAME_BATCH:
            if len(self._batch) >= MOST:
                self._batch.clear()
            found = self._batch[key] = (now, self.current(extra))
        return found[1]
