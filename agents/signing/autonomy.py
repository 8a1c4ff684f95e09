"""Tiers, signed open by people and closed by what happens: what policy may sign by itself, and until when.

A tier is open while five things hold: everybody whom policy names has signed exactly this rule open, nobody has closed
it, no draft of it was rejected or recalled and no complaint or incident came in since, the 95 % upper bound of the
share that people changed is below the policy's limit, and the model that the desk runs on is validated for the brand.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Connection

from agents.graph.brief import INCIDENT, Flag
from agents.ledger import audit, tiers, validations
from agents.ledger.database import Ledger
from agents.policy.policy import Policy
from agents.policy.rules import Rule, Tier
from agents.signing.deputies import acting
from agents.signing.errors import NotAllowedError
from agents.signing.evidence import CLOSES, Evidence, Outcome, enough
from agents.signing.people import User, in_words
from agents.signing.quorum import match
from agents.signing.subjects import digest
from agents.signing.validating import why_not
from knowledge.errors import InputError, NotFoundError


def tier_rules(policy: Policy) -> Iterator[tuple[Rule, Tier]]:
    for rule in policy.rules:
        if rule.then.tier is not None:
            yield rule, rule.then.tier


def rule_digest(policy: Policy, rule: Rule) -> str:
    """Of what people sign open: the rule, and the products that its kinds stand for."""
    kinds = {kind: sorted(names) for kind, names in policy.file.product_kinds.items()}
    return digest({"rule": rule.model_dump(mode="json", by_alias=True), "product_kinds": kinds})


def open_tiers(connection: Connection, policy: Policy, brand: str) -> frozenset[str]:
    """The ids of those that may sign now."""
    held = tiers.open_ones(connection, brand) if policy.tiers and validations.holds(connection, brand) else {}
    return frozenset(
        tier.id
        for rule, tier in tier_rules(policy)
        if held.get(tier.id) == rule_digest(policy, rule)
        and tiers.evidence(connection, brand, tier.id).upper < float(tier.limit)
    )


def sign_open(ledger: Ledger, policy: Policy, brand: str, tier: str, user: str, door: str) -> None:
    """One person's signature; the last one that is needed opens it. Raises a SigningError that says why not."""
    rule, found = find(policy, tier)
    current, now = rule_digest(policy, rule), ledger.clock.now()
    with ledger.write() as connection:
        person = acting(connection, user, now)
        _may_sign(person, found)
        evidence = tiers.evidence(connection, brand, found.id)
        _enough(evidence, found)
        if (missing := why_not(connection, brand)) is not None:
            raise NotAllowedError("not-validated", missing)
        row = tiers.latest(connection, brand, found.id)
        fresh = row is None or row.status == "closed" or row.digest != current
        if not fresh and row is not None and row.status == "open":
            raise InputError(f"Tier {found.id} is open already. Nothing was changed.")
        if fresh:
            _close(connection, brand, found.id, "The rule was changed.", "copydesk", "policy", now)
        number = tiers.begin(connection, brand=brand, tier=found.id, digest=current, now=now) if fresh else row.opening  # type: ignore[union-attr]
        _sign(connection, brand, found, number, person, door, evidence, policy, now)


def close(ledger: Ledger, policy: Policy, brand: str, tier: str, why: str, user: str, door: str) -> None:
    """Whoever could sign it open can close it, and so can an admin. Raises a SigningError or InputError."""
    _, found = find(policy, tier)
    if not why.strip():
        raise InputError("Closing a tier needs a reason, for the record.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        person = acting(connection, user, now)
        if not person.active or not {*found.opened_by, "admin"} & set(person.roles):
            raise NotAllowedError("wrong-role", f"Only {in_words((*found.opened_by, 'admin'), 'or')} can close it.")
        if not _close(connection, brand, found.id, why.strip(), user, door, now):
            raise InputError(f"Tier {found.id} is not open. Nothing was changed.")


def count(connection: Connection, draft: str, outcome: Outcome, by: str, door: str, now: datetime) -> None:
    """Takes down what a person did to a draft of a tier; a rejection or a recall closes it."""
    row = tiers.decided(connection, draft, outcome, now)
    if row is not None and outcome in CLOSES:
        _close(connection, row.brand, row.tier, f"Draft {draft} was {outcome}.", by, door, now)


def close_for(connection: Connection, brand: str, flags: Collection[Flag], case: str, now: datetime) -> None:
    """A complaint or an incident closes every open tier of the brand: nobody knows yet which copy it is about."""
    if set(flags) & INCIDENT:
        for tier in tiers.open_ones(connection, brand):
            _close(connection, brand, tier, f"Case {case} was opened.", "copydesk", "run", now)


def find(policy: Policy, tier: str) -> tuple[Rule, Tier]:
    for rule, found in tier_rules(policy):
        if found.id == tier:
            return rule, found
    known = ", ".join(each.id for each in policy.tiers) or "none"
    raise NotFoundError(f"The policy has no tier '{tier}'. There are: {known}.")


def _sign(
    connection: Connection,
    brand: str,
    tier: Tier,
    number: int,
    person: User,
    door: str,
    evidence: Evidence,
    policy: Policy,
    now: datetime,
) -> None:
    signed = tiers.signers(connection, brand, tier.id, number)
    if person.name in signed:
        raise NotAllowedError("signed-already", f"{person.name} has signed this tier open already.")
    if match(tier.opened_by, signed) is None and not _helps(tier, signed, person):
        raise NotAllowedError("slot-taken", f"{in_words(person.roles, 'and')} has signed; it waits for somebody else.")
    tiers.sign(
        connection,
        brand=brand,
        tier=tier.id,
        opening=number,
        user=person.name,
        roles=person.roles,
        door=door,
        now=now,
    )
    complete = match(tier.opened_by, {**signed, person.name: person.roles}) is not None
    if complete:
        shown = evidence.model_dump()
        tiers.change(connection, brand, tier.id, number, status="open", opened=now, evidence=shown)
    audit.append(
        connection,
        at=now,
        event="tier.opened" if complete else "tier.signed",
        actor=person.name,
        door=door,
        subject=f"{brand}/{tier.id}",
        policy=policy.digest,
        decided=evidence.decided,
        changed=evidence.changed,
        upper=round(evidence.upper, 4),
        roles=list(person.roles),
    )


def _helps(tier: Tier, signed: dict[str, tuple[str, ...]], person: User) -> bool:
    """Whether another slot can be filled with this signature than without it."""
    everybody = {**signed, person.name: person.roles}
    return any(
        match([role for n, role in enumerate(tier.opened_by) if mask >> n & 1], everybody) is not None
        for mask in range(1, 1 << len(tier.opened_by))
        if mask.bit_count() == len(signed) + 1
    )


def _close(connection: Connection, brand: str, tier: str, why: str, by: str, door: str, now: datetime) -> bool:
    """False where there was nothing open or half signed."""
    row = tiers.latest(connection, brand, tier)
    if row is None or row.status == "closed":
        return False
    tiers.change(connection, brand, tier, row.opening, status="closed", closed=now, closed_by=by, why=why)
    audit.append(
        connection, at=now, event="tier.closed", actor=by, door=door, subject=f"{brand}/{tier}", opening=row.opening
    )
    return True


def _may_sign(person: User, tier: Tier) -> None:
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    if not set(person.roles) & set(tier.opened_by):
        raise NotAllowedError("wrong-role", f"Only {in_words(tier.opened_by, 'and')} can sign this tier open.")


def _enough(evidence: Evidence, tier: Tier) -> None:
    limit = float(tier.limit)
    if evidence.upper >= limit:
        more = "" if evidence.changed else f" With none changed, {enough(limit)} decided drafts are enough."
        raise NotAllowedError(
            "not-earned", f"The evidence is too thin: {evidence}; it must be below {limit:.0%}.{more}"
        )
