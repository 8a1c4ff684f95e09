"""A rule of ours carries its own proof: examples that trip it and examples that do not. Without, it does not run."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tools.rules.compiled import Compiled, compile_rule
from tools.rules.definition import Problem, Rule
from tools.rules.engine import Engine, SplitSentences

_MOST = 4_096
_PROVEN: dict[tuple[object, ...], tuple[Problem, ...]] = {}


def proven(
    rules: Iterable[Rule], sentences: SplitSentences, *, every: bool
) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules that keep what their examples promise, and what is wrong with the others.

    `every`: also rules that say nothing under `copydesk` need examples. Each file's content is tried once a process.
    """
    kept: list[Rule] = []
    problems: list[Problem] = []
    for rule in rules:
        wrong = _wrong(rule, sentences) if rule.own is not None or every else ()
        problems += wrong
        if not wrong:
            kept.append(rule)
    return tuple(kept), tuple(problems)


def _wrong(rule: Rule, sentences: SplitSentences) -> tuple[Problem, ...]:
    if rule.own is None or not rule.own.bad or not rule.own.good:
        message = (
            "has no examples: give one under copydesk.examples.bad and one under .good; until then it does not run"
        )
        return (rule.at("copydesk", message),)
    key = (rule.id, rule.sha256, rule.path if rule.kind == "spelling" else None)  # whose dictionaries lie beside it
    if key not in _PROVEN:
        while len(_PROVEN) >= _MOST:
            _PROVEN.pop(next(iter(_PROVEN)), None)
        _PROVEN[key] = _tried(rule, sentences)
    return tuple(replace(problem, path=rule.path) for problem in _PROVEN[key])


def _tried(rule: Rule, sentences: SplitSentences) -> tuple[Problem, ...]:
    compiled = compile_rule(rule)
    if not isinstance(compiled, Compiled) or rule.own is None:
        return ()  # a bad pattern is told of where the rule is made ready
    engine = Engine([compiled], sentences, locale=rule.own.locale[0] if rule.own.locale else "en")
    return (*_kept(rule, engine, "bad", rule.own.bad), *_kept(rule, engine, "good", rule.own.good))


def _kept(rule: Rule, engine: Engine, kind: str, examples: Sequence[str]) -> Iterable[Problem]:
    for index, text in enumerate(examples):
        found = engine.run(text)
        if bool(found) == (kind == "bad"):
            continue
        shown = text if len(text) <= 60 else f"{text[:57]}…"
        says = f"trips the rule, at '{text[found[0].start : found[0].end]}'" if found else "does not trip the rule"
        key = f"copydesk.examples.{kind}"
        line = rule.lines.get(f"{key}.{index}", rule.line)
        yield Problem(
            rule.path, line, key, f"'{' '.join(shown.split())}' {says}; until it is right the rule does not run"
        )
