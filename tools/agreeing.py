"""Fixes that agree: of two that would write different words into the same place, the one that says what is right."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tools.findings import Finding, Severity

_WEIGHT: dict[Severity, int] = {"red": 2, "amber": 1, "advice": 0}
_Place = tuple[str, int, str]


def agreeing(findings: Sequence[Finding], objections: Callable[[str], Iterable[Finding]]) -> tuple[Finding, ...]:
    """Where a graver finding has a fix for the very same words, or one as grave says what is written and not how its
    locale writes it, the other's is dropped; and so is a likely word that a rule would change back again.
    `objections` are the rules' to a text of its own.
    """
    at: dict[_Place, list[Finding]] = {}
    for one in findings:
        if one.fix is not None:
            at.setdefault(_place(one), []).append(one)
    return tuple(one if one.fix is None else _kept(one, at[_place(one)], objections) for one in findings)


def _kept(one: Finding, others: Iterable[Finding], objections: Callable[[str], Iterable[Finding]]) -> Finding:
    outdone = any(other.fix != one.fix and _rank(other) > _rank(one) for other in others)
    if outdone or (one.guessed and one.span in _changed_back(one.fix or "", objections)):
        return one.model_copy(update={"fix": None, "guessed": False})
    return one


def _changed_back(fix: str, objections: Callable[[str], Iterable[Finding]]) -> Iterator[str]:
    return (other.fix for other in objections(fix) if other.fix is not None and not other.guessed)


def _place(one: Finding) -> _Place:
    return (one.field, one.start, one.span)


def _rank(one: Finding) -> tuple[int, bool]:
    return _WEIGHT[one.severity], one.family != "locale"
