"""One brand's policy: pure, total, without a model. First match wins; where nothing matches, a person decides."""

from collections.abc import Set
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from agents.graph.brief import Money
from agents.policy.cases import CaseRules
from agents.policy.edits import EditFacts, EditRuling, rule_on_edit
from agents.policy.explain import Explanation, explain
from agents.policy.lint import Holders, Problem, lint
from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.rules import PolicyFile, Rule, Tier
from agents.policy.walk import requirement, walk
from agents.policy.working import plan
from agents.signing.subjects import digest
from knowledge.errors import InputError
from knowledge.yaml_file import parse_yaml, read_text


class Policy:
    """Made by `load` or `parse`; never changes. Safe to share between threads."""

    def __init__(self, file: PolicyFile, text: str) -> None:
        self.file = file
        self.text = text
        self._context = file.context

    @classmethod
    def load(cls, path: Path) -> "Policy":
        """Raises NotFoundError or InputError: one line with file, line, key and the way out."""
        return cls.parse(read_text(path), name=str(path))

    @classmethod
    def parse(cls, text: str, *, name: str = "policy.yaml") -> "Policy":
        """Of a file's text, such as one kept with a run. Raises InputError."""
        return cls(parse_yaml(text, PolicyFile, name=name), text)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the file says. Comments and the order of keys do not count; the order of rules does."""
        return digest(self.file.model_dump(mode="json", by_alias=True, exclude_defaults=True))

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.file.rules

    @property
    def tiers(self) -> tuple[Tier, ...]:
        return tuple(rule.then.tier for rule in self.rules if rule.then.tier is not None)

    @property
    def case_rules(self) -> CaseRules:
        return self.file.cases

    def decide(
        self, facts: PolicyFacts, *, open_tiers: Set[str] = frozenset(), draw: float | None = None
    ) -> Requirement:
        """Who must sign.

        A tier signs only where its id is in `open_tiers`, the draft is green and without any flag, and `draw`, the
        draft's lot in [0, 1), is not in the share that goes to people all the same. Without a lot, people decide.
        """
        return requirement(self.file, self.digest, walk(self.file, self._context, facts, open_tiers, draw))

    def begin(self, needed: Requirement, at: datetime) -> Requirement:
        """With the moments of a round that begins now, where the requirement counts working time."""
        if needed.working_deadline is None and not needed.working_reminders:
            return needed
        hours = [self.file.hours_of(role) for role in dict.fromkeys(needed.roles)]
        return needed.model_copy(update={"plan": plan(needed, at, hours)})

    def explain(
        self, facts: PolicyFacts, *, open_tiers: Set[str] = frozenset(), draw: float | None = None
    ) -> Explanation:
        """The same decision, with what each rule had to say."""
        found = walk(self.file, self._context, facts, open_tiers, draw)
        return explain(self.rules, self._context, facts, found, requirement(self.file, self.digest, found))

    def edit_rule(self, edit: EditFacts, needed: Requirement) -> EditRuling:
        """Whether the editor's signature counts; `needed` is `decide`'s answer for the new version."""
        return rule_on_edit(edit, needed, editor_signs=self.file.edits.editor_signs)

    def lint(self, holders: Holders) -> tuple[Problem, ...]:
        """What is wrong with it, errors first. `holders`: role → the active people who hold it."""
        return lint(self.file, holders)

    def lockouts(self, holders: Holders) -> tuple[Problem, ...]:
        """What waits for signatures that nobody could give: lint's errors."""
        return tuple(problem for problem in self.lint(holders) if problem.level == "error")

    def worth(self, money: Money) -> Decimal:
        """In the policy's currency. Raises InputError for a currency without a rate."""
        worth = self._context.worth(money)
        if worth is None:
            known = ", ".join([self.file.currency, *self.file.rates])
            raise InputError(f"The policy has no rate for {money.currency}. Give the value in one of: {known}.")
        return worth
