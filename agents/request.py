"""A request at the desk's door: what cannot be used is refused there, before anything is filed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from agents.graph.brand_words import known_words
from agents.graph.brief import Brief, Money
from agents.readable import is_seen
from agents.signing.decision import Wish
from agents.views import AskRequest
from knowledge.errors import FieldError, InputError
from knowledge.locales import known_tag
from tools.channels import Channels

FARTHEST = timedelta(days=5 * 366)
LATEST = timedelta(hours=1)  # ago: clocks differ, and a form takes its time
MOST_WORTH = 1_000_000_000_000  # of any currency
MOST_AUDIENCE = 1_000  # characters: groups that a brand names, and some in one's own words
WAY_OUT = "Put long material into a document and `copydesk ingest` it."
MOST: dict[str, int] = {
    name: next(rule.le for rule in Brief.model_fields[name].metadata if hasattr(rule, "le"))
    for name in ("variants", "alternatives")
}


def voices() -> tuple[str, ...]:
    """The tones that a brief can ask for."""
    return tuple(known_words("tones"))


def hooks() -> tuple[str, ...]:
    """The feelings that a brief can play on."""
    return tuple(known_words("hooks"))


def check_text(text: str, most: int) -> None:
    """Raises InputError."""
    if not text.strip():
        raise InputError("The request is empty. Say what you need, in any language.")
    if len(text) > most:
        raise InputError(f"The request has {len(text):,} characters; at most {most:,} are read. {WAY_OUT}")


def whole(request: AskRequest) -> str:
    """All that was said in free words: what is screened, and what the request is called."""
    text, focus = request.text.strip(), (request.focus or "").strip()
    return request.text if not focus or focus in text else f"{text}\n{focus}".strip()


def check_words(request: AskRequest) -> None:
    """The tone and the hook are among those that the desk knows. Raises InputError, naming them."""
    for name, known in (("voice", voices), ("hook", hooks)):
        value = getattr(request, name)
        if value is not None and value not in known():
            raise InputError(f"'{value:.40}' is no {name} that the desk knows: {', '.join(known())}.")


def screened(wishes: Sequence[Wish], locales: Sequence[str]) -> tuple[tuple[Wish, ...], tuple[str, ...]]:
    """What a requester wants to be different, as a model may see it, and the flags that it raises. `locales`: the
    brand's.

    Raises InputError for what a person must see, and for a language that the brand does not write in.
    """
    from agents.graph.screening import screen
    from agents.graph.triage_rules import rule

    shown: list[Wish] = []
    flags: list[str] = []
    for wish in wishes:
        found = screen(wish.notes)
        if rule(found).route == "escalation":
            raise InputError("A person has to see this. Ask it as a new request. Nothing was changed.")
        flags += found.flags
        locale = _of_brand(known_locale(wish.locale), locales) if wish.locale else None
        shown.append(wish.model_copy(update={"notes": found.masked, "locale": locale}))
    return tuple(shown), tuple(dict.fromkeys(flags))


def check_copy(fields: Mapping[str, str]) -> None:
    """Raises InputError for copy that shows nobody anything: blank, or characters that cannot be seen."""
    if not any(map(is_seen, fields.values())):
        raise InputError("The copy is empty: there is nothing to check. Give the text that is to go out.")


def known_locale(locale: str) -> str:
    """As it is written: "pt_br" is pt-BR. Raises InputError for what names no language, such as "english"."""
    tag = known_tag(locale)
    if tag is None:
        raise InputError(f"'{locale:.40}' is no locale: write a language such as en or de, or with a region, pt-BR.")
    return tag


def _of_brand(locale: str, locales: Sequence[str]) -> str:
    if locale.partition("-")[0] not in {one.partition("-")[0] for one in locales}:
        raise InputError(f"The brand does not write in '{locale:.40}': its languages are {', '.join(locales)}.")
    return locale


def check_beside(request: AskRequest, channels: Channels, now: datetime) -> None:
    """What was set beside the words. Raises InputError, naming it."""
    for name, most in MOST.items():
        value = getattr(request, name)
        if value is not None and not 1 <= value <= most:
            raise FieldError(f"{value} {name} cannot be asked for at once: between 1 and {most}.", name)
    for channel in request.channels:
        channels.get(channel)
    if (long := sum(map(len, request.segments))) > MOST_AUDIENCE:
        raise InputError(
            f"The audience has {long:,} characters; at most {MOST_AUDIENCE:,} are read. Name fewer groups."
        )
    for locale in request.locales:
        known_locale(locale)
    if request.when is not None and request.when.tzinfo is None:
        raise InputError(f"The time {request.when.isoformat()} has no time zone: add one, such as +01:00.")
    if request.when is not None:
        _check_time(request.when, now)
    if request.value is not None:
        _check_value(request.value)


def _check_time(when: datetime, now: datetime) -> None:
    if when - now > FARTHEST:
        raise FieldError(f"{when.date().isoformat()} is more than five years off. Look at the year.", "when")
    if now - when > LATEST:
        then = when.replace(tzinfo=None).isoformat(" ", "minutes")
        raise FieldError(f"{then} has passed. Without a time it goes out as soon as it is signed.", "when")


def _check_value(value: Money) -> None:
    if value.amount == 0:
        raise FieldError("Nothing is at stake at a value of 0. Leave it out, or say what it is worth.", "value")
    if value.amount > MOST_WORTH:
        said = f"A value above {MOST_WORTH:,} {value.currency} is taken for a slip. Look at the digits."
        raise FieldError(said, "value")
