"""What is wrong with a policy that loads: rules that nothing reaches, signers whom nobody can be."""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import Requirement
from agents.policy.regions import Box, Domains, covered
from agents.policy.rules import PolicyFile, Rule
from agents.policy.walk import NO_RULE, Walk, requirement
from agents.signing.people import TITLES, in_words
from agents.signing.quorum import is_complete

Holders = Mapping[str, Collection[str]]  # role → the people who hold it


class Problem(BaseModel):
    """`error`: drafts would wait for signatures that nobody could give. Anything else is a `warning`."""

    model_config = ConfigDict(frozen=True)

    level: Literal["error", "warning"]
    rule: str | None
    words: str


def lint(file: PolicyFile, holders: Holders) -> tuple[Problem, ...]:
    """Errors first. `holders` names the active people."""
    domains = Domains(file)
    boxes = [domains.boxes(rule) for rule in file.rules]
    found = [*_reach(file, boxes, domains), *_signers(file, boxes, domains, holders), *_roles(file, holders)]
    return tuple(sorted(found, key=lambda problem: problem.level != "error"))


def _decides(rule: Rule) -> bool:
    return not rule.then.goes_on and (rule.then.tier is None or rule.then.otherwise is not None)


def _reach(file: PolicyFile, boxes: list[list[Box]], domains: Domains) -> Iterator[Problem]:
    for index, rule in enumerate(file.rules):
        above = [i for i in range(index) if _decides(file.rules[i])]
        if not boxes[index]:
            yield _warn(rule.id, "Its conditions contradict each other, so it never applies. Change or delete it.")
            continue
        alone = next((i for i in above if covered(boxes[index], [boxes[i]], domains)), None)
        if alone is not None:
            words = f"It is never reached: '{file.rules[alone].id}' above decides all of its drafts. Move it up."
            yield _warn(rule.id, words)
        elif covered(boxes[index], [boxes[i] for i in above], domains):
            yield _warn(rule.id, "It is never reached: the rules above decide all of its drafts. Move it up.")
        elif rule.then.tier is not None:
            yield from _tier_reach(file, index, boxes, domains)


def _tier_reach(file: PolicyFile, index: int, boxes: list[list[Box]], domains: Domains) -> Iterator[Problem]:
    bare = domains.without_flags()
    left = [both for box in boxes[index] if (both := domains.meet(box, bare)) is not None]
    above = [boxes[i] for i in range(index) if _decides(file.rules[i]) or file.rules[i].then.goes_on]
    if covered(left, above, domains):
        words = "The tier can never sign: its drafts are flagged, or a rule above wants people for each of them."
        yield _warn(file.rules[index].id, words)


def _signers(file: PolicyFile, boxes: list[list[Box]], domains: Domains, holders: Holders) -> Iterator[Problem]:
    people: dict[str, list[str]] = {}
    for role, names in holders.items():
        for name in names:
            people.setdefault(name, []).append(role)
    fallback: list[tuple[str, Walk, list[Rule]]] = [(NO_RULE, Walk(), [r for r in file.rules if r.then.goes_on])]
    for index, rule in enumerate(file.rules):
        if _decides(rule):
            signers = rule.then.block or rule.then.sign or rule.then.otherwise
            kind: Literal["block", "sign"] = "block" if rule.then.block is not None else "sign"
            fallback.append(
                (rule.id, Walk(decider=rule, signs=kind, signers=signers), _beside(file, index, boxes, domains))
            )
    for rule_id, found, added in fallback:
        alone = requirement(file, "", found)
        found.added.extend(added)
        yield from _can_be_met(rule_id, alone, requirement(file, "", found), people)


def _beside(file: PolicyFile, index: int, boxes: list[list[Box]], domains: Domains) -> list[Rule]:
    """Rules above that can add signers to this one's drafts."""
    return [
        rule
        for i, rule in enumerate(file.rules[:index])
        if rule.then.goes_on and any(domains.meet(one, other) for one in boxes[i] for other in boxes[index])
    ]


def _can_be_met(
    rule: str, alone: Requirement, with_all: Requirement, people: Mapping[str, list[str]]
) -> Iterator[Problem]:
    who = in_words(alone.roles, "and")
    if not is_complete(alone, people):
        words = f"Nobody could satisfy it: there are not enough different people for {who}. Give somebody the role."
        yield Problem(level="error", rule=rule, words=words)
        return
    if not is_complete(with_all, people):
        who = in_words(with_all.roles, "and")
        words = f"Where every rule above adds its signers, there are not enough different people for {who}."
        yield _warn(rule, words)
    if alone.requester_may_sign:
        return
    for name, roles in people.items():
        others = {other: held for other, held in people.items() if other != name}
        if "marketer" in roles and not is_complete(alone, others):
            yield _warn(rule, f"What {name} asks for nobody else could sign: it needs {who}.")


def _roles(file: PolicyFile, holders: Holders) -> Iterator[Problem]:
    """Roles and people that are named and that nobody is."""

    def missing(where: str, rule: str | None, roles: Collection[str]) -> Iterator[Problem]:
        for role in dict.fromkeys(roles):
            if not holders.get(role):
                words = f"{where} names {TITLES.get(role, role)}, and nobody holds the role '{role}'."
                yield _warn(rule, f"{words} Give it to somebody: `copydesk users add`.")

    for rule in file.rules:
        then = rule.then
        for signers in (then.sign, then.otherwise, then.block, then.hold):
            yield from missing("It", rule.id, signers.roles if signers is not None else ())
        yield from missing("It", rule.id, then.also or ())
        yield from missing("Its chain", rule.id, then.chain or ())
        yield from missing("Its tier", rule.id, then.tier.opened_by if then.tier is not None else ())
    cases = file.cases
    yield from missing("The chain", None, file.defaults.chain)
    yield from missing("Cases", None, [cases.owner, *cases.owners.values()])
    yield from missing("Release", None, [role for roles in cases.release.values() for role in roles])
    everybody = {name for names in holders.values() for name in names}
    for name in cases.on_call:
        if name not in everybody:
            yield _warn(None, f"'{name}' is on call and is no active user. Name somebody else under on_call.")


def _warn(rule: str | None, words: str) -> Problem:
    return Problem(level="warning", rule=rule, words=words)
