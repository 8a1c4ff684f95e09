"""What the nodes work with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents.clock import Clock
from agents.ledger.database import Ledger

if TYPE_CHECKING:
    from agents.graph.workbench import Workbench
    from agents.model.chat import ChatModel


@dataclass(frozen=True)
class NodeContext:
    """Built once for a desk; nothing in it is a run's own."""

    ledger: Ledger
    clock: Clock
    bench: Callable[[str], "Workbench"]  # by brand
    model: Callable[[str], "ChatModel"]  # by run: counted against that run's budget
    model_id: str  # as people sign for it
    deliver: Callable[[str], list[str]]  # by run: hands over what its outbox holds; where it went
