"""What the policies lack without somebody: `policy lint` of every brand, before a change of people and after it."""

from typing import TYPE_CHECKING

from knowledge.errors import CopydeskError
from ui.texts import say

if TYPE_CHECKING:
    from agents.policy.lint import Problem
    from ui.desk_api import DeskApi

Gap = tuple[str, "Problem"]  # the brand's id, and what is wrong there


def gaps(desk: "DeskApi") -> "list[Gap]":
    found: list[Gap] = []
    for brand in desk.brands():
        try:
            found += [(brand.id, problem) for problem in desk.lint(brand.id)]
        except CopydeskError:  # a policy that cannot be read is told by `policy lint`
            continue
    return found


def in_words(gap: "Gap") -> str:
    brand, problem = gap
    if problem.rule is None:
        return say("people.gap", brand=brand, words=problem.words)
    return say("people.gap_of_rule", brand=brand, rule=problem.rule, words=problem.words)
