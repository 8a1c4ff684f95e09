"""A policy's rules as a person reads them, with who must sign and by when. Pure."""

from collections.abc import Callable, Iterator
from typing import Literal

from agents.policy.outcome import Work
from agents.policy.policy import Policy
from agents.policy.rules import Rule, Signers
from agents.policy.simulate import asked_for
from agents.policy.walk import NO_RULE, NO_RULE_WORDS, Walk, requirement
from agents.signing.people import in_words
from agents.views.policy import CaseClockView, CaseRuleView, PolicyRuleView


def rules_in_words(policy: Policy) -> Iterator[PolicyRuleView]:
    """From the top; the last is what holds where none decides."""
    for rule in policy.rules:
        if rule.then.goes_on:
            yield _adding(policy, rule)
        else:
            yield _deciding(policy, rule, rule.id, rule.because)
    yield _deciding(policy, None, NO_RULE, NO_RULE_WORDS)


def cases_in_words(policy: Policy) -> Iterator[CaseRuleView]:
    """Flags with an owner or a way out of their own; last, whose every other case is."""
    rules = policy.case_rules
    for flag in dict.fromkeys((*rules.owners, *rules.release)):
        yield CaseRuleView(flag=flag, owner=rules.owners.get(flag, rules.owner), release=rules.release.get(flag, ()))
    yield CaseRuleView(flag=None, owner=rules.owner)


def clocks_in_words(policy: Policy) -> Iterator[CaseClockView]:
    for severity, clocks in sorted(policy.case_rules.clocks.items()):
        yield CaseClockView(severity=severity, transfer_minutes=clocks.transfer, acknowledge_minutes=clocks.acknowledge)


def _adding(policy: Policy, rule: Rule) -> PolicyRuleView:
    hold = rule.then.hold
    roles = hold.roles if hold is not None else rule.then.also or ()
    return PolicyRuleView(
        id=rule.id,
        kind="also" if hold is None else "hold",
        because=rule.because,
        when=_when(policy, rule),
        asks=in_words(roles, "and"),
        roles=roles,
        tools=True,
    )


def _deciding(policy: Policy, rule: Rule | None, id: str, because: str) -> PolicyRuleView:
    then = rule.then if rule is not None else None
    kind: Literal["sign", "tier", "block"] = "sign"
    if then is not None:
        kind = "block" if then.block is not None else "tier" if then.tier is not None else "sign"
    signers = (then.block or then.sign or then.otherwise) if then is not None else Signers(roles=("brand",))
    needed = requirement(
        policy.file,
        policy.digest,
        Walk(decider=rule, signs="block" if kind == "block" else "sign", signers=signers or Signers(roles=("brand",))),
    )
    return PolicyRuleView(
        id=id,
        kind=kind,
        because=because,
        when=() if rule is None else _when(policy, rule),
        asks="" if signers is None else asked_for(needed),
        roles=() if signers is None else needed.roles,
        deadline=_length(needed.working_deadline or needed.deadline_minutes),
        remind=(*map(_length, needed.remind_minutes), *map(_length, needed.working_reminders)),
        chain=needed.chain,
        batch=needed.batch,
        tier=then.tier.id if then is not None and then.tier is not None else None,
        tools=rule is None or rule.decides_calls,
    )


def _when(policy: Policy, rule: Rule) -> tuple[str, ...]:
    words: Callable[[str], str] = lambda name: rule.when.words(name, policy.file.context)  # noqa: E731
    return tuple(map(words, rule.when.asked))


def _length(given: int | Work) -> str:
    """ "24 h", "2 days", "4 working hours"."""
    if isinstance(given, Work):
        return str(given)
    if given % (24 * 60) == 0 and given > 24 * 60:
        return f"{given // (24 * 60)} days"
    return f"{given // 60} h" if given % 60 == 0 else f"{given} min"
