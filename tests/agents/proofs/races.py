"""Many people who decide on one card at the same moment: the cards, the people, what they do, what they are told. No
test.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from agents.graph.ids import approval_id
from agents.ledger import approvals, drafts, runs, schema
from agents.ledger.database import Ledger
from agents.policy.outcome import Requirement
from agents.service import Desk
from agents.signing import deciding
from agents.signing.decision import Approve, Decision, Edit, Reject, Revise
from agents.signing.errors import AlreadyDecidedError, SigningError
from agents.signing.rounds import ApprovalState
from tests.agents import scenes
from tests.agents.desks import REQUESTER

BRAND = ("ana", "elif", "bea", "cem")
LEGAL = ("tomas", "dov")
BOTH = ("eva", "fynn")
PEOPLE = (*BRAND, *LEGAL, *BOTH)
MOST = 8  # people in one race
PATIENCE = 60  # seconds for one race, to begin and to end
NEEDS: dict[str, dict[str, Any]] = {
    "one": {"roles": ("brand",), "quorum": 1},
    "two": {"roles": ("brand", "legal"), "quorum": 2},
    "override": {"roles": ("brand", "legal"), "quorum": 2, "kind": "block"},
    "any of two": {"roles": ("brand", "legal"), "quorum": 1},
}


@dataclass(frozen=True)
class Race:
    """Who does what on which card; `process` is the one that they sit at."""

    card: str
    need: str
    answers: tuple[tuple[str, Decision, int], ...]  # user, decision, process


@dataclass(frozen=True)
class Told:
    """What one of them was told: what the round became by their decision, or why it was not taken."""

    user: str
    kind: str
    status: str | None = None
    error: str | None = None
    words: str = ""
    by: str | None = None
    at: Any = None


def enrol(desk: Desk) -> None:
    for name in sorted(set(PEOPLE) - {user.name for user in desk.users()}):
        roles = ("brand",) if name in BRAND else ("legal",) if name in LEGAL else ("brand", "legal")
        desk.add_user(name, roles, name.title(), "joost", scenes.DOOR)


def lay_out(desk: Desk, number: int) -> list[tuple[str, str, str]]:
    """As many cards, each for a draft of its own: approval, what it needs, digest. All belong to one run that waits."""
    run = scenes.ask(desk, scenes.CAPTION).run
    bench = desk.engine.context.bench("orrelune")
    now = desk.clock.now()
    laid = []
    with desk.ledger.write() as connection:
        row = runs.get(connection, run)
        assert row.requester == REQUESTER
        first = drafts.of_run(connection, run)[0]
        version = drafts.version(connection, first.id)
        given = Requirement.model_validate(approvals.get(connection, approval_id(first.id)).requirement)
        for count in range(number):
            draft = f"d-race{count:05}"
            fields = {name: f"{text} {count}." for name, text in version.fields.items()}
            connection.execute(
                insert(schema.drafts), {**first._mapping, "id": draft, "variant": 100 + count, "status": "submitted"}
            )
            copy = drafts.get(connection, draft)
            digest = bench.digest(copy, fields, version.citations)
            connection.execute(
                insert(schema.versions), {**version._mapping, "draft": draft, "fields": fields, "digest": digest}
            )
            need = list(NEEDS)[count % len(NEEDS)]
            requirement = Requirement.model_validate({**given.model_dump(), "batch": False, **NEEDS[need]})
            state = ApprovalState.file(
                digest=digest, requirement=requirement, requester=REQUESTER, due=now + timedelta(days=1), at=now
            )
            approvals.create(
                connection,
                approval=approval_id(draft),
                subject_kind="draft",
                subject=draft,
                run=run,
                brand=row.brand,
                version=version.version,
                state=state,
                conditions=(),
                now=now,
            )
            laid.append((approval_id(draft), need, digest))
    return laid


def plan(cards: Sequence[tuple[str, str, str]], seed: int, *, processes: int = 1, edits: bool = True) -> list[Race]:
    """Two to eight people each; most of them sign, the requester now and then among them."""
    chance = random.Random(seed)
    races = []
    for card, need, digest in cards:
        who = chance.sample(PEOPLE, chance.randint(2, MOST - 1)) + ([REQUESTER] if chance.random() < 0.2 else [])
        if chance.random() < 0.3:
            who[-1] = who[0]  # in two windows
        only_signing = chance.random() < 0.6
        answers = tuple(
            (
                user,
                Approve(digest=digest, reason="As agreed") if only_signing else _any(chance, digest, edits),
                chance.randrange(processes),
            )
            for user in who
        )
        races.append(Race(card, need, answers))
    return races


def _any(chance: random.Random, digest: str, edits: bool) -> Decision:
    kind = chance.choices(["approve", "reject", "edit", "revise"], [6, 2, 2 if edits else 0, 1])[0]
    if kind == "reject":
        return Reject(reason="Not now", digest=digest)
    if kind == "edit":
        return Edit(fields={"caption": f"{scenes.GREEN} {chance.choice('abc')}"}, digest=digest)
    return Revise(notes="Shorter", digest=digest) if kind == "revise" else Approve(digest=digest, reason="As agreed")


def answer(ledger: Ledger, bench: Callable[[str], deciding.Bench], card: str, user: str, decision: Decision) -> Told:
    try:
        after = deciding.decide(ledger, bench, card, decision, user, scenes.DOOR)
    except AlreadyDecidedError as error:
        return Told(user, decision.kind, error="AlreadyDecidedError", words=str(error), by=error.by, at=error.at)
    except SigningError as error:
        return Told(user, decision.kind, error=type(error).__name__, words=str(error))
    return Told(user, decision.kind, status=after.status)


def run_in_threads(
    ledger: Ledger, bench: Callable[[str], deciding.Bench], race: Race, start: Any, here: int = 0
) -> list[Told]:
    """Those who sit at this process, each in a thread; `start` is the barrier of all.

    AssertionError where somebody is still not answered after `PATIENCE`.
    """
    told: list[Told] = []

    def act(user: str, decision: Decision) -> None:
        start.wait()  # no longer than its own limit
        told.append(answer(ledger, bench, race.card, user, decision))

    threads = [
        threading.Thread(target=act, args=(user, decision), daemon=True)
        for user, decision, at in race.answers
        if at == here
    ]
    end = time.monotonic() + 2 * PATIENCE  # they wait for each other first
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0, end - time.monotonic()))
    left = sum(thread.is_alive() for thread in threads)
    assert not left, f"{left} of {len(threads)} are not answered yet: {race}"
    return told


def no_bench(brand: str) -> deciding.Bench:
    raise AssertionError(f"nobody edits {brand} here")
