"""A plain backtracking matcher over the tree of a pattern, which counts what it does."""

from collections.abc import Iterator, Sequence

from tools.rules.syntax import Alt, Atom, Node, Repeat, Seq


class TooManyStepsError(Exception):
    pass


class Backtracking:
    """One attempt at the beginning of a text. Knows characters, sequences, alternatives and repetitions."""

    def __init__(self, text: str, most: int) -> None:
        self.steps = 0  # how often a character was tried
        self._text = text
        self._most = most

    def match(self, node: Node, at: int = 0) -> Iterator[int]:
        """Where each way to match ends. Raises TooManyStepsError."""
        match node:
            case Atom():
                yield from self._character(node, at)
            case Seq(parts=parts):
                yield from self._in_turn(parts, at)
            case Alt(options=options):
                for option in options:
                    yield from self.match(option, at)
            case Repeat():
                yield from self._again(node, at, 0)
            case _:
                raise AssertionError(f"{node} is not counted here")

    def _character(self, atom: Atom, at: int) -> Iterator[int]:
        self.steps += 1
        if self.steps >= self._most:
            raise TooManyStepsError
        here = self._text[at : at + 1]
        if here and (here in atom.chars if atom.chars else atom.mask >> ord(here) & 1):
            yield at + 1

    def _in_turn(self, parts: Sequence[Node], at: int) -> Iterator[int]:
        if not parts:
            yield at
            return
        for end in self.match(parts[0], at):
            yield from self._in_turn(parts[1:], end)

    def _again(self, node: Repeat, at: int, done: int) -> Iterator[int]:
        if node.high is None or done < node.high:
            for end in self.match(node.body, at):
                if end > at or done < node.low:
                    yield from self._again(node, end, done + 1)
        if done >= node.low:
            yield at


def steps_of(tree: Node, text: str, most: int) -> int:
    """Up to the first match, or in vain; `most` where it would be that or more."""
    attempt = Backtracking(text, most)
    try:
        next(attempt.match(tree), None)
    except TooManyStepsError:
        return most
    return attempt.steps
