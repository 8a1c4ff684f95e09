"""Models, validated for a brand: a named person signs what the quality suites measured, and may take it back.

A tier is only open under a validated model. With any other, people sign, as they do without a tier.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row

from agents.ledger import audit, validations
from agents.ledger.database import Ledger
from agents.signing.deputies import acting
from agents.signing.errors import NotAllowedError
from agents.signing.people import Role, User, in_words
from agents.views.models import ModelSuite, ModelView
from knowledge.errors import InputError

VALIDATORS: tuple[Role, ...] = ("data-science", "admin")
LONGEST = 2_000  # characters of a reason
MOST_SUITES = 50
# the live ones of `copydesk eval --live`, and the judge's own measurement before them
NEEDED = (
    "judge",
    "faithfulness",
    "context precision",
    "context recall",
    "answer relevancy",
    "factual correctness",
    "on brand",
)


def use(ledger: Ledger, model: str) -> None:
    """The desk runs on this model from now on; that it is another one is on record."""
    with ledger.read() as connection:
        if validations.in_use(connection) == model:
            return
    now = ledger.clock.now()
    with ledger.write() as connection:
        before = validations.in_use(connection)
        validations.use(connection, model, now)
        if before is not None and before != model:
            audit.append(
                connection, at=now, event="model.changed", actor="copydesk", door="run", subject=model, before=before
            )


def validate(
    ledger: Ledger, brand: str, model: str, suites: Sequence[ModelSuite], user: str, door: str
) -> tuple[ModelView, ...]:
    """Signs that these suites passed with this model. Raises a SigningError or InputError that says why not."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        person = _may_sign(connection, user, now)
        _passed(model, suites)
        before = validations.current(connection, brand, model)
        if before is not None:
            validations.end(connection, before.id, status="replaced", by=person.name, why=None, now=now)
        id = f"v-{uuid4().hex[:12]}"
        validations.add(
            connection,
            id=id,
            brand=brand,
            model=model,
            suites=[suite.model_dump(mode="json") for suite in suites],
            by=person.name,
            roles=person.roles,
            door=door,
            now=now,
        )
        audit.append(
            connection,
            at=now,
            event="model.validated",
            actor=person.name,
            door=door,
            subject=f"{brand}/{model}",
            record=id,
            suites=[f"{suite.suite} {suite.version}" for suite in suites],
            roles=list(person.roles),
        )
        return listing(connection, brand)


def revoke(ledger: Ledger, brand: str, model: str, why: str, user: str, door: str) -> tuple[ModelView, ...]:
    """From now on no tier is open under it. Raises a SigningError or InputError."""
    now, reason = ledger.clock.now(), why.strip()
    if not reason or len(reason) > LONGEST:
        raise InputError(f"Revoking a validation needs a reason, for the record, of at most {LONGEST:,} characters.")
    with ledger.write() as connection:
        person = _may_sign(connection, user, now)
        row = validations.current(connection, brand, model)
        if row is None:
            raise InputError(f"The model '{model}' is not validated for {brand}. Nothing was changed.")
        validations.end(connection, row.id, status="revoked", by=person.name, why=reason, now=now)
        audit.append(
            connection,
            at=now,
            event="model.revoked",
            actor=person.name,
            door=door,
            subject=f"{brand}/{model}",
            record=row.id,
            roles=list(person.roles),
        )
        return listing(connection, brand)


def listing(connection: Connection, brand: str) -> tuple[ModelView, ...]:
    """The model in use first, then every record, the latest first."""
    used = validations.in_use(connection)
    views = [_view(row, used) for row in validations.listing(connection, brand)]
    if used is not None and not any(view.in_use for view in views):
        views.append(ModelView(model=used, in_use=True, state="unvalidated"))
    return tuple(sorted(views, key=lambda view: not view.in_use))


def why_not(connection: Connection, brand: str) -> str | None:
    """Why no tier can be open under the model that the desk runs on; None where one can."""
    used = validations.in_use(connection)
    if used is None:
        return "The desk has not run on any language model yet, so none is validated."
    if validations.current(connection, brand, used) is not None:
        return None
    return f"The desk runs on the model '{used}', which nobody has validated for {brand}: people sign until it is."


def why_not_written(connection: Connection, brand: str, version: Row[Any]) -> str | None:
    """Why no tier may sign this version, whatever the desk runs on now; None where its own model is validated."""
    if version.model is None:
        return "Nobody took down which model wrote this draft."
    if validations.current(connection, brand, version.model) is not None:
        return None
    return f"The model '{version.model}' wrote this draft, and nobody has validated it for {brand}."


def _view(row: Row[Any], used: str | None) -> ModelView:
    return ModelView(
        model=row.model,
        in_use=row.model == used and row.status == "validated",
        state=row.status,
        suites=tuple(ModelSuite.model_validate(suite, extra="ignore") for suite in row.suites),
        signed_by=row.signed_by,
        roles=tuple(row.roles),
        at=row.at,
        revoked_by=row.revoked_by if row.status == "revoked" else None,
        revoked_at=row.revoked_at if row.status == "revoked" else None,
        why=row.why,
    )


def _may_sign(connection: Connection, user: str, now: datetime) -> User:
    person = acting(connection, user, now)
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    if not set(person.roles) & set(VALIDATORS):
        raise NotAllowedError("wrong-role", f"Only {in_words(VALIDATORS, 'or')} can sign for a model.")
    return person


def _passed(model: str, suites: Sequence[ModelSuite]) -> None:
    if not model.strip() or len(model) > LONGEST:
        raise InputError("Name the model, as `copydesk models list` shows it.")
    if len(suites) > MOST_SUITES:
        raise InputError(f"A validation rests on at most {MOST_SUITES} suites that were run with the model.")
    names = [suite.suite for suite in suites]
    if len(set(names)) != len(names):
        raise InputError("A suite is there twice: keep one.")
    missing = [f"{name} (not run)" for name in NEEDED if name not in names]
    if missing:
        raise InputError(f"{model} cannot be validated: {', '.join(missing)} did not pass.")
    for suite in suites:
        if not suite.gated:
            raise InputError(f"The suite '{suite.suite}' has no threshold, so that it cannot pass.")
        if suite.below:
            said = ", ".join(suite.below)
            raise NotAllowedError("not-passed", f"The suite '{suite.suite}' is beyond its threshold: {said}.")
