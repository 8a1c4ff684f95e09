"""One pass over the rules: which added signers, which decided, and what became of a tier on the way."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any, Literal

from agents.policy.conditions import Context
from agents.policy.outcome import PolicyFacts, Requirement, Work
from agents.policy.rules import PolicyFile, Rule, Signers, Tier

NO_RULE = "no-rule-matched"
NO_RULE_WORDS = "No rule speaks of this, so Brand decides."
KEPT_FOR_PEOPLE = "Policy could have signed this one by itself; a set share is kept for people."

Note = Literal["decides", "adds", "tier_closed", "tier_kept", "tier_never", "no", "drafts_only", "not_reached"]


@dataclass
class Walk:
    """`notes`: what each rule of the file had to say, in its order."""

    notes: list[Note] = field(default_factory=list)
    added: list[Rule] = field(default_factory=list)
    decider: Rule | None = None
    signs: Literal["sign", "tier", "block"] = "sign"
    signers: Signers | None = None
    tier: str | None = None
    sampled: bool = False


def walk(file: PolicyFile, context: Context, facts: PolicyFacts, open_tiers: Set[str], draw: float | None) -> Walk:
    found = Walk()
    for rule in file.rules:
        if found.decider is not None:
            found.notes.append("not_reached")
        elif not rule.when.holds(facts, context):
            found.notes.append("no")
        elif facts.tool is not None and not rule.decides_calls and not rule.then.goes_on:
            found.notes.append("drafts_only")
        elif rule.then.goes_on:
            found.added.append(rule)
            found.notes.append("adds")
        elif rule.then.tier is not None:
            found.notes.append(_ask_tier(found, rule, rule.then.tier, facts, open_tiers, draw))
        else:
            found.decider = rule
            found.signs = "block" if rule.then.block is not None else "sign"
            found.signers = rule.then.block or rule.then.sign
            found.notes.append("decides")
    return found


def _ask_tier(
    found: Walk, rule: Rule, tier: Tier, facts: PolicyFacts, open_tiers: Set[str], draw: float | None
) -> Note:
    """A tier signs green copy without any flag, released ones included, that no earlier rule wants people for."""
    note: Note
    if facts.rating != "green" or facts.flags or found.added:
        note = "tier_never"
    else:
        found.tier = tier.id
        if tier.id not in open_tiers:
            note = "tier_closed"
        elif draw is None or not float(tier.sample_share) <= draw < 1:
            note, found.sampled = "tier_kept", True
        else:
            found.decider, found.signs = rule, "tier"
            return "decides"
    if rule.then.otherwise is not None:
        found.decider, found.signers = rule, rule.then.otherwise
    return note


def requirement(file: PolicyFile, digest: str, found: Walk) -> Requirement:
    """What the pass came to."""
    then = found.decider.then if found.decider is not None else None
    deadline = (then and then.deadline) or file.defaults.deadline
    reminders = file.defaults.remind if then is None or then.remind is None else then.remind
    common: dict[str, Any] = {
        "policy_digest": digest,
        "one_person_may_fill_all": file.desk_of_one.one_person_may_fill_all,
        "requester_may_sign": file.desk_of_one.requester_may_sign,
        "deadline_minutes": deadline.minutes() if isinstance(deadline, Work) else deadline,
        "working_deadline": deadline if isinstance(deadline, Work) else None,
        "remind_minutes": [each for each in reminders if not isinstance(each, Work)],
        "working_reminders": [each for each in reminders if isinstance(each, Work)],
        "chain": file.defaults.chain if then is None or then.chain is None else then.chain,
        "batch": then is not None and then.batch and not found.added,
        "tier": found.tier,
        "sampled": found.sampled,
    }
    if found.signs == "tier" and found.decider is not None:
        tier = {"rule": found.decider.id, "reason": found.decider.because, "kind": "tier", "roles": (), "quorum": 0}
        return Requirement.model_validate({**common, **tier})
    people = _by_people(found)
    zones = {role: file.zone_of(role) for role in (*people["roles"], *common["chain"])}
    return Requirement.model_validate({**common, **people, "zones": zones})


def _by_people(found: Walk) -> dict[str, Any]:
    """The decider's slots, with a slot for each role that was added and is not among those needed anyway."""
    signers = found.signers or Signers(roles=("brand",))
    roles: list[str] = list(signers.roles)
    required = list(signers.roles) if signers.needed == len(roles) else []
    quorum, spoke, held = signers.needed, [], False
    for rule in found.added:
        wanted = rule.then.also or (rule.then.hold.roles if rule.then.hold is not None else ())
        missing = [role for role in dict.fromkeys(wanted) if role not in required]
        new = [role for role in missing if role not in roles]
        roles += new
        required += missing
        quorum = max(quorum + len(new), sum(role in required for role in roles))
        held = held or rule.then.hold is not None
        spoke += [rule] if missing or rule.then.hold is not None else []
    decider = found.decider
    words = [decider.because if decider is not None else NO_RULE_WORDS, *(rule.because for rule in spoke)]
    return {
        "rule": "+".join([decider.id if decider is not None else NO_RULE, *(rule.id for rule in spoke)]),
        "reason": " ".join([*words, *([KEPT_FOR_PEOPLE] if found.sampled else [])]),
        "kind": "block" if found.signs == "block" else "hold" if held else "sign",
        "roles": tuple(roles),
        "quorum": quorum,
        "required": tuple(dict.fromkeys(role for role in roles if role in required)) if quorum < len(roles) else (),
        "ordered": signers.order,
    }
