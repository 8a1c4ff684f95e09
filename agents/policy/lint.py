"""What is wrong with a policy that loads: rules that nothing reaches, signers whom nobody can be."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import Requirement, Work
from agents.policy.regions import Box, Domains, covered
from agents.policy.rules import PolicyFile, Rule
from agents.policy.walk import NO_RULE, Walk, requirement
from agents.signing.people import TITLES, in_words
from agents.signing.quorum import is_complete

_NEVER = ("Its conditions contradict", "It is never reached")

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
    unreached = list(_reach(file, boxes, domains))
    dead = {problem.rule for problem in unreached if problem.words.startswith(_NEVER)}
    signers = _signers(file, boxes, domains, holders, dead)
    found = [*unreached, *signers, *_roles(file, holders), *_people(file, holders), *_hours(file)]
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


def _signers(
    file: PolicyFile, boxes: list[list[Box]], domains: Domains, holders: Holders, dead: Collection[str | None]
) -> Iterator[Problem]:
    people: dict[str, list[str]] = {}
    for role, names in holders.items():
        for name in names:
            people.setdefault(name, []).append(role)
    adding = [rule for rule in file.rules if rule.then.goes_on]
    always = [rule for rule in adding if not rule.when.asked]
    deciders: list[tuple[str, Walk, list[Rule], list[Rule]]] = [(NO_RULE, Walk(), always, adding)]
    for index, rule in enumerate(file.rules):
        if _decides(rule) and rule.id not in dead:
            signers = rule.then.block or rule.then.sign or rule.then.otherwise
            kind: Literal["block", "sign"] = "block" if rule.then.block is not None else "sign"
            walk = Walk(decider=rule, signs=kind, signers=signers)
            beside = _beside(file, index, boxes, domains)
            sure = [file.rules[i] for i in beside if covered(boxes[index], [boxes[i]], domains)]
            deciders.append((rule.id, walk, sure, [file.rules[i] for i in beside]))
    for rule_id, walk, sure, added in deciders:
        least = requirement(file, "", replace(walk, added=sure))
        yield from _can_be_met(rule_id, least, requirement(file, "", replace(walk, added=added)), people)


def _beside(file: PolicyFile, index: int, boxes: list[list[Box]], domains: Domains) -> list[int]:
    """Rules above that can add signers to this one's drafts."""
    return [
        i
        for i, rule in enumerate(file.rules[:index])
        if rule.then.goes_on and any(domains.meet(one, other) for one in boxes[i] for other in boxes[index])
    ]


def _can_be_met(
    rule: str, alone: Requirement, with_all: Requirement, people: Mapping[str, list[str]]
) -> Iterator[Problem]:
    """`alone`: with what is added to each of its drafts."""
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
    askers = [name for name, roles in people.items() if set(roles) != {"auditor"}]
    stuck = [name for name in askers if not is_complete(alone, {who: people[who] for who in people if who != name})]
    if stuck == askers:
        words = f"Nobody could satisfy it: whoever asks, there are not enough others for {who}. Add somebody."
        yield Problem(level="error", rule=rule, words=words)
        return
    for name in stuck:
        if "marketer" in people[name]:
            yield _warn(rule, f"What {name} asks for nobody else could sign: it needs {who}.")


def _hours(file: PolicyFile) -> Iterator[Problem]:
    """Deadlines in working time for roles whose hours nobody has written down."""
    of_all = (file.defaults.deadline, *file.defaults.remind)
    for rule in file.rules:
        then = rule.then
        signers = then.block or then.sign or then.otherwise
        if signers is None:
            continue
        lengths = (then.deadline or of_all[0], *(of_all[1:] if then.remind is None else then.remind))
        for role in dict.fromkeys(signers.roles):
            if any(isinstance(each, Work) for each in lengths) and file.hours_of(role) is None:
                words = f"It counts working time, and no hours are known of {TITLES.get(role, role)}: the clock counts."
                yield _warn(rule.id, f"{words} Add them under 'hours'.")


def _roles(file: PolicyFile, holders: Holders) -> Iterator[Problem]:
    """Roles that are named and that nobody holds."""

    def missing(where: str, rule: str | None, roles: Collection[str]) -> Iterator[Problem]:
        for role in dict.fromkeys(roles):
            if not holders.get(role):
                words = f"{where} names {TITLES.get(role, role)}, and nobody holds the role '{role}'."
                yield _warn(rule, f"{words} Give it to somebody: `copydesk users add` or `users roles`.")

    for rule in file.rules:
        then, of = rule.then, rule.when.requester_role
        for signers in (then.sign, then.otherwise, then.block, then.hold):
            yield from missing("It", rule.id, signers.roles if signers is not None else ())
        yield from missing("It", rule.id, then.also or ())
        yield from missing("Its chain", rule.id, then.chain or ())
        yield from missing("Its tier", rule.id, then.tier.opened_by if then.tier is not None else ())
        yield from missing("Its condition", rule.id, (*of.any, *of.none) if of is not None else ())
    cases = file.cases
    yield from missing("The chain", None, file.defaults.chain)
    yield from missing("Cases", None, [cases.owner, *cases.owners.values()])
    yield from missing("Release", None, [role for roles in cases.release.values() for role in roles])


def _people(file: PolicyFile, holders: Holders) -> Iterator[Problem]:
    """People who are named and are not here."""
    everybody = {name for names in holders.values() for name in names}
    for rule in file.rules:
        asks = rule.when.requester
        for name in (*asks.any, *asks.none) if asks is not None else ():
            if name not in everybody:
                yield _warn(rule.id, f"It asks whether '{name}' wants it, who is no active user. Name somebody else.")
    for name in file.cases.on_call:
        if name not in everybody:
            yield _warn(None, f"'{name}' is on call and is no active user. Name somebody else under on_call.")


def _warn(rule: str | None, words: str) -> Problem:
    return Problem(level="warning", rule=rule, words=words)
