"""Two policy files at the same cases: who would be asked for another signature, who for more and who for less."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import PolicyFacts
from agents.policy.policy import Policy
from agents.policy.simulate import Effect, asked_for, effect_of
from evals.brand.drafts import Draft, load_drafts
from evals.compare.sides import Side
from evals.figures import Difference, difference
from evals.policy import suite
from knowledge.brand import SAMPLE_BRAND
from knowledge.errors import InputError
from tools.findings import Family, Severity

NAMED = 3  # cases of those that turn alike


class Changed(BaseModel):
    """A case of which B asks something else than A."""

    model_config = ConfigDict(frozen=True)

    case: str
    effect: Effect
    before: str
    after: str
    rule_before: str
    rule_after: str
    reason: str  # of B

    @property
    def turn(self) -> str:
        """What becomes of what, by which rules."""
        return f"{self.before} ({self.rule_before}) → {self.after} ({self.rule_after})"


class Asked(BaseModel):
    """What both ask of the same cases."""

    model_config = ConfigDict(frozen=True)

    of: str
    cases: int
    effects: dict[Effect, int]
    slots: tuple[float, float]  # signatures a case, of A and of B
    gap: Difference | None
    changed: tuple[Changed, ...]

    def of_effect(self, effect: Effect) -> tuple[Changed, ...]:
        """Those with other signatures."""
        return tuple(each for each in self.changed if each.effect == effect and each.before != each.after)

    def lines(self, effect: Effect) -> tuple[str, ...]:
        """Of those with other signatures one line for all that turn alike, the most first, with the words of one."""
        turns: dict[str, list[Changed]] = {}
        for each in self.of_effect(effect):
            turns.setdefault(each.turn, []).append(each)
        most = sorted(turns.items(), key=lambda item: -len(item[1]))
        return tuple(f"{_cases([each.case for each in alike])}: {turn}: {alike[0].reason}" for turn, alike in most)

    @property
    def same_signatures(self) -> dict[str, tuple[str, ...]]:
        """By the rules of both: cases that ask for the same signatures, by another rule or within another time."""
        found: dict[str, list[str]] = {}
        for each in self.changed:
            if each.before == each.after:
                told = f"{each.rule_before} → {each.rule_after}"
                same = each.rule_before == each.rule_after
                found.setdefault(f"{each.rule_after}, within another time" if same else told, []).append(each.case)
        return {rules: tuple(cases) for rules, cases in found.items()}

    @property
    def line(self) -> str:
        n = {effect: len(self.of_effect(effect)) for effect in self.effects}
        same = self.cases - n["stricter"] - n["looser"] - n["other"]
        told = f"{self.cases} cases of {self.of}: B asks more in {n['stricter']}, less in {n['looser']}, "
        told += f"others in {n['other']}, the same in {same}"
        if self.gap is None:
            return told
        more = "B asks for more" if self.gap.value > 0 else "B asks for fewer"
        said = more if self.gap.shown else "no difference shown"
        span = f"{self.gap.value:+.2f} [{self.gap.low:+.2f}, {self.gap.high:+.2f}], n = {self.gap.n}"
        return f"{told}; signatures a case: A {self.slots[0]:.2f}, B {self.slots[1]:.2f}: {said}, {span}"


class PoliciesCompared(BaseModel):
    model_config = ConfigDict(frozen=True)

    a: str
    b: str
    asked: tuple[Asked, ...]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True)

    facts: PolicyFacts
    open_tiers: tuple[str, ...] = ()
    draw: float | None = None


def compare(a: Side, b: Side) -> PoliciesCompared:
    """Raises InputError for a file that cannot be used."""
    one, other = (_load(side) for side in (a, b))
    table = {case.id: _Facts(facts=suite.facts(case), open_tiers=case.open_tiers, draw=case.draw) for case in _table()}
    drafts = {draft.id: _Facts(facts=facts_of(draft)) for draft in load_drafts("tuning") if draft.brand == SAMPLE_BRAND}
    return PoliciesCompared(
        a=a.given,
        b=b.given,
        asked=(
            asked("the decision table", table, one, other),
            asked("the tuning drafts, as an approver rated them", drafts, one, other),
        ),
    )


def asked(of: str, cases: Mapping[str, _Facts], a: Policy, b: Policy) -> Asked:
    slots: tuple[dict[str, float], dict[str, float]] = ({}, {})
    changed = []
    counted: Counter[Effect] = Counter()
    for id, case in cases.items():
        before, after = (p.decide(case.facts, open_tiers=frozenset(case.open_tiers), draw=case.draw) for p in (a, b))
        effect = effect_of(before, after)
        counted[effect] += 1
        slots[0][id], slots[1][id] = before.quorum, after.quorum
        if effect != "same":
            changed.append(
                Changed(
                    case=id,
                    effect=effect,
                    before=asked_for(before),
                    after=asked_for(after),
                    rule_before=before.rule,
                    rule_after=after.rule,
                    reason=after.reason,
                )
            )
    kinds: tuple[Effect, ...] = ("same", "stricter", "looser", "other")
    return Asked(
        of=of,
        cases=len(cases),
        effects={kind: counted[kind] for kind in kinds},
        slots=(_mean(slots[0]), _mean(slots[1])),
        gap=difference(*slots),
        changed=tuple(changed),
    )


def facts_of(draft: Draft) -> PolicyFacts:
    """As policy sees a draft with the rating and the findings that its approver gave it."""
    worst: dict[Family, Severity] = {}
    for each in draft.expected:
        if worst.get(each.family) != "red":
            worst[each.family] = each.severity
    return PolicyFacts(
        brand=draft.brand, channel=draft.channel, locale=draft.locale, rating=draft.rating, findings=worst
    )


def _cases(ids: Sequence[str]) -> str:
    if len(ids) <= NAMED:
        return ", ".join(ids)
    return f"{len(ids)} cases, such as {', '.join(ids[:NAMED])}"


def _load(side: Side) -> Policy:
    if side.policy is None:
        raise InputError(f"{side.given} holds no policy.yaml.")
    return Policy.load(Path(side.policy))


def _table() -> Iterator[suite.Case]:
    yield from suite.read(suite.TABLE)


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values) if values else 0.0
