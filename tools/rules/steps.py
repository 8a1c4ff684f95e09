"""What one attempt of a pattern at one place can cost: its stretches, and which of them can take the same text."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from tools.rules.syntax import Alt, Atom, Look, Node, Repeat, Seq

FEW = 5  # up to here a repetition is written out instead of being looked at as a loop
_OPEN = 1_000  # what an open stretch weighs


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a pattern, flattened: `choices` are the lengths it may take; None where it is open.

    `within` are the parts that may be left out and that it stands in: whoever is there has entered them all.
    """

    mask: int
    choices: int | None
    must: bool
    within: frozenset[int] = frozenset()


def attempt(steps: list[Step], ceiling: int) -> int:
    """Steps of one attempt at one place, at most: the product of all choices that can take the same text."""
    best = [1] * len(steps)
    for index, step in enumerate(steps):
        own = ceiling if step.choices is None else step.choices
        if own > 1:
            before = (best[one] for one in range(index) if steps[one].choices != 1 and _meets(steps, one, index))
            best[index] = own * max(before, default=1)
    return max(best, default=1)


def _meets(steps: list[Step], before: int, after: int) -> bool:
    mask = steps[before].mask
    if not mask & steps[after].mask:
        return False
    entered = steps[before].within | steps[after].within
    return all(step.mask & mask for step in steps[before + 1 : after] if step.must and step.within <= entered)


def row(tree: Node) -> list[Step]:
    """A pattern laid out as one row of steps; of alternatives the one with the most choices stands for all."""
    return _Flattener().row(tree)


class _Flattener:
    def __init__(self) -> None:
        self._parts = 0

    def row(self, node: Node, within: frozenset[int] = frozenset()) -> list[Step]:
        match node:
            case Atom(mask=mask):
                return [Step(mask, 1, True, within)]
            case Seq(parts):
                return [step for part in parts for step in self.row(part, within)]
            case Alt(options):
                return _either([self.row(option, self._part(within)) for option in options])
            case Repeat():
                return self._repeat(node, within)
            case Look(body=body):
                return self.row(body, self._part(within))
            case _:
                return []

    def _repeat(self, node: Repeat, within: frozenset[int]) -> list[Step]:
        if node.high is None or node.high > FEW or isinstance(node.body, Atom):
            choices = None if node.open else (node.high or 0) - node.low + 1
            return [Step(_union(node.body), choices, node.low > 0, within)]
        steps: list[Step] = []
        for index in range(node.high):
            within = within if index < node.low else self._part(within)  # the third only after the second
            once = self.row(node.body, within)
            if node.high > node.low and once and all(step.choices == 1 for step in once):
                once = [Step(once[0].mask, 2, False, within), *once[1:]]
            steps += once
        return steps

    def _part(self, within: frozenset[int]) -> frozenset[int]:
        self._parts += 1
        return within | {self._parts}


def _either(rows: list[list[Step]]) -> list[Step]:
    """The weightiest of several rows, its first step with as many choices as there are rows for one text."""
    longest = max(rows, key=_weight)
    ways = max(sum(_same(one, other) for other in rows) for one in rows)
    if ways == 1:
        return longest
    first = longest[0] if longest else Step(0, 1, False)
    choices = None if first.choices is None else max(first.choices, ways)
    mask = reduce(or_, (each[0].mask for each in rows if each), 0)
    return [replace(first, mask=mask, choices=choices), *longest[1:]]


def _same(one: list[Step], other: list[Step]) -> bool:
    """Whether both can take the same text, or one the beginning of what the other takes."""
    for mine, yours in zip(one, other, strict=False):
        if not mine.mask & yours.mask:
            return False
        if mine.choices != 1 or yours.choices != 1:
            return True
    return True


def _weight(steps: list[Step]) -> int:
    return sum(_OPEN if step.choices is None else step.choices - 1 for step in steps)


def _union(node: Node) -> int:
    """Every character that the node can take."""
    match node:
        case Atom(mask=mask):
            return mask
        case Seq(parts):
            return reduce(or_, map(_union, parts), 0)
        case Alt(options):
            return reduce(or_, map(_union, options), 0)
        case Repeat(body=body):
            return _union(body)
        case _:
            return 0
