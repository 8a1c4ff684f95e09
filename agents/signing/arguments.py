"""The arguments of a tool call: what they may look like, and which of them holds the value at stake."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agents.graph.brief import Money
from agents.signing.subjects import arguments_text
from knowledge.errors import InputError

LONGEST = 100_000  # characters of JSON; nobody reads more before signing
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class ArgumentsError(InputError):
    """Nobody is asked to sign these."""


class Stake(BaseModel):
    """Which argument of a tool holds the value at stake, and in which currency it is.

    The currency is fixed, or stands in another argument.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    argument: str
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    currency_argument: str | None = None

    @model_validator(mode="after")
    def _one_currency(self) -> Self:
        if (self.currency is None) == (self.currency_argument is None):
            raise ValueError("give either a currency, such as EUR, or the argument that holds it")
        return self

    def worth(self, arguments: Mapping[str, Any]) -> Money:
        """Raises ArgumentsError: where policy cannot see what is at stake, nobody is asked."""
        found = arguments.get(self.argument)
        currency = self.currency or arguments.get(self.currency_argument or "")
        if isinstance(found, bool) or not isinstance(found, int | float | str):
            raise ArgumentsError(f"The argument '{self.argument}' must be an amount: policy asks what is at stake.")
        try:
            return Money(amount=Decimal(str(found).strip()), currency=str(currency).strip().upper())
        except (InvalidOperation, ValidationError) as error:
            raise ArgumentsError(
                f"'{self.argument}' is no amount that policy could look at: {found} {currency or ''}".rstrip() + "."
            ) from error


def plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON holds them. Raises ArgumentsError where it cannot, or where there is too much to read."""
    try:
        text = arguments_text(arguments)
        text.encode("utf-8")
    except InputError as error:
        raise ArgumentsError(str(error)) from error
    except UnicodeEncodeError as error:
        raise ArgumentsError("The arguments hold half of a character (a lone surrogate).") from error
    if len(text) > LONGEST:
        raise ArgumentsError(f"The arguments have {len(text):,} characters; people read at most {LONGEST:,}.")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def merged(current: Mapping[str, Any], edits: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The current arguments with the edited ones put in. Raises ArgumentsError where the tool would not take them."""
    arguments = plain({**current, **edits})
    check(arguments, schema)
    return arguments


def check(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    """Names and plain types, so that a slip is told at once; the tool itself looks again before it runs."""
    properties = schema.get("properties", {})
    unknown = sorted(set(arguments) - set(properties))
    if unknown and schema.get("additionalProperties", False) is False:
        raise ArgumentsError(f"The tool has no argument '{unknown[0]}'; it has {', '.join(properties) or 'none'}.")
    missing = [name for name in schema.get("required", ()) if name not in arguments]
    if missing:
        raise ArgumentsError(f"The argument '{missing[0]}' is missing.")
    for name, value in arguments.items():
        wanted = types_of(properties.get(name, {}))
        if wanted and not any(_is(value, kind) for kind in wanted):
            raise ArgumentsError(f"The argument '{name}' must be {' or '.join(wanted)}, not {json.dumps(value)[:60]}.")


def types_of(schema: Mapping[str, Any]) -> list[str]:
    """Of one argument, by name; empty where anything goes or its schema says it in a way that is not read here."""
    if "anyOf" in schema:
        each = [types_of(one) for one in schema["anyOf"]]
        return [kind for kinds in each for kind in kinds] if all(each) else []
    given = schema.get("type", [])
    return [given] if isinstance(given, str) else list(given)


def _is(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES.get(kind, (object,)))
