"""Whether it was said where a tool's value at stake stands: money that policy cannot see is not asked about."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from langchain_core.tools import BaseTool

from agents.gate.schema import schema_of
from agents.signing.arguments import Stake, types_of
from knowledge.errors import InputError

Declared = Stake | None | Literal["undeclared"]  # None: somebody says that nothing is at stake
UNDECLARED: Literal["undeclared"] = "undeclared"
MONEY = frozenset({"amount", "amounts", "value", "values", "price", "prices", "total", "totals"})
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def stake_of(tool: BaseTool, declared: Declared, how: str) -> Stake | None:
    """Raises InputError where an argument looks like money and nothing was said about it; `how` to say it, in code."""
    if declared != UNDECLARED:
        return declared
    money = money_in(schema_of(tool))
    if money:
        raise InputError(
            f"The tool '{tool.name}' takes '{money[0]}', a number that looks like money, and policy would not see it: "
            f"say {how.format(money[0])}, or None in its place where nothing is at stake. (rule: stake-undeclared)"
        )
    return None


def money_in(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Arguments that hold a number and are named like an amount: `amount`, `total_price`, `orderValue`."""
    return tuple(
        name
        for name, each in schema.get("properties", {}).items()
        if {"number", "integer"} & set(types_of(each)) and MONEY & {part.lower() for part in _PART.findall(name)}
    )
