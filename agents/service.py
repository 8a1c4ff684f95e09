"""`Desk`: the one door that pages, REST, command line and worker use."""

from agents.doors.insights import InsightsDoor
from agents.doors.knowledge import KnowledgeDoor
from agents.doors.models import ModelsDoor
from agents.doors.records import RecordsDoor
from agents.doors.runs import RunsDoor
from agents.doors.signing import SigningDoor


class Desk(KnowledgeDoor, RunsDoor, SigningDoor, RecordsDoor, InsightsDoor, ModelsDoor):
    """Made cheaply: the ledger, the graph and the models come when they are first needed.

    Every method raises CopydeskError with one line. Roles are checked here, whoever calls. What a desk can do stands in
    `agents/doors`, part by part; what it is made of, in `agents/doors/parts.py`.
    """
