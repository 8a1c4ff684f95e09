"""A rule made ready to run: what it looks for in one block of text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

import regex

from tools.rules.casing import Casing
from tools.rules.definition import Problem, Rule
from tools.rules.dictionaries import DictionaryError
from tools.rules.formula import Formula, FormulaError, condition, formula
from tools.rules.hits import Exceptions, Search
from tools.rules.kinds import Capitalization, Conditional, Consistency, Occurrence, Repetition
from tools.rules.literals import spellings
from tools.rules.metrics import Metric
from tools.rules.required import required
from tools.rules.safety import Safe, bounded, compile_joined, compile_safe
from tools.rules.sequence import Sequences
from tools.rules.spelling import Spelling, filters, word_list
from tools.rules.syntax import PatternError
from tools.rules.tokens import Tokens

T = TypeVar("T")
_Joined = tuple[regex.Pattern[str], tuple[int, ...]]  # its groups are the tokens at these places


@dataclass(frozen=True, slots=True)
class Compiled:
    """`words` are tokens to be looked up, as (text, its token's place); `search` is everything else the rule does."""

    rule: Rule
    words: tuple[tuple[str, int], ...] = ()
    tokens: Tokens | None = None
    search: Search | None = None


def compile_rule(rule: Rule, accepted: Sequence[str] = ()) -> Compiled | tuple[Problem, ...]:
    """`accepted` are the vocabulary's terms: exceptions to rules about words. Bad patterns come back as problems."""
    try:
        return _compile(rule, accepted)
    except _BadKeysError as error:
        return tuple(dict.fromkeys(rule.at(key, message, item) for key, message, item in error.found))


class _BadKeysError(Exception):
    """`found` are a key, what is wrong with it, and with which of its items."""

    def __init__(self, *found: tuple[str, str, str]) -> None:
        super().__init__(found)
        self.found = found


def _bad_pattern(key: str, value: str, error: PatternError) -> _BadKeysError:
    shown = value if len(value) <= 60 else value[:57] + "…"
    return _BadKeysError((key, f"pattern '{shown}' cannot be used, so the rule does not run: {error}", value))


def _all(made: Iterable[Callable[[], T]]) -> list[T]:
    """Everything that is made, or all that keeps it from being made."""
    found: list[tuple[str, str, str]] = []
    done: list[T] = []
    for make in made:
        try:
            done.append(make())
        except _BadKeysError as error:
            found += error.found
    if found:
        raise _BadKeysError(*found)
    return done


def _compile(rule: Rule, accepted: Sequence[str]) -> Compiled:
    if rule.kind == "substitution":  # the longest first, as Vale sorts them
        rule = replace(rule, pairs=tuple(sorted(rule.pairs, key=lambda pair: -len(pair[0].encode()))))
    wrong: tuple[tuple[str, str, str], ...] = ()
    try:
        exceptions = _exceptions(rule, accepted)
    except _BadKeysError as error:
        exceptions, wrong = Exceptions(), error.found
    try:
        made = _made(rule, exceptions, accepted)
    except _BadKeysError as error:
        wrong += error.found
    if wrong:
        raise _BadKeysError(*wrong)
    return made


def _made(rule: Rule, exceptions: Exceptions, accepted: Sequence[str]) -> Compiled:
    if rule.kind in ("existence", "substitution"):
        return _tokens(rule, exceptions)
    return Compiled(rule, search=_search(rule, exceptions, accepted))


def _search(rule: Rule, exceptions: Exceptions, accepted: Sequence[str]) -> Search:
    match rule.kind:
        case "occurrence":
            return Occurrence(rule, _pattern(rule, "token", rule.token))
        case "repetition":
            return Repetition(rule, _pattern(rule, "tokens", "|".join(rule.tokens)), exceptions)
        case "consistency":
            return _consistency(rule)
        case "conditional":
            cased = rule if rule.own is not None else replace(rule, ignorecase=False)  # Vale heeds case here, always
            first, second = _all(
                [
                    lambda: _pattern(cased, "first", rule.first),
                    lambda: _pattern(cased, "second", rule.second, capture=True),
                ]
            )
            return Conditional(rule, first, second, exceptions)
        case "capitalization":
            return _capitalization(rule, exceptions, accepted)
        case "metric":
            counted, held = _all(
                [
                    lambda: _formula("formula", rule.formula, formula),
                    lambda: _formula("condition", rule.condition, condition),
                ]
            )
            return Metric(rule, counted, held)
        case "sequence":
            steps = [partial(_step, rule, step.pattern) for step in rule.steps]
            return Sequences(rule, tuple(_all(steps)))
        case _:
            return _spelling(rule, accepted)


def _capitalization(rule: Rule, exceptions: Exceptions, accepted: Sequence[str]) -> Capitalization:
    pattern = None if rule.match.startswith("$") else _pattern(rule, "match", rule.match)
    prefix = _pattern(rule, "prefix", rule.prefix) if rule.prefix else None
    known = accepted if rule.vocab else ()
    words = sorted((*rule.exceptions, *known), key=len, reverse=True)
    terms = tuple((word, _pattern(rule, "exceptions", word)) for word in words)
    return Capitalization(rule, Casing(rule, pattern, exceptions.pattern, prefix, terms, as_terms=bool(known)))


def _formula(key: str, source: str, read: Callable[[str], Formula]) -> Formula:
    try:
        return read(source)
    except FormulaError as error:
        raise _BadKeysError((key, str(error), "")) from error


def _spelling(rule: Rule, accepted: Sequence[str]) -> Spelling:
    try:
        words = word_list(rule)
    except DictionaryError as error:
        raise _BadKeysError((error.key, str(error), "")) from error
    patterns = _all(partial(_pattern, rule, "filters", source) for source in filters(rule))
    terms = (*rule.exceptions, *accepted)
    listed = _terms(terms, ignore_case=True)
    known = compile_joined(rf"\b(?:{listed})\b", ignore_case=True) if terms else None
    phrases = [term for term in terms if " " in term or "\t" in term or "\\s" in term]
    around = _terms(phrases, ignore_case=True)
    masked = compile_joined(rf"\b(?:{around})\b", ignore_case=True) if phrases else None
    return Spelling(rule, words, tuple(patterns), known, masked)


def _pattern(rule: Rule, key: str, source: str, *, capture: bool = False) -> regex.Pattern[str]:
    try:
        return compile_safe(source, ignore_case=rule.ignorecase, capture=capture)
    except PatternError as error:
        raise _bad_pattern(key, source, error) from error


def _exceptions(rule: Rule, accepted: Sequence[str]) -> Exceptions:
    words = [*rule.exceptions, *(accepted if rule.vocab and not rule.nonword else ())]
    if not words:
        return Exceptions()
    words = sorted(words, key=len, reverse=True)
    if rule.own is not None:
        listed = _terms(words, ignore_case=rule.ignorecase)
        pattern = compile_joined(rf"(?<!\w)(?:{listed})(?!\w)", ignore_case=rule.ignorecase)
        return Exceptions(pattern, pattern)
    # Vale compares them as they are written, but phrases in any case.
    phrases = [word for word in words if " " in word or "\t" in word or "\\s" in word]
    pattern = compile_joined(rf"\b(?:{_terms(words)})\b")
    if not phrases:
        return Exceptions(pattern)
    around = compile_joined(rf"\b(?:{_terms(phrases, ignore_case=True)})\b", ignore_case=True)
    return Exceptions(pattern, around)


def _terms(words: Sequence[str], *, ignore_case: bool = False) -> str:
    """The words as the choices of a pattern."""
    made = _all(partial(_bounded, "exceptions", word, ignore_case=ignore_case) for word in words)
    return "|".join(safe.source for safe in made)


def _step(rule: Rule, source: str) -> regex.Pattern[str] | None:
    return _pattern(rule, "tokens", source) if source else None


def _bounded(key: str, source: str, *, ignore_case: bool) -> Safe:
    try:
        return bounded(source, ignore_case=ignore_case)
    except PatternError as error:
        raise _bad_pattern(key, source, error) from error


_EDGE_OF_LINE = regex.compile(r"(?<!\\)(?:\\\\)*(?:\$|(?<!\[)\^)")


def _lined(rule: Rule) -> bool:
    """To Vale a paragraph has the lines that its author gave it; to rules of ours it is one."""
    asked = (*rule.raw, *rule.tokens, *(left for left, _ in rule.pairs))
    return rule.own is None and any(_EDGE_OF_LINE.search(source) for source in asked)


def _tokens(rule: Rule, exceptions: Exceptions) -> Compiled:
    """Plain words go to the look-up; what needs a pattern is joined into one, its tokens told apart by group."""
    if rule.raw:
        return Compiled(rule, tokens=Tokens(rule, exceptions, ((_raw(rule), (0,)),), lined=_lined(rule)))
    key = "swap" if rule.kind == "substitution" else "tokens"
    tokens = tuple(left for left, _ in rule.pairs) if rule.pairs else rule.tokens
    words, joined, needed = _looked_for(key, tokens, rule.nonword, rule.ignorecase)
    return Compiled(rule, words=words, tokens=Tokens(rule, exceptions, joined, needed, _lined(rule)))


@lru_cache(maxsize=4096)
def _looked_for(
    key: str, tokens: tuple[str, ...], nonword: bool, ignore_case: bool
) -> tuple[tuple[tuple[str, int], ...], tuple[_Joined, ...], frozenset[str] | None]:
    """The words to be looked up, the patterns for the others, and what those require.

    Made once a process: a rule is compiled when it is tried on its examples, and again for each brand.
    """
    words: list[tuple[str, int]] = []
    patterns: list[tuple[int, Safe]] = []
    given = [(index, token) for index, token in enumerate(tokens) if token.strip()]
    spelt = _all(partial(_spelt, key, token, nonword=nonword, ignore_case=ignore_case) for _, token in given)
    for (index, _), made in zip(given, spelt, strict=True):
        if isinstance(made, Safe):
            patterns.append((index, made))
        else:
            words += [(text.replace("’", "'"), index) for text in made]
    needed = required([safe.pattern.tree for _, safe in patterns])
    return tuple(words), _joined(key, patterns, nonword=nonword, ignore_case=ignore_case), needed


def _spelt(key: str, token: str, *, nonword: bool, ignore_case: bool) -> Safe | tuple[str, ...]:
    """The few texts that a token stands for, or its pattern."""
    try:
        texts = None if nonword else spellings(token, ignore_case=ignore_case)
    except PatternError as error:
        raise _bad_pattern(key, token, error) from error
    return _bounded(key, token, ignore_case=ignore_case) if texts is None else texts


def _raw(rule: Rule) -> regex.Pattern[str]:
    """Vale joins `raw` as it stands, before the tokens or, with `append`, after them."""
    raw = "".join(rule.raw)
    edge = "" if rule.nonword else r"\b"
    tokens = f"{edge}(?:{'|'.join(rule.tokens)}){edge}" if rule.tokens else ""
    return _pattern(rule, "raw", tokens + raw if rule.append else raw + tokens)


def _joined(key: str, patterns: list[tuple[int, Safe]], *, nonword: bool, ignore_case: bool) -> tuple[_Joined, ...]:
    """One pattern for all tokens; those with back-references stay alone, so that their numbers stay right."""
    shared = [(index, safe.source) for index, safe in patterns if not safe.pattern.backreferences]
    alone = [(index, safe.source) for index, safe in patterns if safe.pattern.backreferences]
    groups = [([index for index, _ in shared], "|".join(f"({source})" for _, source in shared))] if shared else []
    groups += [([index], source) for index, source in alone]
    edge = "" if nonword else r"\b"
    try:
        return tuple(
            (compile_joined(f"{edge}(?:{source}){edge}", ignore_case=ignore_case), tuple(indices))
            for indices, source in groups
        )
    except PatternError as error:
        raise _bad_pattern(key, "|".join(source for _, source in groups), error) from error


def _consistency(rule: Rule) -> Consistency:
    pairs = []
    for left, right in rule.pairs:
        edged = [source if rule.nonword else rf"\b(?:{source})\b" for source in (left, right)]
        pairs.append((left, _pattern(rule, "either", edged[0]), _pattern(rule, "either", edged[1])))
    return Consistency(rule, tuple(pairs))
