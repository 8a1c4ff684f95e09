"""The style `Vale`: spelling, repeated words, and the two rules that a vocabulary makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tools.rules.definition import Action, Problem, Rule
from tools.rules.ini import Ini

STYLE = "Vale"
TERMS = "Vale.Terms"
NAMES = ("Vale.Spelling", "Vale.Repetition", TERMS, "Vale.Avoid")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that rules leave alone, words to avoid; `problems` name vocabularies that are not there."""

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def vocabulary(ini: Ini) -> Vocabulary:
    accepted: list[str] = []
    rejected: list[str] = []
    problems: list[Problem] = []
    for name in ini.vocabularies:
        folders = [ini.styles_path / "config" / "vocabularies" / name, ini.styles_path / "Vocab" / name]
        folder = next((folder for folder in folders if folder.is_dir()), None)
        if folder is None:
            message = f"there is no vocabulary '{name}' in {ini.styles_path}"
            problems.append(Problem(ini.path, ini.line("Vocab"), "Vocab", message))
            continue
        accepted += _words(folder / "accept.txt", problems)
        rejected += _words(folder / "reject.txt", problems)
    return Vocabulary(tuple(accepted), tuple(rejected), tuple(problems))


def _words(path: Path, problems: list[Problem]) -> list[str]:
    if not path.is_file():
        return []
    try:
        lines = (line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, "file", f"cannot be read: {error}"))
        return []
    return [line for line in lines if line and not line.startswith("#")]


def builtin_rules(path: Path, words: Vocabulary) -> list[Rule]:
    """Those of the four that there is something to check for."""
    rules = [_spelling(path), _repetition(path)]
    if words.accepted:
        rules.append(_terms(path, words.accepted))
    if words.rejected:
        rules.append(_avoid(path, words.rejected))
    return rules


def _spelling(path: Path) -> Rule:
    message, action = "Did you really mean '%s'?", Action("suggest", ("spellings",))
    return Rule("Vale.Spelling", "spelling", message, path, 1, _digest([message]), level="error", action=action)


def _repetition(path: Path) -> Rule:
    message = "'%s' is repeated!"
    return Rule(
        "Vale.Repetition",
        "repetition",
        message,
        path,
        1,
        _digest([message]),
        level="error",
        ignorecase=True,
        alpha=True,
        tokens=(r"[^\s.!?]+",),
        action=Action("edit", ("truncate", " ")),
    )


def _terms(path: Path, terms: Sequence[str]) -> Rule:
    return Rule(
        TERMS,
        "substitution",
        "Use '%s' instead of '%s'.",
        path,
        1,
        _digest(terms),
        level="error",
        ignorecase=True,
        vocab=False,
        pairs=tuple({word.lower(): word for word in terms}.items()),
    )


def _avoid(path: Path, rejected: Sequence[str]) -> Rule:
    message, digest = "Avoid using '%s'.", _digest(rejected)
    return Rule("Vale.Avoid", "existence", message, path, 1, digest, level="error", vocab=False, tokens=tuple(rejected))


def _digest(words: Sequence[str]) -> str:
    return sha256("\n".join(words).encode()).hexdigest()
