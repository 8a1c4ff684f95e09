"""What another policy file would have asked for, draft by draft and call by call. Pure: nothing is decided anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.policy import Policy
from agents.signing.people import in_words
from agents.signing.quorum import open_slots

Effect = Literal["stricter", "looser", "other", "same"]
_STRICTNESS = {"tier": 0, "sign": 1, "hold": 2, "block": 3}


class Past(BaseModel):
    """One draft or tool call as policy saw it, what was asked for then, and who signed it in its last round."""

    model_config = ConfigDict(frozen=True)

    approval: str
    run: str | None
    status: str
    filed: datetime
    facts: PolicyFacts
    requirement: Requirement
    signed: Mapping[str, tuple[str, ...]]  # user → the roles they held
    asked: tuple[str, ...] = ()  # roles of the chain that were asked
    draw: float


class Replayed(BaseModel):
    """`short_of`: whose signatures an approved draft would still have lacked."""

    model_config = ConfigDict(frozen=True)

    approval: str
    run: str | None
    status: str
    filed: datetime
    tool: str | None = None
    channel: str | None
    rating: str | None
    effect: Effect
    before: str
    after: str
    rule_before: str
    rule_after: str
    reason: str  # of the other file, in its words
    short_of: tuple[str, ...] = ()


class Simulation(BaseModel):
    """`str()` of it is for people, a line for each change."""

    model_config = ConfigDict(frozen=True)

    policy_digest: str
    replayed: int
    effects: dict[Effect, int]
    changes: tuple[Replayed, ...]  # all but the same, the latest first
    unsigned: int  # approved drafts that the other file would not have let out with those signatures
    left_out: int = 0  # decided, but what policy saw of them is no longer kept

    def __str__(self) -> str:
        if not self.replayed:
            return "Nothing was decided in that time."
        head = f"{self.replayed} drafts replayed: {self.effects['same']} as before"
        head += "".join(f", {self.effects[kind]} {kind}" for kind in ("stricter", "looser", "other"))
        lines = [f"{head}."]
        if self.unsigned:
            lines.append(f"{self.unsigned} that went through would have lacked a signature.")
        if self.left_out:
            lines.append(f"{self.left_out} were left out: what policy saw of them is no longer kept.")
        return "\n".join([*lines, *map(_line, self.changes)])


def simulate(past: Iterable[Past], policy: Policy, *, open_tiers: frozenset[str] = frozenset()) -> Simulation:
    """`open_tiers` are taken to have been open all the time."""
    told = [_replay(each, policy, open_tiers) for each in past]
    counted = Counter(each.effect for each in told)
    kinds: tuple[Effect, ...] = ("same", "stricter", "looser", "other")
    return Simulation(
        policy_digest=policy.digest,
        replayed=len(told),
        effects={kind: counted[kind] for kind in kinds},
        changes=tuple(sorted((e for e in told if e.effect != "same"), key=lambda e: (e.filed, e.approval)))[::-1],
        unsigned=sum(bool(each.short_of) for each in told),
    )


def _replay(past: Past, policy: Policy, open_tiers: frozenset[str]) -> Replayed:
    before, after = past.requirement, policy.decide(past.facts, open_tiers=open_tiers, draw=past.draw)
    lacking = open_slots(after, past.signed, asked=past.asked) if past.status == "approved" else ()
    return Replayed(
        approval=past.approval,
        run=past.run,
        status=past.status,
        filed=past.filed,
        tool=past.facts.tool,
        channel=past.facts.channel,
        rating=past.facts.rating,
        effect=effect_of(before, after),
        before=asked_for(before),
        after=asked_for(after),
        rule_before=before.rule,
        rule_after=after.rule,
        reason=after.reason,
        short_of=lacking,
    )


def effect_of(before: Requirement, after: Requirement) -> Effect:
    """Of who must sign. What only changes the time or the rule's name is `other`."""
    if asked_for(before) == asked_for(after):
        return "same" if _times(before) == _times(after) else "other"
    weights = [(_STRICTNESS[each.kind], each.quorum) for each in (before, after)]
    roles = [Counter(each.roles) for each in (before, after)]
    if weights[1] >= weights[0] and roles[1] >= roles[0]:
        return "stricter"
    if weights[1] <= weights[0] and roles[1] <= roles[0]:
        return "looser"
    return "other"


def _times(needed: Requirement) -> tuple[object, ...]:
    clock = (needed.deadline_minutes, needed.remind_minutes, needed.chain)
    return (needed.rules, clock, needed.working_deadline, needed.working_reminders)


def asked_for(needed: Requirement) -> str:
    """ "Brand and Legal", "any 2 of Brand, Legal or Privacy", "blocked, unless Brand and Legal override"."""
    if needed.kind == "tier":
        return f"policy itself (tier {needed.tier})"
    everybody = needed.quorum == len(needed.roles)
    who = in_words(needed.roles, "and") if everybody else f"any {needed.quorum} of {in_words(needed.roles, 'or')}"
    if needed.required and not everybody:
        who += f", {in_words(needed.required, 'and')} among them"
    if needed.ordered and len(needed.roles) > 1:
        who += ", in this order"
    return {"block": f"blocked, unless {who} override", "hold": f"{who}, and held"}.get(needed.kind, who)


def _line(one: Replayed) -> str:
    lacked = f" It lacked {in_words(one.short_of, 'and')}." if one.short_of else ""
    what = f"tool {one.tool}" if one.tool is not None else f"{one.channel}, {one.rating}"
    return (
        f"{one.approval} ({what}, {one.status}): {one.effect}: "
        f"{one.before} ({one.rule_before}) → {one.after} ({one.rule_after}).{lacked}"
    )
