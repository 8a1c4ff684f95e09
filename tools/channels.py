"""Channels as data: which fields copy has there, how long each may be, how that is counted, and who says so."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.disclosure_settings import DisclosureSettings
from knowledge.errors import InputError
from tools.text.counting import Count

SHIPPED = Path(__file__).with_name("channels.yaml")
LimitKind = Literal["hard", "soft", "visible"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(_Model):
    """One upper limit. Without a source nobody stands for it."""

    max: int = Field(ge=0)
    source: str | None = None
    read: str | None = None  # when the source was read, as YYYY-MM or YYYY-MM-DD
    note: str | None = None


class Limits(_Model):
    """`hard`: the platform refuses more. `soft`: more is advised against. `visible`: more is cut off on screen."""

    hard: Limit | None = None
    soft: Limit | None = None
    visible: Limit | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, values: object) -> object:
        """`soft: 400` is short for `soft: {max: 400}`."""
        if not isinstance(values, Mapping):
            return values
        return {key: {"max": value} if isinstance(value, int) else value for key, value in values.items()}

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.hard is not None and self.hard.source is None:
            raise ValueError("a hard limit needs its source; without one it can only be soft")
        return self

    def items(self) -> tuple[tuple[LimitKind, Limit], ...]:
        pairs: tuple[tuple[LimitKind, Limit | None], ...] = (
            ("hard", self.hard),
            ("soft", self.soft),
            ("visible", self.visible),
        )
        return tuple((kind, limit) for kind, limit in pairs if limit is not None)


class FieldSpec(_Model):
    """A field as channels.yaml defines it. `repeat` [3, 15] makes headline_1 … headline_15, three of them required."""

    label: str = ""
    required: bool = True
    min: int = 0
    count: Count = "code_points"
    limits: Limits = Limits()
    repeat: tuple[int, int] | None = None
    different: bool = False  # two of the same text are refused


class ChannelField(_Model):
    """One field of a piece of copy, by its own name."""

    name: str
    label: str
    required: bool
    min: int
    count: Count
    limits: Limits
    group: str  # the name before the number: headline_2 belongs to "headline"
    different: bool

    @property
    def max(self) -> int | None:
        """What the platform accepts."""
        return self.limits.hard.max if self.limits.hard else None

    @property
    def soft_max(self) -> int | None:
        """The lowest length that somebody advises: soft, or else what stays visible."""
        advised = [limit.max for kind, limit in self.limits.items() if kind != "hard"]
        return min(advised, default=None)


class ChannelSpec(_Model):
    name: str
    fields: dict[str, FieldSpec]
    hashtags: Limits = Limits()
    mentions: Limits = Limits()
    emoji: Limits = Limits()
    total: Limits = Limits()  # all fields together, in bytes
    payload: tuple[str, ...] = ()  # the keys of the JSON that the fields are sent in, which counts; outermost first
    disclosure: DisclosureSettings = DisclosureSettings()


class Channel(_Model):
    """Where copy appears. `fields` stand in the order in which people read them."""

    id: str
    name: str
    fields: tuple[ChannelField, ...]
    hashtags: Limits
    mentions: Limits
    emoji: Limits
    total: Limits
    payload: tuple[str, ...] = ()
    disclosure: DisclosureSettings = DisclosureSettings()  # what the channel wants said of the copy

    @property
    def required(self) -> tuple[ChannelField, ...]:
        return tuple(field for field in self.fields if field.required)

    def field(self, name: str) -> ChannelField | None:
        return next((field for field in self.fields if field.name == name), None)

    def split(self, text: str) -> dict[str, str]:
        """A text with labelled lines ("subject: …") as this channel's fields; any other text is its only field.

        What follows a blank line without a label is the next required field: an e-mail's body.
        """
        fields: dict[str, list[str]] = {}
        current: list[str] | None = None
        after_blank = False
        for line in text.splitlines(keepends=True):
            label, colon, rest = line.partition(":")
            name = self._labelled(label) if colon else None
            if name is not None and name not in fields:
                current, line = fields.setdefault(name, []), rest.lstrip(" ")
            elif current is None:
                return self._single(text)
            elif after_blank and line.strip():
                left = next((field.name for field in self.required if field.name not in fields), None)
                current = current if left is None else fields.setdefault(left, [])
            after_blank = not line.strip()
            current.append(line)
        return {name: "".join(lines).strip() for name, lines in fields.items()} or self._single(text)

    def _single(self, text: str) -> dict[str, str]:
        return {self.required[0].name if len(self.required) == 1 else "text": text}

    def _labelled(self, label: str) -> str | None:
        name = "_".join(label.strip().lower().split())
        return name if self.field(name) else None

    @property
    def limits(self) -> int:
        """How many limits there are to keep."""
        parts = (*(field.limits for field in self.fields), self.hashtags, self.mentions, self.emoji, self.total)
        return sum(len(part.items()) for part in parts)


class Channels:
    """The shipped channels, with a brand's overrides laid over them."""

    def __init__(self, channels: Mapping[str, Channel], digest: str) -> None:
        self._channels = dict(channels)
        self.digest = digest

    @classmethod
    def load(cls, override: Path | None = None) -> "Channels":
        """`override` may be absent on disk. Raises InputError that names file and key."""
        files = [SHIPPED, *([override] if override is not None and override.is_file() else [])]
        return _loaded(tuple((path, path.read_bytes()) for path in files))

    def get(self, channel_id: str) -> Channel:
        if channel_id not in self._channels:
            raise InputError(f"Unknown channel '{channel_id}'. Known: {', '.join(self.ids)}.")
        return self._channels[channel_id]

    def find(self, channel_id: str) -> Channel | None:
        return self._channels.get(channel_id)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._channels)


@lru_cache(maxsize=32)
def _loaded(files: tuple[tuple[Path, bytes], ...]) -> Channels:
    merged: dict[str, object] = {}
    for path, data in files:
        merged = _merge(merged, _read(path, data))
    last = files[-1][0]
    channels: dict[str, Channel] = {}
    for channel_id, values in merged.items():
        try:
            channels[channel_id] = _channel(channel_id, ChannelSpec.model_validate(values))
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join([channel_id, *(str(part) for part in first["loc"])])
            raise InputError(f"{last}: key '{key}': {first['msg']}") from error
    digest = sha256(b"\0".join(data for _, data in files)).hexdigest()
    return Channels(channels, digest)


def _read(path: Path, data: bytes) -> dict[str, object]:
    try:
        content = yaml.load(data.decode("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    if content is None:
        return {}
    if not isinstance(content, dict) or not all(isinstance(value, dict) for value in content.values()):
        raise InputError(f"{path}: must map channel ids to their settings.")
    return {str(key): value for key, value in content.items()}


def _merge(base: dict[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Mappings are merged key by key; everything else is replaced. A limit given as a number replaces the limit."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and "max" not in value:
            merged[key] = _merge(old, value)
        else:
            merged[key] = value
    return merged


def _channel(channel_id: str, spec: ChannelSpec) -> Channel:
    return Channel(
        id=channel_id,
        name=spec.name,
        fields=tuple(field for name, one in spec.fields.items() for field in _fields(name, one)),
        hashtags=spec.hashtags,
        mentions=spec.mentions,
        emoji=spec.emoji,
        total=spec.total,
        payload=spec.payload,
        disclosure=spec.disclosure,
    )


def _fields(name: str, spec: FieldSpec) -> list[ChannelField]:
    label = spec.label or name.replace("_", " ")

    def field(own_name: str, own_label: str, *, required: bool) -> ChannelField:
        return ChannelField(
            name=own_name,
            label=own_label,
            required=required,
            min=spec.min,
            count=spec.count,
            limits=spec.limits,
            group=name,
            different=spec.different,
        )

    if spec.repeat is None:
        return [field(name, label, required=spec.required)]
    least, most = spec.repeat
    return [field(f"{name}_{n}", f"{label} {n}", required=n <= least) for n in range(1, most + 1)]
