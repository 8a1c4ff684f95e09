"""The graph's nodes, one file each. A node prepares, calls, returns; decisions live in pure functions elsewhere.

To add one: a file here with TITLE and a function `(context, state) -> NodeResult`, its line below, and its ways
in `agents/graph/build.py`.
"""

from collections.abc import Mapping
from functools import partial

from agents.graph.build import Node
from agents.graph.context import NodeContext
from agents.graph.nodes import (
    approval,
    brand_check,
    choose,
    copywriting,
    escalation,
    file,
    handoff,
    intake,
    publish,
    research,
    retrieve,
    schedule,
    triage,
)

TITLES: Mapping[str, str] = {
    "intake": intake.TITLE,
    "triage": triage.TITLE,
    "research": research.TITLE,
    "retrieve": retrieve.TITLE,
    "copywriting": copywriting.TITLE,
    "brand_check": brand_check.TITLE,
    "choose": choose.TITLE,
    "file": file.TITLE,
    "approval": approval.TITLE,
    "schedule": schedule.TITLE,
    "publish": publish.TITLE,
    "escalation": escalation.TITLE,
    "handoff": handoff.TITLE,
}


def all_nodes(context: NodeContext) -> Mapping[str, Node]:
    return {
        "intake": partial(intake.intake, context),
        "triage": partial(triage.triage, context),
        "research": partial(research.research, context),
        "retrieve": partial(retrieve.retrieve, context),
        "copywriting": partial(copywriting.copywriting, context),
        "brand_check": partial(brand_check.brand_check, context),
        "choose": partial(choose.choose, context),
        "file": partial(file.file, context),
        "approval": partial(approval.approval, context),
        "schedule": partial(schedule.schedule, context),
        "publish": partial(publish.publish, context),
        "escalation": partial(escalation.escalation, context),
        "handoff": partial(handoff.handoff, context),
    }
