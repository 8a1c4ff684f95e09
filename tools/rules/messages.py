"""A finding's words and its fix, put together as Vale does it."""

from collections.abc import Sequence

import regex

from tools.rules.definition import Action, Rule
from tools.rules.hits import Hit
from tools.rules.safety import compile_safe
from tools.rules.syntax import PatternError

_GROUP = regex.compile(r"\$(?:(\d{1,2})|\{(\d{1,2})\})")
_SLOT = regex.compile(r"%(?:\[(\d+)\])?[sdv]|%%")
_LINE_END = regex.compile(r"\r\n|\n|\r")


def message(rule: Rule, hit: Hit) -> str:
    """`%s` in order, `%[2]s` by number, `%%` for the sign itself. A substitution's first is what to say instead."""
    args = list(hit.args)
    template = rule.message
    replaces = rule.action is not None and rule.action.name == "replace"
    if rule.kind == "substitution" and args:
        options = alternatives(args[0])
        if replaces or (len(options) > 1 and rule.own is not None):  # else Vale shows what the rule says, as it stands
            template = _unquoted(template)
            args[0] = _sentence(options)
    elif rule.action is not None and len(args) == 1:  # a second slot is what the action makes of the match
        args.append(_made(rule.action, rule, hit))
    said = _LINE_END.sub(" ", _fill(template, args))
    choice = _choice(rule, hit)
    return said if all(one in said for one in choice) else f"{said} Choose {_sentence(choice)}."


def _choice(rule: Rule, hit: Hit) -> list[str]:
    """The several replacements among which a person chooses; none where there is one, or nothing to choose."""
    if rule.own is not None and rule.own.fix is not None:
        return []
    if rule.kind == "substitution" and hit.args:
        options = alternatives(hit.args[0])
    else:
        options = list(rule.action.params) if rule.action is not None and rule.action.name == "replace" else []
    return options if len(options) > 1 else []


def alternatives(right: str) -> list[str]:
    """What stands between the bars; `\\|` is a bar itself."""
    return [option.replace("\0", "|") for option in right.replace("\\|", "\0").split("|") if option]


def _made(action: Action, rule: Rule, hit: Hit) -> str:
    if action.name == "replace" and len(action.params) > 1:
        return _sentence(action.params)
    made = _acted(action, hit, rule)
    return hit.observed if made is None else made


def fix(rule: Rule, hit: Hit) -> str | None:
    """What to put in the place of the match; None where a person must think."""
    if rule.own is not None and rule.own.fix is not None:
        return _cased(rule.own.fix, hit, rule)
    if hit.fix is not None:
        return _cased(hit.fix, hit, rule)
    return _acted(rule.action, hit, rule) if rule.action is not None else None


def options(rule: Rule, hit: Hit) -> tuple[str, ...]:
    """What may be put in the place of the match, where a person must choose."""
    return tuple(_cased(one, hit, rule) for one in _choice(rule, hit) if not _GROUP.search(one))


def _acted(action: Action, hit: Hit, rule: Rule) -> str | None:
    observed = hit.observed
    match action.name, action.params:
        case "remove", _:
            return ""
        case "replace", (only,):
            return _cased(only, hit, rule)
        case "edit", (how, *params):
            edited = _edited(how, params, observed)
            return None if edited is None else edited.strip()
        case _:  # suggestions of spelling come with the hit; a suggestion or a conversion by a program is not run
            return None


def _edited(how: str, params: Sequence[str], observed: str) -> str | None:
    match how, params:
        case "trim", [chars]:
            return observed.strip(chars)
        case "trim_left", [chars]:
            return observed.lstrip(chars)
        case "trim_right", [chars]:
            return observed.rstrip(chars)
        case "remove", [chars]:
            return observed.replace(chars, "")
        case "truncate", [mark] if mark:
            return observed.split(mark)[0]
        case "split", [mark, index] if mark and index.isdecimal():
            parts = observed.split(mark)
            return parts[int(index)] if int(index) < len(parts) else None
        case "replace" | "regex", [pattern, text]:
            return _replaced(pattern, text, observed)
        case _:
            return None


def _replaced(pattern: str, text: str, observed: str) -> str | None:
    """With $1 for what the first group took."""
    try:
        return str(compile_safe(pattern, capture=True).sub(lambda found: _expanded(text, found), observed))
    except PatternError:
        return None


def _expanded(text: str, found: "regex.Match[str]") -> str:
    def group(slot: "regex.Match[str]") -> str:
        number = int(slot.group(1) or slot.group(2))
        return (found.group(number) or "") if number <= found.re.groups else ""

    return str(_GROUP.sub(group, text))


def _cased(text: str, hit: Hit, rule: Rule) -> str:
    """A replacement for the first word of a sentence begins as the word did."""
    observed = hit.observed
    begins_big = observed[:1].isupper() and not (len(observed) > 1 and observed.isupper())
    return text[:1].upper() + text[1:] if rule.ignorecase and begins_big else text


def _fill(template: str, args: Sequence[str]) -> str:
    taken = 0

    def value(found: "regex.Match[str]") -> str:
        nonlocal taken
        if found.group() == "%%":
            return "%"
        if found.group(1):
            index = int(found.group(1)) - 1
        else:
            index, taken = taken, taken + 1
        return args[index] if 0 <= index < len(args) else found.group()

    return str(_SLOT.sub(value, template))


def _unquoted(template: str) -> str:
    """The first slot loses its quotes: each of its options brings its own."""
    for slot in ("'%s'", '"%s"'):
        if template.count(slot) == 2:
            return template.replace(slot, "%s", 1)
    return template


def _sentence(options: Sequence[str]) -> str:
    quoted = [f"'{option}'" for option in options]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return f"{', '.join(quoted[:-1])}, or {quoted[-1]}"
