"""From a notice to its messages: who is told, through what, now or in a digest. No message is sent here."""

import hashlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row

from agents.clock import Clock
from agents.ledger import notices
from agents.ledger.database import Ledger
from agents.ledger.notices import MessageStatus
from agents.notices import audience
from agents.notices.audience import NOBODY, Audience
from agents.notices.files import NotifyFiles
from agents.notices.kinds import Kind
from agents.notices.settings import Notify
from agents.runner.notices import facts
from agents.signing.people import User
from knowledge.errors import CopydeskError

if TYPE_CHECKING:
    from agents.policy.policy import Policy

log = logging.getLogger(__name__)

AT_ONCE = 100


def delivery_key(*parts: object) -> str:
    """The same for the same notice and target, however often it is worked out."""
    digest = hashlib.sha256("\0".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"m-{digest.hexdigest()[:20]}"


class Spreader:
    def __init__(self, ledger: Ledger, clock: Clock, files: NotifyFiles, policy: "Callable[[str], Policy]") -> None:
        self._ledger = ledger
        self._clock = clock
        self._files = files
        self._policy = policy
        self._stuck: dict[str, str] = {}  # notice → why its messages cannot be written; said once

    def spread(self) -> None:
        """Every notice whose messages are not written yet. One that cannot be spread waits, and holds up no other."""
        with self._ledger.read() as connection:
            waiting = notices.fresh(connection, AT_ONCE + len(self._stuck))
        for notice in waiting:
            try:
                self._spread(notice)
                self._stuck.pop(notice.id, None)
            except CopydeskError as error:
                self._say_once(notice.id, str(error))
            except Exception as error:  # the edge: a defect in one notice must not silence the others
                if self._say_once(notice.id, type(error).__name__):
                    log.exception("notice %s (%s) cannot be spread", notice.id, notice.event)

    def _say_once(self, notice: str, why: str) -> bool:
        if self._stuck.get(notice) == why:
            return False
        self._stuck[notice] = why
        log.warning("notice %s waits: %s", notice, why)
        return True

    def _spread(self, notice: Row[Any]) -> None:
        with self._ledger.read() as connection:
            brand = facts.about(connection, notice.event, notice.subject).brand
        settings = self._files.of(brand)  # files are read before the write lock is taken
        order = self.on_call_order(brand) if notice.event.startswith("case.") else ()
        with self._ledger.write() as connection:
            if not notices.is_fresh(connection, notice.id):
                return
            found = facts.about(connection, notice.event, notice.subject)
            kind = facts.kind_of(notice.event, notice.details, found)
            everybody = facts.users(connection, self._ledger.clock.now())
            if kind == "taken":
                heard = Audience(facts.who_had(connection, notice.details))
            else:
                heard = _audience(kind, notice, found, everybody, order, settings)
            self._write(connection, notice, kind, brand, settings, heard, facts.round_of(found))
            notices.spread(connection, notice.id)

    def on_call_order(self, brand: str) -> tuple[str, ...]:
        try:
            return self._policy(brand).case_rules.on_call
        except CopydeskError as error:
            log.warning("the on-call order of %s cannot be read, so whoever holds the role is told: %s", brand, error)
            return ()

    def _write(
        self,
        connection: Connection,
        notice: Row[Any],
        kind: Kind,
        brand: str,
        settings: Notify,
        heard: Audience,
        round_: int,
    ) -> None:
        # an open round is told once to each, however many records of it there are
        occasion = f"{notice.subject}/{round_}" if kind == "waits" else notice.id
        now = self._clock.now()
        for target in audience.targets(heard, settings):
            notices.add(
                connection,
                key=delivery_key(kind, occasion, target),
                notice=notice.id,
                brand=brand,
                kind=kind,
                target=target,
                urgent=kind == "p1",
                status=_status(settings, kind, target),
                now=now,
            )


def _status(settings: Notify, kind: Kind, target: str) -> MessageStatus:
    """Who cannot be reached, or wants nothing sent, finds it at the desk."""
    if not settings.reaches(target):
        return "desk"
    modes: dict[str, MessageStatus] = {"now": "pending", "digest": "collecting", "never": "desk"}
    return modes[settings.mode(kind, target)]


def _audience(
    kind: Kind,
    notice: Row[Any],
    found: facts.About,
    everybody: tuple[User, ...],
    order: tuple[str, ...],
    settings: Notify,
) -> Audience:
    if found.state is not None:
        return _of_approval(kind, notice, found, everybody)
    if kind == "p1":
        called = audience.from_whom(
            found.case.assigned_to if found.case is not None else None,
            audience.on_call(order, everybody, settings.people),
        )
        return audience.of_alarm(called, int(notice.details.get("step", 0))) if _is_open(found, notice) else NOBODY
    if kind in {"case", "handed", "late"} and found.case is not None:
        return _of_case(kind, notice, found.case, everybody) if _is_open(found, notice) else NOBODY
    if kind in {"held", "lifted"}:
        return audience.of_watch(everybody, notice.actor)
    if kind == "recalled":
        watch = audience.of_watch(everybody, notice.actor)
        asked = audience.of_decision(found.requester, notice.actor)
        return Audience(tuple(dict.fromkeys((*asked.people, *watch.people))), watch.roles)
    return audience.of_failure(found.requester, everybody) if kind == "failed" else NOBODY


def _of_approval(kind: Kind, notice: Row[Any], found: facts.About, everybody: tuple[User, ...]) -> Audience:
    state = found.state
    if state is None:
        return NOBODY
    if kind in {"decided", "question"}:
        return audience.of_decision(found.requester, notice.actor)
    if kind == "expired":
        return audience.of_expiry(state, found.requester, everybody)
    if kind == "answer":
        return audience.of_waiting(state, everybody)
    if notice.details.get("round", state.round) != state.round:
        return NOBODY  # a later round has its own notice
    return audience.of_waiting(state, everybody, notice.details.get("roles") if kind == "chain" else None)


def _of_case(kind: Kind, notice: Row[Any], case: Row[Any], everybody: tuple[User, ...]) -> Audience:
    if kind == "handed":
        return Audience((case.assigned_to,))
    if kind == "case":
        return audience.of_roles((case.owner_role,), everybody)
    if notice.details.get("clock") == "acknowledge":
        return audience.of_roles(tuple(dict.fromkeys((case.owner_role, "on-call", "admin"))), everybody)
    if case.severity == "P1":
        return NOBODY  # the next on call is called instead
    own = audience.of_roles((case.owner_role,), everybody)
    return Audience((case.assigned_to,)) if case.assigned_to is not None else own


def _is_open(found: facts.About, notice: Row[Any]) -> bool:
    """And waits for the same person as when it was told."""
    return found.case is not None and facts.still_waits(found.case, notice.details)
