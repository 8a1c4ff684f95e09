"""Why policy decided as it did: each rule in order, with the condition that failed, in a marketer's words."""

from pydantic import BaseModel, ConfigDict

from agents.policy.conditions import Context
from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.rules import Rule
from agents.policy.walk import Note, Walk
from agents.policy.when import When, found_words

_SAYS: dict[Note, str] = {
    "decides": "decides: ",
    "adds": "adds signers: ",
    "tier_closed": "would sign by itself, but the tier is closed, or closed to this draft: ",
    "tier_kept": "would sign by itself, but this one is kept for people: ",
    "tier_never": "may not sign by itself (the draft is not green, is flagged, or a rule above wants people): ",
    "no": "does not apply: ",
    "drafts_only": "speaks of drafts: a tool call is decided by a rule that names the tool.",
    "not_reached": "not reached: a rule above decided.",
}


class Step(BaseModel):
    model_config = ConfigDict(frozen=True)

    rule: str
    because: str
    note: Note
    words: str


class Explanation(BaseModel):
    """`str()` of it is for people, a line each."""

    model_config = ConfigDict(frozen=True)

    requirement: Requirement
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        lines = [f"{step.rule}: {step.words}" for step in self.steps]
        needed = self.requirement
        who = "policy itself" if needed.kind == "tier" else ", ".join(needed.roles)
        within = f", within {needed.working_deadline}" if needed.working_deadline is not None else ""
        return "\n".join([*lines, f"→ {needed.kind}: {who}{within} ({needed.rule})"])


def explain(
    rules: tuple[Rule, ...], context: Context, facts: PolicyFacts, found: Walk, needed: Requirement
) -> Explanation:
    return Explanation(
        requirement=needed,
        steps=tuple(
            Step(rule=rule.id, because=rule.because, note=note, words=_words(rule, context, facts, note))
            for rule, note in zip(rules, found.notes, strict=True)
        ),
    )


def _words(rule: Rule, context: Context, facts: PolicyFacts, note: Note) -> str:
    when = rule.when
    if note in {"not_reached", "drafts_only"}:
        return _SAYS[note]
    if note == "no":
        failed = next(name for name in when.asked if not when.one_holds(name, facts, context))
        return f"{_SAYS[note]}{when.words(failed, context)}; here it is {found_words(failed, facts, context)}."
    met = ", ".join(_met(when, name, context, facts) for name in when.asked) or "it applies always"
    return f"{_SAYS[note]}{met}."


def _met(when: When, name: str, context: Context, facts: PolicyFacts) -> str:
    """With the fact, where the condition does not name it already: "the channel is instagram or x (here x)"."""
    said, found = when.words(name, context), found_words(name, facts, context)
    return said if said.endswith(f" {found}") and " or " not in said else f"{said} (here {found})"
