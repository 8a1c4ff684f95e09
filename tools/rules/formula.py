"""Formulas of `metric` rules: arithmetic over a document's counts, read here and never run as a program.

The language is the one that Vale's formulas are written in: + - * / %, brackets, comparisons, && and ||, functions of
`math`. As there, two whole numbers divide to a whole number, and every count is a number with a fraction.
"""

import ast
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import regex

COUNTS = (
    "blockquote",
    "characters",
    "complex_words",
    *(f"heading_h{level}" for level in range(1, 7)),
    "list",
    "long_words",
    "paragraphs",
    "polysyllabic_words",
    "pre",
    "sentences",
    "syllables",
    "words",
)
_LONGEST = 1_000
_MATH: dict[str, Callable[..., float]] = {
    "abs": abs,
    "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x),
    "ceil": lambda x: float(math.ceil(x)),
    "exp": math.exp,
    "floor": lambda x: float(math.floor(x)),
    "log": math.log,
    "log10": math.log10,
    "log2": math.log2,
    "max": max,
    "min": min,
    "pow": math.pow,
    "round": lambda x: math.copysign(math.floor(abs(x) + 0.5), x),
    "sqrt": math.sqrt,
    "trunc": lambda x: float(math.trunc(x)),
}
_ARITY = {"max": 2, "min": 2, "pow": 2}
Value = float | bool


class FormulaError(ValueError):
    """The formula cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Formula:
    tree: ast.expr

    def value(self, counts: Mapping[str, float]) -> Value | None:
        """None where it has no value: a division by nothing, the root of a negative number."""
        try:
            value = _value(self.tree, counts)
        except (ArithmeticError, ValueError):
            return None
        return value if isinstance(value, bool) or math.isfinite(value) else None


def formula(source: str) -> Formula:
    """Raises FormulaError."""
    if len(source) > _LONGEST:
        raise FormulaError(f"is {len(source):,} characters long; at most {_LONGEST:,}")
    python = regex.sub(r"heading\.h([1-6])", r"heading_h\1", " ".join(source.split()))
    python = regex.sub(r"!(?!=)", " not ", python.replace("&&", " and ").replace("||", " or "))
    try:
        tree = ast.parse(python.strip(), mode="eval").body
        _check(tree)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(f"cannot be read as a formula: '{source.strip()[:60]}'") from None
    return Formula(tree)


def condition(source: str) -> Formula:
    """What the formula's result is held against: "> 8.0". The result is called `result` in it."""
    return formula(f"result {source}")


def _check(node: ast.expr) -> None:
    for part in _parts(node):
        _check(part)


def _parts(node: ast.expr) -> list[ast.expr]:
    """What the expression is made of; FormulaError where it is none that is known here."""
    match node:
        case ast.Constant(value=int() | float()):
            return []
        case ast.Name(id=name):
            if name not in COUNTS and name not in ("result", "true", "false"):
                raise FormulaError(f"'{name}' is no count of a document; there are {', '.join(COUNTS)}")
            return []
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() | ast.Mod(), right=right):
            return [left, right]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Not(), operand=operand):
            return [operand]
        case ast.BoolOp(values=values):
            return values
        case ast.Compare(left=left, ops=[op], comparators=[right]) if isinstance(op, _COMPARED):
            return [left, right]
        case ast.Call(func=ast.Attribute(value=ast.Name(id="math"), attr=name), args=args, keywords=[]):
            _check_function(name, len(args))
            return args
        case _:
            raise FormulaError(f"'{ast.unparse(node)[:60]}' is no arithmetic")


def _check_function(name: str, given: int) -> None:
    if name not in _MATH:
        raise FormulaError(f"'math.{name}' is not supported; there are {', '.join(sorted(_MATH))}")
    if given != _ARITY.get(name, 1):
        raise FormulaError(f"'math.{name}' takes {_ARITY.get(name, 1)}, not {given}")


_COMPARED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


def _value(node: ast.expr, counts: Mapping[str, float]) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Name(id=name):
            return name == "true" if name in ("true", "false") else counts[name]
        case ast.BinOp(left=left, op=op, right=right):
            return _computed(op, _value(left, counts), _value(right, counts))
        case ast.UnaryOp(op=op, operand=operand):
            inner = _value(operand, counts)
            return not inner if isinstance(op, ast.Not) else -inner if isinstance(op, ast.USub) else inner
        case ast.BoolOp(op=op, values=values):
            truths = [bool(_value(value, counts)) for value in values]
            return all(truths) if isinstance(op, ast.And) else any(truths)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(op, _value(left, counts), _value(right, counts))
        case ast.Call(func=ast.Attribute(attr=name), args=args):
            return float(_MATH[name](*(_value(arg, counts) for arg in args)))
        case _:  # every other kind was refused when it was read
            raise ValueError(ast.dump(node))


def _computed(op: ast.operator, left: Value, right: Value) -> float:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Mod():
            return math.fmod(left, right)
        case _:
            whole = isinstance(left, int) and isinstance(right, int)
            return math.trunc(left / right) if whole else left / right


def _compared(op: ast.cmpop, left: Value, right: Value) -> bool:
    match op:
        case ast.Lt():
            return left < right
        case ast.LtE():
            return left <= right
        case ast.Gt():
            return left > right
        case ast.GtE():
            return left >= right
        case ast.Eq():
            return left == right
        case _:
            return left != right
