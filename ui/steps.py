"""What the steps of a request are called: a choice by what was chosen, which the step after it tells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.texts import say

if TYPE_CHECKING:
    from agents.views import StepView

CHOICE = "choose"  # the node's name
SUBMITTED = "file"  # what comes after it where drafts were submitted, and then alone


def named(items: "Sequence[StepView]") -> "tuple[StepView, ...]":
    return tuple(map(_named, items, (*(item.node for item in items[1:]), None)))


def told(items: "Sequence[StepView]", *, running: bool) -> "tuple[StepView, ...]":
    """`named`, without a choice at the end of a run that goes on: what follows it will tell what it was."""
    known = named(items)
    return known[:-1] if running and known and _is_choice(known[-1]) else known


def _named(step: "StepView", then: str | None) -> "StepView":
    if not _is_choice(step) or then == SUBMITTED:
        return step
    titles = {"brand_check": say("words.step_changed"), "copywriting": say("words.step_anew")}
    return step.model_copy(update={"title": titles.get(then or "", step.summary), "summary": ""})


def _is_choice(step: "StepView") -> bool:
    return step.node == CHOICE and step.status == "done"
