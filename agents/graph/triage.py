"""Triage: where a request goes, and the brief it makes. Rules first, then labelled examples, then the model."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from agents.graph.alarms import Alarm, Reading, alarm, graver, is_certainly_plain, may_be_plain, read, severity_of
from agents.graph.brand_words import BrandWords
from agents.graph.brief import INCIDENT, RISKY_DESIGN, Brief, DecidedBy, Flag, Reply, Route, Triage
from agents.graph.brief_reader import read_brief
from agents.graph.follow_up import is_follow_up, merge_follow_up
from agents.graph.frames import parts
from agents.graph.screening import Screening, screen
from agents.graph.small_talk import is_unintelligible, small_talk
from agents.graph.subject import read_supplied_copy
from agents.graph.triage_examples import Example, ExampleRouter, Guess
from agents.graph.triage_rules import Ruling, rule
from agents.views import AskRequest
from knowledge.embedding import Embedder, EmbeddingError
from knowledge.facts import Product

AskModel = Callable[[str], Route | None]  # None: it could not be asked
_log = logging.getLogger(__name__)
# where nobody is sure: research writes nothing, files nothing and publishes nothing
_SAFE_ROUTE: Route = "research"
_SURE = 0.60  # probability from which the examples decide
_SURE_DESPITE_A_RULE = 0.6
_SURE_OF_ALARM = 0.5  # and from which they call a person
_ALARM_WHERE_TOLD = 0.2  # enough where somebody speaks of themselves and no rule saw work in it
_MAY_BRING_COPY = re.compile(r"[?？:：\"“„«「『]|ますか|ですか|でしょうか")
_TOO_LONG_FOR_A_BRIEF = 5  # words
_FILLED_IN = "A brief was filled in"
_LIKE_NONE = "A word of alarm, but the request reads like no incident"


class Triager:
    """One brand's triage. Works without an embedder and without a model: then the rules and a safe route decide."""

    def __init__(
        self,
        products: Sequence[Product] = (),
        segments: Sequence[str] = (),
        channels: Sequence[str] = (),
        locales: Sequence[str] = ("en",),
        default_channel: str = "instagram",
        *,
        now: Callable[[], datetime],
        timezone: str = "Europe/Berlin",
        segment_aliases: Mapping[str, Sequence[str]] | None = None,
        examples: Sequence[Example] = (),
        embedder: Callable[[], Embedder] | None = None,
        ask_model: AskModel | None = None,
    ) -> None:
        self._brand = BrandWords(
            products=tuple(products),
            segments=tuple(segments),
            channels=tuple(channels),
            locales=tuple(locales) or ("en",),
            default_channel=default_channel,
            timezone=timezone,
            segment_aliases=segment_aliases or {},
        )
        self._now = now
        self._examples = tuple(examples)
        self._embedder = embedder
        self._ask_model = ask_model

    def triage(
        self,
        text: str,
        *,
        request: AskRequest | None = None,
        screening: Screening | None = None,
        earlier: Brief | None = None,
        ask_model: AskModel | None = None,
        cleared: bool = False,
    ) -> Triage:
        """`earlier` is the brief of the run that a follow-up follows; models see the masked text alone.

        `ask_model` stands in for the one given at the start: a run brings its own, counted against its budget.
        `cleared`: a person has decided that it is no incident; only what is P1, or a risky design, is an alarm.
        """
        asked = request or AskRequest(text=text)
        screened = screening or screen(text)
        ruling = rule(screened, cleared=cleared)
        if ruling.route == "escalation":
            return self._ruled_alarm(ruling, asked, screened, ask_model or self._ask_model)
        if asked.focus is not None:
            return self._filled_in(ruling, asked, screened, cleared)
        small = small_talk(screened.asked)
        if small:
            return self._replied(small, "Small talk: nothing is asked for", ruling, asked, screened)
        if earlier is not None and is_follow_up(screened.asked):
            brief = merge_follow_up(earlier, screened.asked, self._brand, self._now(), asked)
            why = "Goes on with an earlier request"
            return Triage(route="copywriting", flags=screened.flags, brief=brief, decided_by="rule", why=why)
        ordered = ruling.route in ("copywriting", "brand_check")
        if is_unintelligible(screened.asked, every_word=ordered):
            return self._replied("unclear", "No request can be read in this", ruling, asked, screened)
        if cleared:
            return self._calmly(ruling, asked, screened, ask_model or self._ask_model)
        return self._unless_alarmed(ruling, asked, screened, ask_model or self._ask_model)

    def _filled_in(self, ruling: Ruling, asked: AskRequest, screened: Screening, cleared: bool) -> Triage:
        """Copy, whatever it reads like; what is like an incident is one here too."""
        reading = None if cleared else self._reading(ruling, screened)
        heard = alarm(reading, ruling, screened.language) if reading else None
        if heard:
            return self._alarmed(heard, ruling, asked, screened)
        return self._made(ruling, "copywriting", "rule", _FILLED_IN, asked, screened)

    def _calmly(
        self, ruling: Ruling, asked: AskRequest, screened: Screening, ask_model: AskModel | None, cleared: bool = True
    ) -> Triage:
        """Where it goes if likeness to an incident does not count; unless it is `cleared`, the model may still call."""
        guess = self._guess(screened, alarm=False) if ruling.route in (None, "research") else None
        if ruling.route is not None and not (guess and self._is_no_question(guess)):
            return self._made(ruling, ruling.route, "rule", ruling.why, asked, screened)
        if guess and guess.probability >= _SURE:
            return self._by_examples(guess, ruling, asked, screened)
        said = ask_model(screened.asked) if ask_model else None
        if said is not None and not (cleared and said == "escalation"):
            return self._made(ruling, said, "model", "Rules and examples were unsure; the model chose", asked, screened)
        if guess:
            return self._by_examples(guess, ruling, asked, screened)
        return self._made(ruling, _SAFE_ROUTE, "rule", "No rule was sure; research publishes nothing", asked, screened)

    def _is_no_question(self, guess: Guess) -> bool:
        """An order or copy, though it is put as a question."""
        measured = self._router is not None and self._router.measured
        return measured and guess.route != "research" and guess.probability >= _SURE_DESPITE_A_RULE

    def _ruled_alarm(
        self, ruling: Ruling, asked: AskRequest, screened: Screening, ask_model: AskModel | None
    ) -> Triage:
        """What a rule knew as an incident: it may be graver, or a figure of speech in an order."""
        unsettled = ruling.severity != "P1" or may_be_plain(ruling)
        reading = self._reading(ruling, screened) if unsettled and not RISKY_DESIGN & set(ruling.flags) else None
        if reading and is_certainly_plain(reading, ruling, screened.language):
            calm = ruling._replace(route=ruling.plain, severity=None, flags=screened.flags, why=_LIKE_NONE)
            return self._calmly(calm, asked, screened, ask_model)
        worse = graver(reading, ruling) if reading else None
        if worse:
            return self._alarmed(worse, ruling, asked, screened)
        return self._made(ruling, "escalation", "rule", ruling.why, asked, screened)

    def _unless_alarmed(
        self, ruling: Ruling, asked: AskRequest, screened: Screening, ask_model: AskModel | None
    ) -> Triage:
        """What no rule knew as an incident may still be like one."""
        reading = self._reading(ruling, screened)
        heard = alarm(reading, ruling, screened.language) if reading else None
        if heard:
            return self._alarmed(heard, ruling, asked, screened)
        if reading:
            return self._calmly(ruling, asked, screened, ask_model, cleared=False)
        if ruling.route is None:
            return self._unsure(ruling, asked, screened, ask_model)
        return self._made(ruling, ruling.route, "rule", ruling.why, asked, screened)

    def _unsure(self, ruling: Ruling, asked: AskRequest, screened: Screening, ask_model: AskModel | None) -> Triage:
        guess = self._guess(screened)
        if guess and guess.escalation >= (_ALARM_WHERE_TOLD if ruling.told else _SURE_OF_ALARM):
            return self._by_examples(guess._replace(route="escalation"), ruling, asked, screened)
        if guess and guess.probability >= _SURE:
            return self._by_examples(guess, ruling, asked, screened)
        said = ask_model(screened.asked) if ask_model else None
        if said is not None:
            return self._made(ruling, said, "model", "Rules and examples were unsure; the model chose", asked, screened)
        if guess:
            return self._by_examples(guess, ruling, asked, screened)
        if ruling.told and not ruling.praise and len(ruling.told.split()) >= _TOO_LONG_FOR_A_BRIEF:
            why = "Somebody tells rather than asks; a person should read it"
            return self._made(ruling._replace(severity="P3"), "escalation", "rule", why, asked, screened)
        why = "No rule was sure, and nobody else could be asked; research publishes nothing"
        return self._made(ruling, _SAFE_ROUTE, "rule", why, asked, screened)

    def _guess(self, screened: Screening, *, alarm: bool = True) -> Guess | None:
        """Copy to be checked comes with a question or a colon; a bare statement is something else."""
        brought = _MAY_BRING_COPY.search(screened.asked) is not None
        more: tuple[Route, ...] = (*(("escalation",) if alarm else ()), *(("brand_check",) if brought else ()))
        routes: tuple[Route, ...] = ("research", "copywriting", *more)
        try:
            return self._router.guess(screened.asked, routes, screened.language) if self._router else None
        except EmbeddingError as error:
            _log.warning("Triage goes on without its examples: %s", error)
            return None

    def _reading(self, ruling: Ruling, screened: Screening) -> Reading | None:
        """None where the rules are on their own."""
        try:
            if self._router is None or not self._router.measured:
                return None
            return read(self._router, screened.masked, ruling.parts, screened.language)
        except EmbeddingError as error:
            _log.warning("Triage goes on without its examples: %s", error)
            return None

    def _alarmed(self, heard: Alarm, ruling: Ruling, asked: AskRequest, screened: Screening) -> Triage:
        why = f"Reads like “{heard.guess.nearest_alarm}” (labelled example)"
        flags: tuple[Flag, ...] = tuple(dict.fromkeys((*ruling.flags, heard.flag)))
        graver = ruling._replace(flags=flags, severity=heard.severity)
        return self._made(graver, "escalation", "examples", why, asked, screened)

    def _by_examples(self, guess: Guess, ruling: Ruling, asked: AskRequest, screened: Screening) -> Triage:
        if guess.route == "escalation":
            return self._alarmed(Alarm(guess, *severity_of(guess, ruling.close)), ruling, asked, screened)
        why = f"Reads like “{guess.nearest}” (labelled example)"
        return self._made(ruling, guess.route, "examples", why, asked, screened)

    def _replied(self, reply: Reply, why: str, ruling: Ruling, asked: AskRequest, screened: Screening) -> Triage:
        return self._made(ruling, "research", "rule", why, asked, screened).model_copy(update={"reply": reply})

    def _made(
        self, ruling: Ruling, route: Route, decided_by: DecidedBy, why: str, asked: AskRequest, screened: Screening
    ) -> Triage:
        language = screened.language
        copy = None
        if route == "brand_check":
            # what it brings is checked whole, instructions to the machine and all
            brought = parts(screened.masked, language)
            copy = read_supplied_copy(screened.masked, brought, language, screened.asked)
        brief = read_brief(screened.asked, ruling.parts, language, route, self._brand, asked, self._now(), copy)
        if route != "escalation":
            return Triage(route=route, flags=ruling.flags, brief=brief, decided_by=decided_by, why=why)
        flags = ruling.flags
        if not (INCIDENT | RISKY_DESIGN) & set(flags):
            flags = (*flags, "complaint")
        severity = ruling.severity or "P2"
        return Triage(route=route, severity=severity, flags=flags, brief=brief, decided_by=decided_by, why=why)

    @cached_property
    def _router(self) -> ExampleRouter | None:
        if self._embedder is None or not self._examples:
            return None
        return ExampleRouter(self._examples, self._embedder)
