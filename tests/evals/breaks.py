"""One part of the desk put out of order, and one suite run: `python -m tests.evals.breaks NAME` tells what it came to.

Each has a process of its own, so that nothing which a suite has made before hides what is broken.
"""

import sys
from collections.abc import Callable
from typing import Any, NamedTuple


class Break(NamedTuple):
    """`suite` must notice it."""

    what: str
    suite: str
    apply: Callable[[], None]


def facts_of_the_prompt() -> None:
    from agents.graph.copywriting import prompt

    asked = prompt.request
    prompt.request = lambda facts, opening: asked((), opening)  # type: ignore[attr-defined]


def rule_weights() -> None:
    from tools.rules import ruleset

    made = ruleset._finding
    ruleset._finding = lambda *given: made(*given).model_copy(update={"severity": "red"})


def alarm_threshold() -> None:
    from agents.graph import alarms

    for limits in (alarms._WHOLE, alarms._PASSING):
        limits.update(dict.fromkeys(limits, 1.01))


def figures_of_speech() -> None:
    from agents.graph import triage

    triage.is_certainly_plain = lambda reading, ruling, language: True  # type: ignore[attr-defined]


def language_of_the_brief() -> None:
    from agents.graph import brief_reader

    brief_reader._locales = lambda said, language, route, brand: (brand.locales[0],)  # type: ignore[attr-defined]


def brand_filter() -> None:
    from dataclasses import replace

    from evals.brand.drafts import BRANDS
    from knowledge.catalogue import Catalogue

    one, some = Catalogue.state, Catalogue.passages

    def of_all(self: Catalogue, brand: str) -> Any:
        entries = [entry for name in BRANDS for entry in one(self, name).entries]
        return replace(one(self, brand), entries=tuple(entries))

    Catalogue.state = of_all  # type: ignore[method-assign]
    Catalogue.passages = lambda self, brand, ids: tuple(  # type: ignore[method-assign]
        passage for name in BRANDS for passage in some(self, name, ids)
    )


def answer_threshold() -> None:
    from knowledge.answerability import Weights

    Weights.probability = lambda self, features: 1.0  # type: ignore[method-assign]


def policy_order() -> None:
    from agents.policy.policy import Policy

    made = Policy.__init__

    def turned(self: Policy, file: Any, text: str) -> None:
        made(self, file.model_copy(update={"rules": tuple(reversed(file.rules))}), text)

    Policy.__init__ = turned  # type: ignore[method-assign]


def number_grounding() -> None:
    from tools.grounding.numbers import check as grounding

    grounding._judge = lambda place, known: None


def signed_digest() -> None:
    from agents.signing import rounds

    rounds._check_digest = lambda state, named, *, needed: None


def disguise_reader() -> None:
    from tools import check, checks

    check.disguised = checks.disguised = lambda copy: None  # type: ignore[attr-defined]


def group_guard() -> None:
    from tools.kinds import check

    check.may_name_group = lambda sentence, language: False  # type: ignore[attr-defined]


def silent_clock() -> None:
    from agents.runner.notices import clockwork

    clockwork._late = lambda row, now: ()
    clockwork._steps = lambda row, told, called, now: range(0)


def slow_clock() -> None:
    from agents.policy.cases import CaseRules

    kept = CaseRules.transfer_minutes
    CaseRules.transfer_minutes = lambda self, severity: 10 * kept(self, severity)  # type: ignore[method-assign]


BREAKS = {
    "prompt": Break("the writer's prompt gives no facts", "path", facts_of_the_prompt),
    "rules": Break("every rule weighs as much as the gravest", "brand", rule_weights),
    "alarms": Break("no likeness is enough for an alarm", "triage", alarm_threshold),
    "words": Break("a rule's alarm is a figure of speech", "triage", figures_of_speech),
    "briefs": Break("a brief is in the brand's own language, whatever is asked", "triage", language_of_the_brief),
    "brands": Break("a search reads every brand's documents", "redteam", brand_filter),
    "answers": Break("any passage is an answer", "retrieval", answer_threshold),
    "order": Break("policy reads its rules from the last", "policy", policy_order),
    "numbers": Break("every number is taken for right", "grounding", number_grounding),
    "digest": Break("a signature may be for other words", "redteam", signed_digest),
    "disguise": Break("disguised letters are read as they stand", "redteam", disguise_reader),
    "clock": Break("nobody is told that a case's clock ran out", "escalation", silent_clock),
    "slow clock": Break("a case may wait ten times as long", "escalation", slow_clock),
    "groups": Break("likeness judges sentences about groups", "fairness", group_guard),
}


def main(name: str) -> int:
    from evals.outcome import run

    broken = BREAKS[name]
    broken.apply()
    sys.stdout.write(run([broken.suite]).model_dump_json())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
