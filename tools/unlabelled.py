"""A text for a channel of several fields, that does not say which of its lines is which."""

from tools.channels import Channel, ChannelField
from tools.copy import Copy
from tools.findings import Finding, Severity, on_whole
from tools.text.counting import length

RULE, TOO_LONG = "channel.Unlabelled", "channel.TooLong"


def check_unlabelled(copy: Copy, channel: Channel | None) -> tuple[Finding, ...]:
    """Amber, since no limit could be checked; red where not even the roomiest field would take the text."""
    if channel is None or set(copy.fields) != {"text"} or len(channel.required) < 2 or not copy.fields["text"].strip():
        return ()
    groups = tuple(dict.fromkeys(field.group for field in channel.fields))
    labels = ", ".join(f"“{field.name}: …”" for field in channel.required[:3])
    told = f"{channel.name} has several fields ({', '.join(groups)}) and this text does not say which is which, so its "
    told += f"limits are not checked. Begin its lines with their names: {labels}."
    severity: Severity = "amber"
    rule, source = RULE, None
    roomiest = _roomiest(channel)
    if roomiest is not None and roomiest.max is not None:
        count = length(copy.fields["text"], roomiest.count)
        if count > roomiest.max:
            rule, severity = TOO_LONG, "red"
            source = roomiest.limits.hard.source if roomiest.limits.hard else None
            told = f"{count:,} characters; no field of {channel.name} takes more than {roomiest.max:,}. {told}"
    return (on_whole("text", rule, "channel", severity, told, source),)


def _roomiest(channel: Channel) -> ChannelField | None:
    """None where some field has no end."""
    if any(field.max is None for field in channel.fields):
        return None
    return max(channel.fields, key=lambda field: field.max or 0, default=None)
