"""Copy against the limits of its channel."""

import json
from collections.abc import Iterator

import regex

from tools.channels import Channel, ChannelField, Limit, LimitKind, Limits
from tools.copy import Copy
from tools.findings import Finding, Severity
from tools.text.counting import Count, emoji, fitting, graphemes, is_gsm7, length, sms_parts, utf8_bytes
from tools.text.markup import Lines

_ONE_PART, _ONE_OTHER = 160, 70  # units that one text message holds, in GSM-7 and in UCS-2
_PARTS_SOURCE = "twilio.com/docs/glossary/what-sms-character-limit"
_SEVERITY: dict[LimitKind, Severity] = {"hard": "red", "soft": "amber", "visible": "advice"}
_WORDS: dict[LimitKind, str] = {
    "hard": "more than {max} are refused",
    "soft": "more than {max} are advised against",
    "visible": "only {max} are shown before it is cut",
}
_UNITS: dict[Count, str] = {
    "graphemes": "characters",
    "code_points": "characters",
    "x_weighted": "characters as X weighs them",
    "sms": "units",
    "utf8_bytes": "bytes",
}
_HASHTAG = regex.compile(r"(?<![\w&/])[#＃](?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]+")
_MENTION = regex.compile(r"(?<![\w./@])@\w[\w.]*\w")
_SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)]*(?=\s)")


def check_channel(copy: Copy, channel: Channel) -> tuple[Finding, ...]:
    """Fields that are missing or too long, doubles, hashtags, mentions, emoji, bytes."""
    return (*_fields(copy, channel), *_doubles(copy, channel), *_counted(copy, channel), *_total(copy, channel))


def field_of(channel: Channel, name: str) -> ChannelField | None:
    """The channel's field of that name; a lone "text" is the channel's only required field."""
    if (field := channel.field(name)) is not None:
        return field
    return channel.required[0] if name == "text" and len(channel.required) == 1 else None


def _fields(copy: Copy, channel: Channel) -> Iterator[Finding]:
    whole = set(copy.fields) == {"text"}
    for name, text in copy.fields.items():
        field = field_of(channel, name)
        if field is not None:
            yield from _lengths(name, text, field)
        elif name != "text":
            yield _unknown(name, text, channel)
    for field in channel.required:
        if not whole and not copy.fields.get(field.name, "").strip():
            message = f"{channel.name}: the {field.label} is missing."
            yield _at(field.name, "", 0, 0, "channel.Missing", "red", message, None)


def _unknown(name: str, text: str, channel: Channel) -> Finding:
    """Red where it is one more of a numbered field than the platform takes: headline_16."""
    group, _, number = name.rpartition("_")
    alike = [field for field in channel.fields if field.group == group and field.name != group]
    if alike and number.isdecimal():
        told = f"{channel.name} takes at most {len(alike)} of these, {alike[0].name} to {alike[-1].name}."
        hard = alike[0].limits.hard
        return _at(name, text, 0, len(text), "channel.TooMany", "red", told, _cite(hard) if hard else None)
    told = f"{channel.name} has no field '{name}', so nothing says how long it may be. "
    told += f"Its fields: {', '.join(_names(channel))}."
    return _at(name, text, 0, 0, "channel.UnknownField", "advice", told, None)


def _names(channel: Channel) -> Iterator[str]:
    """In order, a numbered field as "headline_1 to headline_15"."""
    groups: dict[str, list[str]] = {}
    for field in channel.fields:
        groups.setdefault(field.group, []).append(field.name)
    for names in groups.values():
        yield names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _lengths(name: str, text: str, field: ChannelField) -> Iterator[Finding]:
    count = length(text, field.count)
    for kind, limit in field.limits.items():
        if count > limit.max:
            cut, fix = _cut(text, field.count, limit.max)
            told = f"{field.label.capitalize()} has {_size(text, count, field.count)}; "
            told += _WORDS[kind].format(max=f"{limit.max:,}") + "."
            rule = f"channel.{ {'hard': 'TooLong', 'soft': 'Long', 'visible': 'Cut'}[kind] }"
            yield _at(name, text, cut, len(text), rule, _SEVERITY[kind], told, _cite(limit), fix)
            return  # the strictest kind that is broken says it all
    if field.count == "sms" and (parts := sms_parts(text)) > 1:
        cut, _ = _cut(text, "sms", _ONE_PART if is_gsm7(text) else _ONE_OTHER)
        told = f"{field.label.capitalize()} has {_size(text, count, field.count)}: it is sent, and paid, as {parts}."
        yield _at(name, text, cut, len(text), "channel.Parts", "advice", told, _PARTS_SOURCE)
    if count < field.min:
        told = f"{field.label.capitalize()} has {_size(text, count, field.count)}; at least {field.min} are expected."
        yield _at(name, text, 0, len(text), "channel.TooShort", "amber", told, None)


def _size(text: str, count: int, how: Count) -> str:
    """As the platform counts, and as people count where that differs."""
    size = f"{count:,} {_UNITS[how]}"
    if how == "sms":
        alphabet = "GSM-7" if is_gsm7(text) else "UCS-2, because of characters outside GSM-7"
        return f"{size} in {sms_parts(text)} parts ({alphabet})"
    seen = graphemes(text)
    return size if seen == count else f"{size} ({seen:,} as people count them)"


def _cut(text: str, how: Count, most: int) -> tuple[int, str | None]:
    """Where the overrun begins, and the fix: "" where whole sentences can go and half of the room stays used."""
    fits = fitting(text, how, most)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, fits + 1) if found.end() <= fits]
    if ends and length(text[: ends[-1]], how) * 2 >= most:
        return ends[-1], ""
    return fits, None


def _doubles(copy: Copy, channel: Channel) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for name, text in copy.fields.items():
        field = channel.field(name)
        if field is None or not field.different or not text.strip():
            continue
        key = (field.group, " ".join(text.casefold().split()))
        if key in seen:
            message = f"{channel.name} refuses two of the same: this is {seen[key]} again."
            source = _cite(field.limits.hard) if field.limits.hard else None
            yield _at(name, text, 0, len(text), "channel.Double", "red", message, source)
        seen.setdefault(key, name)


def _counted(copy: Copy, channel: Channel) -> Iterator[Finding]:
    """Hashtags, mentions and emoji over all fields together."""
    for label, limits in (("hashtags", channel.hashtags), ("mentions", channel.mentions), ("emoji", channel.emoji)):
        if limits.items():
            yield from _over(copy, label, limits)


def _over(copy: Copy, label: str, limits: Limits) -> Iterator[Finding]:
    places = [(name, start, end) for name, text in copy.fields.items() for start, end in _places(text, label)]
    for kind, limit in limits.items():
        if len(places) > limit.max:
            name, start, end = places[limit.max]
            told = f"{len(places)} {label}; " + _WORDS[kind].format(max=limit.max) + "."
            rule = f"channel.{label.capitalize()}"
            yield _at(name, copy.fields[name], start, end, rule, _SEVERITY[kind], told, _cite(limit))
            return


def _places(text: str, label: str) -> list[tuple[int, int]]:
    if label == "emoji":
        return emoji(text)
    pattern = _HASHTAG if label == "hashtags" else _MENTION
    return [found.span() for found in pattern.finditer(text)]


def _total(copy: Copy, channel: Channel) -> Iterator[Finding]:
    size = _sent(copy, channel)
    for kind, limit in channel.total.items():
        if size > limit.max:
            name, text = list(copy.fields.items())[-1]
            around = " with the JSON around them" if channel.payload else ""
            told = f"{size:,} bytes in all{around}; " + _WORDS[kind].format(max=f"{limit.max:,}") + "."
            yield _at(name, text, 0, len(text), "channel.Bytes", _SEVERITY[kind], told, _cite(limit))
            return


def _sent(copy: Copy, channel: Channel) -> int:
    """In bytes: of the texts alone, or of the least JSON that they can be sent in."""
    if not channel.payload:
        return sum(utf8_bytes(text) for text in copy.fields.values())
    sent: object = copy.fields
    for key in reversed(channel.payload):
        sent = {key: sent}
    return utf8_bytes(json.dumps(sent, ensure_ascii=False, separators=(",", ":")))


def _cite(limit: Limit) -> str | None:
    if limit.source is None:
        return None
    return f"{limit.source}, read {limit.read}" if limit.read else limit.source


def _at(
    field: str,
    text: str,
    start: int,
    end: int,
    rule: str,
    severity: Severity,
    message: str,
    source: str | None,
    fix: str | None = None,
) -> Finding:
    line, column = Lines(text).at(start)
    return Finding(
        rule=rule,
        family="channel",
        severity=severity,
        field=field,
        line=line,
        column=column,
        start=start,
        span=text[start:end],
        message=message,
        source=source,
        fix=fix,
    )
