"""The people page: oneself for everybody; everybody and all tokens for those who keep or audit the desk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from agents.clock import Clock
from agents.signing.errors import NotAllowedError
from agents.signing.tokens import DAYS
from agents.views import UserView
from knowledge.errors import CopydeskError, FieldError, InputError
from ui import gaps, words
from ui.desk_api import DeskApi
from ui.readers import PEOPLE
from ui.texts import say
from ui.web.asking import local_moment, query_of, read_box
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.html import Safe
from ui.web.render import parts, people, person, shell, tokens
from ui.web.render.people import TABS, Asked
from ui.web.rights import may
from ui.web.sessions import Visitor

ADMIN = ("admin",)


class PeoplePage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self.actions: Mapping[str, Act] = {
            "find": self._find,
            "add": self._add,
            "roles": self._roles,
            "disable": self._disable,
            "enable": self._enable,
            "away": self._away,
            "back": self._back,
            "reset": self._reset,
            "token": self._token,
            "revoke": self._revoke,
        }

    # drawing

    def content(self, place: shell.Setting, outcome: Outcome) -> Safe:
        query = query_of(outcome.at)
        visitor = place.visitor
        reads = visitor.has(*PEOPLE)
        tab = query.get("tab", "") if query.get("tab") in TABS else TABS[0]
        asked = Asked(place, query, tab if reads else "you", self._desk.default_brand.timezone, outcome.extra)
        if asked.tab == "you":
            inner = self._you(asked)
        elif asked.tab == "tokens":
            inner = tokens.everybodys(self._desk.tokens(), asked)
        elif query.get("user"):
            inner = self._one(asked, query["user"])
        else:
            inner = self._everybody(asked)
        return people.page(asked, inner, reads=reads)

    def _you(self, asked: Asked) -> Safe:
        user = asked.place.visitor.user
        return people.columns(
            person.yourself(user, asked),
            tokens.own(self._desk.tokens(user.name), asked),
        )

    def _one(self, asked: Asked, name: str) -> Safe:
        try:
            user = self._desk.user(name)
        except CopydeskError as error:
            return parts.empty(say("people.not_here"), str(error), people.back())
        changed = self._desk.user_changes().get(name)
        return people.columns(
            person.card(user, changed, asked, self._lacking(user) if asked.admin and user.active else ()),
            tokens.of_somebody(self._desk.tokens(name), user, asked),
        )

    def _lacking(self, user: UserView) -> tuple[str, ...]:
        """What nobody could sign any more without them."""
        now = gaps.gaps(self._desk)
        return gaps.told(gap for gap in gaps.gaps(self._desk, user.name) if gap not in now)

    def _everybody(self, asked: Asked) -> Safe:
        every = self._desk.users()
        wanted = asked.query.get("words", "").casefold().split()
        found = [user for user in every if all(word in _words_of(user) for word in wanted)]
        return people.everybody(found, len(every), self._desk.user_changes(), asked)

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act not in self.actions:
            raise InputError(say("people.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _find(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, PEOPLE, say("people.may_read"))
        return Outcome(at=people.address({"words": press.text("words", 200)}))

    def _add(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ADMIN, say("people.may_change"))
        roles = press.several("roles")
        with _ticked(roles):
            added = self._desk.add_user(
                press.text("name"), roles, press.text("full_name"), visitor.user.name, visitor.door
            )
        return _said_of(added, say("people.added", name=added.full_name))

    def _roles(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ADMIN, say("people.may_change"))
        name, roles = press.text("user"), press.several("roles")
        with _ticked(roles):
            return self._with_gaps(
                lambda: self._desk.set_roles(name, roles, visitor.user.name, visitor.door),
                lambda user: say("people.roles_set", name=user.full_name, roles=_listed(user.roles)),
            )

    def _disable(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ADMIN, say("people.may_change"))
        return self._with_gaps(
            lambda: self._desk.disable_user(press.text("user"), visitor.user.name, visitor.door),
            lambda user: say("people.disabled", name=user.full_name),
        )

    def _with_gaps(self, change: Callable[[], UserView], told: Callable[[UserView], str]) -> Outcome:
        """What nobody can sign any more after it is told, and changes nothing."""
        before = gaps.gaps(self._desk)
        user = change()
        new = gaps.told(gap for gap in gaps.gaps(self._desk) if gap not in before)
        outcome = _said_of(user, told(user))
        return outcome.model_copy(update={"notice": Notice(text=told(user), kind="bad", rows=new)}) if new else outcome

    def _enable(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ADMIN, say("people.may_change"))
        user = self._desk.enable_user(press.text("user"), visitor.user.name, visitor.door)
        return _said_of(user, say("people.enabled", name=user.full_name))

    def _away(self, visitor: Visitor, press: Press) -> Outcome:
        """The desk says whose absence it is to set."""
        zone = self._desk.default_brand.timezone
        until = read_box(press, "until", lambda text: local_moment(text, zone))
        if until is None:
            raise FieldError(say("people.until_when"), "until")
        name, deputy = press.text("user") or visitor.user.name, press.text("deputy") or None
        since = read_box(press, "since", lambda text: local_moment(text, zone))
        try:
            self._desk.set_absent(name, until, visitor.user.name, visitor.door, since=since, deputy=deputy)
        except NotAllowedError as error:
            about = "until" if error.rule == "absence-dates" else "deputy" if "deputy" in error.rule else ""
            raise FieldError(str(error), about) from error
        return _said(press, say("people.away_set"))

    def _back(self, visitor: Visitor, press: Press) -> Outcome:
        self._desk.set_back(press.text("user") or visitor.user.name, visitor.user.name, visitor.door)
        return _said(press, say("people.back_set"))

    def _reset(self, visitor: Visitor, press: Press) -> Outcome:
        """The first password of a desk ends the link: whoever came by it would lock themselves out."""
        may(visitor, ADMIN, say("people.may_change"))
        if visitor.door == "link":
            raise InputError(say("people.own_first"))
        given = self._desk.reset_password(press.text("user"), visitor.user.name, visitor.door)
        return Outcome(at=press.at, extra=given)

    def _token(self, visitor: Visitor, press: Press) -> Outcome:
        """For oneself alone; a token of somebody else's would speak for them."""
        days = press.text("days") or str(DAYS)
        if not days.isascii() or not days.isdigit() or len(days) > 4:
            raise InputError(say("people.no_days", text=days[:20]))
        made = self._desk.create_token(press.text("name"), visitor.user.name, visitor.door, int(days))
        return Outcome(at=press.at, extra=made)

    def _revoke(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._desk.revoke_token(press.text("token"), visitor.user.name, visitor.door)
        return _said(press, say("people.revoked", name=view.name))


@contextmanager
def _ticked(roles: tuple[str, ...]) -> Iterator[None]:
    """Where nothing else is wrong, a missing role is told as this page shows it: as boxes to tick."""
    try:
        yield
    except FieldError as error:
        if error.field == "roles" and not roles:
            raise FieldError(say("people.no_role"), "roles") from error
        raise


def _said(press: Press, text: str) -> Outcome:
    return Outcome(at=press.at, notice=Notice(text=text, kind="good"))


def _listed(roles: Sequence[str]) -> str:
    return words.names(map(words.role, roles))


def _said_of(user: UserView, text: str) -> Outcome:
    return Outcome(at=people.address({"user": user.name}), notice=Notice(text=text, kind="good"))


def _words_of(user: UserView) -> str:
    return " ".join((user.name, user.full_name, *user.roles, *map(words.role, user.roles))).casefold()
