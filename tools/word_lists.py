"""Lists of inconsiderate words beside a brand's rules, or given as further rules: files in retext-equality's format."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tools.inclusive.equality import EqualityRules, is_equality_folder, load_equality
from tools.inclusive.file import is_equality_file
from tools.rules.definition import Problem


def word_lists(rules: Path, extra: Sequence[Path] = ()) -> tuple[EqualityRules, ...]:
    """Of the brand's folder of rules and the folders in it, then of what is given beside it."""
    return tuple(load_equality(path) for path in (*_places(rules), *extra) if is_equality_folder(path))


def _places(rules: Path) -> Iterator[Path]:
    if rules.is_dir():
        yield rules
        yield from sorted(path for path in rules.iterdir() if path.is_dir())


def without_lists(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A list is no rule of Vale's, which is no problem."""
    return tuple(problem for problem in problems if not is_equality_file(problem.path))
