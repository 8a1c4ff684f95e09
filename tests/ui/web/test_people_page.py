"""The people page: oneself for everybody, everybody for those who keep or audit the desk, tokens told once."""

import re
from datetime import timedelta

import pytest

from agents.service import Desk
from agents.signing.people import ROLES
from agents.signing.tokens import TokenError
from agents.views import NewToken, OneTimePassword
from knowledge.errors import CopydeskError, InputError
from tests.agents.desks import START
from tests.ui.web.test_render import HOSTILE
from ui.web.board import Outcome, Press
from ui.web.menu import ENTRIES
from ui.web.office import Office
from ui.web.people import PeoplePage
from ui.web.render.people import A_PAGE
from ui.web.sessions import Door, Visitor

ENTRY = next(entry for entry in ENTRIES if entry.name == "people")
SECRET = re.compile(r'<code id="once">([^<]+)</code>')


def at(desk: Desk, name: str, door: Door = "web") -> Visitor:
    return Visitor(user=desk.user(name), door=door)


def do(desk: Desk, name: str, act: str, form: dict[str, object] | None = None, query: str = "", **data: str) -> Outcome:
    return Office(ENTRY, desk, desk.clock).act(
        at(desk, name), Press.read({"act": act, "at": query, "form": form or {}, **data})
    )


def page(desk: Desk, name: str, query: str = "", extra: object = None, door: Door = "web") -> str:
    outcome = Outcome(at=query, extra=extra)
    return str(Office(ENTRY, desk, desk.clock).draw(at(desk, name, door), outcome))


def said(outcome: Outcome) -> str:
    assert outcome.notice is not None
    return outcome.notice.text


def test_everybody_stands_there_for_admins_and_auditors_and_nobody_else(real: Desk) -> None:
    real.set_password("ana", "a password of hers", "ana", "cli")
    real.set_absent("noor", START + timedelta(days=3), "noor", "cli", deputy="joost")
    real.disable_user("tomas", "joost", "cli")
    for each in ("joost", "edda"):
        shown = page(real, each)
        for user in real.users():
            assert user.full_name in shown
        rows = {row.split('data-key="')[1].split('"')[0]: row for row in shown.split("<tbody>")[1].split("<tr")[1:]}
        assert "Their own" in rows["ana"]
        assert "None yet" in rows["mara"]
        assert "Disabled" in rows["tomas"]
        assert f"{real.user('joost').full_name} stands in" in rows["noor"]
        assert ('data-act="add"' in shown) == (each == "joost")
        assert ('data-act="roles"' in page(real, each, "?user=mara")) == (each == "joost")
    for each in ("mara", "ana", "noor"):
        shown = page(real, each)
        assert "<table" not in shown
        assert "<table" not in page(real, each, "?tab=everybody")
        assert "Disabled" not in page(real, each, "?user=tomas")
        assert 'data-act="away"' in shown


def test_an_admin_adds_gives_roles_disables_and_lets_in_again(real: Desk) -> None:
    form: dict[str, object] = {"name": "kim", "full_name": "Kim Ode", "roles": ["brand", "marketer"]}
    added = do(real, "joost", "add", form)
    assert (added.at, said(added)) == ("?user=kim", "Kim Ode is at the desk now. Give them a password next.")
    assert set(real.user("kim").roles) == {"brand", "marketer"}
    assert 'value="brand" checked' in page(real, "joost", "?user=kim")
    assert "Legal" in said(do(real, "joost", "roles", {"roles": ["legal"]}, user="kim"))
    assert real.user("kim").roles == ("legal",)
    do(real, "joost", "disable", user="kim")
    assert not real.user("kim").active
    assert 'data-act="enable"' in page(real, "joost", "?user=kim")
    do(real, "joost", "enable", user="kim")
    assert real.user("kim").active
    doors = {record["door"] for record in real.audit_export() if record["event"] == "user.roles_set"}
    assert doors == {"web"}


def test_what_nobody_can_sign_any_more_is_told(real: Desk) -> None:
    (last,) = [user.name for user in real.users() if "legal" in user.roles]
    outcome = do(real, "joost", "disable", user=last)
    assert outcome.notice is not None
    assert outcome.notice.kind == "bad"
    assert any("nobody holds the role 'legal'" in row for row in outcome.notice.rows)


@pytest.mark.parametrize(
    ("act", "form", "user", "rule"),
    [
        ("disable", {}, "joost", "last-admin"),
        ("roles", {"roles": ["brand"]}, "joost", "own-roles"),
        ("roles", {"roles": ["marketer"]}, "mara", "no-change"),
        ("roles", {"roles": []}, "mara", "Tick at least one role"),
        ("roles", {"roles": ["auditor", "brand"]}, "mara", "auditor"),
        ("roles", {"roles": ["king"]}, "mara", "There is no role 'king'"),
        ("roles", {"roles": ["brand"]}, "nobody", "unknown-user"),
        ("enable", {}, "mara", "active-user"),
        ("reset", {}, "joost", "own-password"),
        ("back", {}, "mara", "not-away"),
        ("away", {"until": "2020-01-01T10:00"}, "mara", "absence-dates"),
        ("away", {"until": ""}, "mara", "Say until when"),
        ("away", {"until": "2030-01-01T10:00", "deputy": "mara"}, "mara", "own-deputy"),
        ("away", {"until": "2030-01-01T10:00", "deputy": "edda"}, "mara", "deputy-auditor"),
        ("add", {"name": "A B", "roles": ["brand"]}, "", "is no user name"),
        ("add", {"name": "mara", "roles": ["brand"]}, "", "already"),
        ("token", {"name": "", "days": "30"}, "", "Name the token"),
        ("token", {"name": "x", "days": "many"}, "", "no number of days"),
        ("revoke", {}, "", "There is no token"),
    ],
)
def test_the_desks_own_refusals_come_through(
    real: Desk, act: str, form: dict[str, object], user: str, rule: str
) -> None:
    before = list(real.audit_export())
    with pytest.raises(CopydeskError, match=rule):
        do(real, "joost", act, form, user=user)
    assert list(real.audit_export()) == before


def test_everybody_says_when_they_are_away_and_who_stands_in(real: Desk) -> None:
    do(real, "mara", "away", {"until": "2026-12-01T09:00", "since": "", "deputy": "ana"}, user="mara")
    view = real.user("mara")
    assert (view.deputy, view.away_until) == ("ana", START.replace(month=12, day=1, hour=8))  # local time
    assert 'data-act="back"' in page(real, "mara", "?tab=you")
    assert "I am back" in page(real, "mara", "?tab=you")
    assert "marketer" in real.user("ana").lent
    assert "Also acts as" in page(real, "ana")
    do(real, "mara", "back", user="mara")
    assert real.user("mara").away_until is None
    with pytest.raises(InputError, match="own-absence"):
        do(real, "ana", "away", {"until": "2026-12-01T09:00"}, user="mara")
    do(real, "joost", "away", {"until": "2026-12-01T09:00"}, user="mara")
    assert real.user("mara").away_until is not None


def test_a_reset_password_is_shown_once_and_asks_for_another(real: Desk) -> None:
    outcome = do(real, "joost", "reset", user="mara", query="?user=mara")
    assert isinstance(outcome.extra, OneTimePassword)
    shown = page(real, "joost", outcome.at, outcome.extra)
    found = SECRET.search(shown)
    assert found is not None
    assert real.authenticate("mara", found[1]).password_once
    again = page(real, "joost", outcome.at)
    assert not SECRET.search(again)
    assert found[1] not in again
    assert "An admin&#x27;s, to be replaced" in again
    assert found[1] not in str(list(real.audit_export()))


def test_by_the_link_no_admin_locks_themselves_out(real: Desk) -> None:
    visitor = at(real, "joost", door="link")
    with pytest.raises(InputError, match="own-password-first"):
        PeoplePage(real, real.clock).act(visitor, Press.read({"act": "reset", "user": "mara"}))
    assert not real.user("mara").has_password
    assert 'href="/password"' in page(real, "joost", "?tab=you", door="link")
    assert "An admin chooses the first one" in page(real, "mara", door="link")


def test_a_token_is_shown_once_and_revoked_by_its_owner_or_an_admin(real: Desk) -> None:
    outcome = do(real, "mara", "token", {"name": "The calendar", "days": "7"})
    assert isinstance(outcome.extra, NewToken)
    shown = page(real, "mara", extra=outcome.extra)
    found = SECRET.search(shown)
    assert found is not None
    assert real.by_token(found[1]).name == "mara"
    later = page(real, "mara")
    assert found[1] not in later
    assert "The calendar" in later
    assert "never used" not in later.split("The calendar")[1].split("</li>")[0]
    for each in ("joost", "edda"):
        listed = page(real, each, "?tab=tokens")
        assert "The calendar" in listed
        assert ('data-act="revoke"' in listed) == (each == "joost")
        assert "The calendar" in page(real, each, "?user=mara")
    assert "The calendar" not in page(real, "ana", "?tab=tokens")
    for each in ("ana", "edda"):
        with pytest.raises(InputError, match="own-tokens"):
            do(real, each, "revoke", token=outcome.extra.id)
    do(real, "joost", "revoke", token=outcome.extra.id)
    with pytest.raises(TokenError):
        real.by_token(found[1])
    assert "revoked by" in page(real, "mara")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_only_admins_change_who_is_at_the_desk(real: Desk, role: str) -> None:
    real.add_user("kim", (role,), "Kim", "joost", "cli")
    before = (real.users(), list(real.audit_export()))
    forms: dict[str, dict[str, object]] = {
        "add": {"name": "new", "roles": ["admin"]},
        "roles": {"roles": ["admin"]},
        "disable": {},
        "enable": {},
        "reset": {},
    }
    for act, form in forms.items():
        for user in ("mara", "kim"):
            with pytest.raises(InputError, match="Admin can change who is at the desk"):
                do(real, "kim", act, form, user=user)
    for act, form in (("away", {"until": "2030-01-01T10:00"}), ("back", {})):
        with pytest.raises(InputError, match="own-absence"):
            do(real, "kim", act, form, user="mara")
    assert (real.users(), list(real.audit_export())) == before


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_was_written_becomes_markup(real: Desk, hostile: str) -> None:
    real.add_user("kim", ("brand",), hostile, "joost", "cli")
    real.set_absent("mara", START + timedelta(days=3), "mara", "cli", deputy="kim")
    made = real.create_token(hostile, "kim", "cli")
    for query in (
        "",
        "?tab=you",
        "?tab=tokens",
        "?user=kim",
        f"?user={hostile}",
        f"?words={hostile}",
        f"?tab={hostile}",
    ):
        for name in ("joost", "kim", "mara"):
            shown = page(real, name, query, extra=made if name == "kim" else None)
            assert "<" not in hostile or hostile not in shown
            assert not re.search(r"""(href|src|action)=["']?\s*javascript""", shown)


def test_a_long_list_is_paged_and_searched(real: Desk) -> None:
    for number in range(A_PAGE + 5):
        real.add_user(f"p{number:03d}", ("marketer",), f"Person {number:03d}", "joost", "cli")
    many = len(real.users())
    first, second = page(real, "joost"), page(real, "joost", "?page=2")
    assert (first.count("<tr"), second.count("<tr")) == (A_PAGE + 1, many - A_PAGE + 1)
    assert f"{many} people of {many}." in first
    for odd in ("?page=0", "?page=x", "?page=99999999", "?page=-1"):
        assert "<tr" in page(real, "joost", odd)
    found = do(real, "joost", "find", {"words": " Person  041 "})
    assert found.at == "?words=Person++041"
    assert page(real, "joost", found.at).count("<tr") == 2
    assert "Nobody is like this" in page(real, "joost", "?words=nobody-at-all")
    with pytest.raises(InputError, match="Admin and Auditor can see"):
        do(real, "mara", "find", {"words": "x"})
