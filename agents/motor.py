"""The engine of a desk, made when it is first needed: reading and signing alone must not pay for the graph."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agents.engine import Engine


class Motor:
    """Thread-safe."""

    def __init__(self, make: "Callable[[], Engine]") -> None:
        self._make = make
        self._starting = threading.Lock()
        self._engine: Engine | None = None

    @property
    def engine(self) -> "Engine":
        with self._starting:
            if self._engine is None:
                self._engine = self._make()
            return self._engine

    @property
    def started(self) -> "Engine | None":
        return self._engine

    def moves(self, run: str) -> bool:
        return self._engine is not None and self._engine.runner.is_active(run)

    def wake(self, run: str) -> bool:
        """The ledger has news of a run: its gate may open now. Whether it is moving."""
        return self.engine.runner.wake(run)

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
