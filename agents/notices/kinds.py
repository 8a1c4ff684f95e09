"""Which records of the audit trail are told, and what kind of notice each becomes.

A notice is written by the record itself, in the same transaction, so that nothing that happened can be left untold.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

Kind = Literal[
    "waits",  # an approval waits for a signature
    "reminder",
    "chain",  # nobody answered, so the next in the chain may sign too
    "expired",
    "decided",
    "question",  # an approver asks the requester
    "answer",
    "taken",  # somebody took a card over from whoever had it
    "p1",  # a case that cannot wait
    "case",
    "handed",  # a case was handed over to somebody
    "late",  # a clock of a case has run out
    "held",
    "lifted",
    "failed",  # a publication did not get through
    "recalled",
    "digest",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
ALWAYS: frozenset[Kind] = frozenset({"p1", "digest"})  # at once, whatever the settings say
ABOUT_APPROVALS: frozenset[Kind] = frozenset(
    {"waits", "reminder", "chain", "expired", "decided", "question", "answer", "taken"}
)
ABOUT_CASES: frozenset[Kind] = frozenset({"p1", "case", "handed", "late"})

REMINDED = "approval.reminded"
PASSED_ON = "case.passed_on"
TAKEN_OVER = "approval.taken_over"
HANDED = "case.transferred"
OVERDUE = "case.overdue"
DIGEST_MADE = "digest.made"
FAILED = "publication.failed"

# event → the details that tell one notice of a subject from another; None: each record is told
TOLD: Mapping[str, Sequence[str] | None] = {
    "approval.filed": None,
    "approval.reopened": None,
    "approval.approve": None,
    "approval.edit": None,
    "approval.revise": None,
    "approval.reject": None,
    "approval.respond": None,
    "approval.chain_asked": None,
    "approval.expired": None,
    TAKEN_OVER: None,
    REMINDED: ("round", "minutes"),
    "question.asked": None,
    "question.answered": None,
    "case.opened": None,
    PASSED_ON: ("turn", "step"),
    HANDED: None,
    OVERDUE: ("turn", "clock"),
    "brand.held": None,
    "brand.lifted": None,
    "crisis.on": None,
    "crisis.off": None,
    FAILED: (),
    "publication.recalled": None,
    DIGEST_MADE: ("slot",),
}


def key_of(event: str, subject: str, seq: int, details: Mapping[str, Any]) -> str:
    """What the ledger keeps unique: a second notice under it is refused, and with it what wanted to tell it."""
    parts = TOLD[event]
    if parts is None:
        return f"{event}/{seq}"
    return "/".join((event, subject, *(str(details[part]) for part in parts)))
