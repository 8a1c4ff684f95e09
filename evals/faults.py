"""What is wrong with a row or a threshold, in words for whoever writes one."""

from collections.abc import Collection

from pydantic import ValidationError

_NAMED = {str: "text", bool: "yes or no", int: "a number", float: "a number", list: "a list", dict: "an object"}
_WANTED = {
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "dict_type": "keys with values",
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
}


def fault(error: ValidationError, keys: Collection[str]) -> str:
    """The first fault, as a sentence that names its key; `keys` are those there could be in its place."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "extra_forbidden":
            return f"there is no key '{key}'. The keys: {', '.join(keys)}."
        case "missing":
            return f"'{key}' is missing."
        case kind if kind in _WANTED:
            whose = f"'{key}'" if key else "it"
            return f"{whose} must be {_WANTED[kind]}, and is {named(first['input'])}."
    return f"{f'{key!r}: ' if key else ''}{first['msg'].removeprefix('Value error, ')}."


def named(value: object) -> str:
    """A value of a JSON or YAML file, by its kind."""
    return "empty" if value is None else _NAMED.get(type(value), type(value).__name__)
