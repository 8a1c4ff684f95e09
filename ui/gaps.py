"""What the policies lack without somebody: `policy lint` of every brand, before a change of people and after it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from knowledge.errors import CopydeskError
from ui.texts import say

if TYPE_CHECKING:
    from agents.policy.lint import Problem
    from ui.desk_api import DeskApi

Gap = tuple[str, "Problem"]  # the brand's id, and what is wrong there


def gaps(desk: "DeskApi", without: str | None = None) -> "list[Gap]":
    """`without`: as if that one were not at the desk."""
    found: list[Gap] = []
    for brand in desk.brands():
        try:
            found += [(brand.id, problem) for problem in desk.lint(brand.id, without)]
        except CopydeskError:  # a policy that cannot be read is told by `policy lint`
            continue
    return found


def in_words(gap: "Gap") -> str:
    brand, problem = gap
    if problem.rule is None:
        return say("people.gap", brand=brand, words=problem.words)
    return say("people.gap_of_rule", brand=brand, rule=problem.rule, words=problem.words)


def told(found: "Iterable[Gap]") -> tuple[str, ...]:
    """A line for each thing that is wrong, with all the rules that it is wrong with; of one rule the gravest alone."""
    rules: dict[tuple[str, str], list[str]] = {}
    graver: set[tuple[str, str]] = set()
    for brand, problem in sorted(found, key=lambda gap: gap[1].level != "error"):
        rule = problem.rule or ""
        if rule and problem.level != "error" and (brand, rule) in graver:
            continue
        graver.add((brand, rule))
        rules.setdefault((brand, problem.words), []).append(rule)
    return tuple(
        say("people.gap_of_rule", brand=brand, rule=", ".join(named), words=words)
        if (named := list(dict.fromkeys(filter(None, held))))
        else say("people.gap", brand=brand, words=words)
        for (brand, words), held in rules.items()
    )
