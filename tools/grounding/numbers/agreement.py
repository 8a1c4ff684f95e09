"""When two numbers are of one sort, and agree."""

from decimal import Decimal

from knowledge.text.quantities import Quantity


def sort_of(number: Quantity) -> str:
    return number.unit or "" if number.kind == "measure" else number.kind


def agrees(number: Quantity, stated: Quantity) -> bool:
    if isinstance(number.value, Decimal) and isinstance(stated.value, Decimal):
        low, high = number.value, number.upper or number.value
        return low <= (stated.upper or stated.value) and stated.value <= high
    one, other = str(number.value), str(stated.value)
    return one.startswith("---") or one.lstrip("-").endswith(other.lstrip("-")) or other.endswith(one.lstrip("-"))
