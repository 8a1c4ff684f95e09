"""`notify.yaml`: where a brand's notices go, to whom, and when. Secrets are not in it, only where to find them."""

import re
from collections.abc import Iterator
from datetime import time
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agents.notices.kinds import ALWAYS, Kind
from agents.signing.people import Role
from knowledge.yaml_file import Fault, YamlFile

Mode = Literal["now", "digest", "never"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST = 60.0  # seconds that one target may hold the desk up

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}\Z)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# What may be a secret put into the wrong place is never repeated: these raise ValueError, whose input is not shown.


def _variable(given: str) -> str:
    if not _VARIABLE.fullmatch(given):
        raise ValueError("write the name of an environment variable here, such as SMTP_PASSWORD, not the secret itself")
    return given


def _address(given: str) -> str:
    if not _ADDRESS.fullmatch(given):
        raise ValueError(f"'{_CONTROL.sub(' ', given)[:60]}' is no mail address: one address, in plain letters")
    return given


def _url(given: str) -> str:
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        raise ValueError("this is no web address") from None
    if parts.scheme not in {"https", "http"} or not parts.hostname or _CONTROL.search(given) or " " in given:
        raise ValueError("a web address begins with https:// and holds no space")
    if parts.username is not None or port == 0:
        raise ValueError("a web address without a user: a secret is named by secret_from")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("a web address begins with https://; http:// is for this machine alone")
    return given


def _base(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme not in {"https", "http"} or not parts.netloc or parts.query or parts.fragment or " " in given:
        raise ValueError(
            f"'{_CONTROL.sub(' ', given)[:60]}' is no base for links: write it as https://desk.example.com"
        )
    return given.rstrip("/")


def _host(given: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:-]{1,253}", given):
        raise ValueError("a server's name, without a path or a port")
    return given


def _one_line(given: str) -> str:
    if _CONTROL.search(given):
        raise ValueError("one line, please")
    return given


def _modes(given: dict[Kind, Mode]) -> dict[Kind, Mode]:
    fixed = sorted(kind for kind in given if kind in ALWAYS)
    if fixed:
        raise ValueError(f"'{fixed[0]}' is always told at once: take it out")
    return given


def _clock(given: Any) -> Any:  # noqa: ANN401
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 24 * 60:
        return time(given // 60, given % 60)  # how YAML reads 9:30
    if isinstance(given, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", given):
        return time.fromisoformat(given.zfill(5))
    raise ValueError("a time of day such as 09:00")


def _zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"'{given[:40]}' is no time zone, such as Europe/Berlin") from None
    return given


Modes = Annotated[dict[Kind, Mode], AfterValidator(_modes)]
Variable = Annotated[str, AfterValidator(_variable)]
MailAddress = Annotated[str, AfterValidator(_address)]
Seconds = Annotated[float, Field(gt=0, le=LONGEST, allow_inf_nan=False)]


class Mail(_Part):
    server: Annotated[str, AfterValidator(_host)]
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: MailAddress = Field(alias="from")
    name: Annotated[str, AfterValidator(_one_line)] = "Copydesk"
    user: Annotated[str, AfterValidator(_one_line)] | None = None
    password_from: Variable | None = None
    seconds: Seconds = 10.0

    @model_validator(mode="after")
    def _no_password_in_the_open(self) -> "Mail":
        if (self.user is None) is not (self.password_from is None):
            raise ValueError("user and password_from come together: add the other one, or take this one away")
        if self.user and self.security == "none" and self.server not in LOOPBACK:
            raise ValueError("a password does not go over an open line: set security to starttls or tls")
        return self


class Webhook(_Part):
    """`url`, or where the address is a secret itself, `url_from`."""

    url: Annotated[str, AfterValidator(_url)] | None = Field(default=None, repr=False)
    url_from: Variable | None = None
    secret_from: Variable | None = None
    roles: tuple[Role, ...] = ()  # told what these roles are told
    tell: Modes = Field(default_factory=dict)
    seconds: Seconds = 10.0

    @model_validator(mode="after")
    def _one_address(self) -> "Webhook":
        if (self.url is None) is (self.url_from is None):
            raise ValueError("give either url or url_from")
        if not self.roles:
            raise ValueError("name the roles whose notices go there, such as roles: [brand]")
        return self


def checked_url(given: str) -> str | None:
    """An address that came from the environment; None where it cannot be used."""
    try:
        return _url(given.strip())
    except ValueError:
        return None


class Person(_Part):
    mail: MailAddress
    tell: Modes = Field(default_factory=dict)


def _person(given: Any) -> Any:  # noqa: ANN401
    return {"mail": given} if isinstance(given, str) else given


class Digest(_Part):
    at: tuple[Annotated[time, BeforeValidator(_clock)], ...] = Field(default=(time(9),), min_length=1)
    days: tuple[Day, ...] = Field(default=DAYS, min_length=1)
    timezone: Annotated[str, AfterValidator(_zone)] | None = None  # the brand's
    always: tuple[Role, ...] = ("admin", "auditor")  # get one each time, with the audit trail's head


class Notify(YamlFile):
    """Without the file nobody is told anything outside the desk."""

    desk: Annotated[str, AfterValidator(_base)] | None = None  # what links begin with
    show_text: bool = False  # whether a notice may quote drafts, and what people wrote about them
    mail: Mail | None = None
    people: dict[str, Annotated[Person, BeforeValidator(_person)]] = Field(default_factory=dict)
    webhooks: dict[str, Webhook] = Field(default_factory=dict)
    tell: Modes = Field(default_factory=dict)  # now where it says nothing
    digest: Digest = Digest()

    def faults(self) -> Iterator[Fault]:
        for section, names in (("people", self.people), ("webhooks", self.webhooks)):
            for name in names:
                if not _NAME.fullmatch(name):
                    yield Fault((section, name), "a name has small letters, digits, dots and hyphens")
        for name in self.webhooks:
            if name in self.people:
                yield Fault(("webhooks", name), "a person has this name: choose another one")
        if self.people and self.mail is None:
            yield Fault(("people",), "there is no mail server to reach them through: add mail")

    def mode(self, kind: Kind, target: str) -> Mode:
        """How this is told to "person:ana" or "webhook:desk"."""
        if kind in ALWAYS:
            return "now"
        sort, _, name = target.partition(":")
        own = (self.people if sort == "person" else self.webhooks).get(name)
        modes = own.tell if own is not None else {}
        return modes.get(kind, self.tell.get(kind, "now"))

    def reaches(self, target: str) -> bool:
        sort, _, name = target.partition(":")
        return name in (self.people if sort == "person" else self.webhooks)

    @property
    def is_empty(self) -> bool:
        return not self.people and not self.webhooks

    @property
    def variables(self) -> tuple[str, ...]:
        """Of the environment, in which the secrets are."""
        named = [self.mail.password_from if self.mail else None]
        for hook in self.webhooks.values():
            named += [hook.url_from, hook.secret_from]
        return tuple(dict.fromkeys(name for name in named if name))
