"""Personal tokens: who may make and revoke them, what is kept of them, and when they stop to open anything."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from agents.clock import ManualClock
from agents.erasing.erasure import Erasure
from agents.ledger.schema import tokens
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.signing.tokens import LONGEST_NAME, MOST, MOST_DAYS, TokenError
from knowledge.errors import InputError, NotFoundError
from tests.agents.desks import START


def test_a_token_speaks_for_whoever_made_it_with_the_roles_that_they_have_then(desk: Desk) -> None:
    made = desk.create_token("The calendar's export", "mara", "web")
    assert desk.by_token(made.token).roles == ("marketer",)
    desk.set_roles("mara", ("marketer", "brand"), "joost", "cli")
    assert set(desk.by_token(made.token).roles) == {"marketer", "brand"}
    (listed,) = desk.tokens("mara")
    assert (listed.id, listed.name, listed.state, listed.expires) == (
        made.id,
        "The calendar's export",
        "live",
        START + timedelta(days=90),
    )
    assert desk.tokens("ana") == ()


def test_the_ledger_keeps_a_hash_of_it_alone(desk: Desk) -> None:
    token = desk.create_token("export", "mara", "web").token
    assert len(token) >= 43  # 256 bits
    with desk.ledger.read() as connection:
        row = connection.execute(select(tokens)).one()
    assert row.digest == hashlib.sha256(token.encode()).hexdigest()
    assert token not in map(str, row)
    for file in desk.home.ledger.parent.glob("ledger.db*"):
        assert token.encode() not in file.read_bytes()


def test_what_is_recorded_names_neither_the_token_nor_its_name(desk: Desk) -> None:
    made = desk.create_token("Mara's own", "mara", "web")
    desk.revoke_token(made.id, "joost", "cli")
    created, revoked = list(desk.audit_export())[-2:]
    assert (created["event"], created["door"], created["details"]["token"]) == ("token.created", "web", made.id)
    assert (revoked["event"], revoked["door"], revoked["details"]["token"]) == ("token.revoked", "cli", made.id)
    assert desk.audit_name(created["subject"]) == desk.audit_name(revoked["subject"]) == "mara"
    assert desk.audit_name(revoked["actor"]) == "joost"
    assert made.token not in str(created)
    assert "own" not in str(created)


@pytest.mark.parametrize("end", ["revoked", "expired", "disabled", "cut", "never"])
def test_one_that_is_over_opens_nothing_and_says_the_same_whatever_is_wrong(
    desk: Desk, clock: ManualClock, end: str
) -> None:
    made = desk.create_token("export", "mara", "web", days=30)
    token = made.token
    assert desk.by_token(token).name == "mara"
    if end == "revoked":
        assert desk.revoke_token(made.id, "mara", "web").state == "revoked"
    elif end == "expired":
        clock.advance(timedelta(days=30))
        assert desk.tokens("mara")[0].state == "expired"
    elif end == "disabled":
        desk.disable_user("mara", "joost", "cli")
    else:
        token = token[:-1] if end == "cut" else "cpd_never"
    with pytest.raises(TokenError, match="unknown, was revoked or has expired"):
        desk.by_token(token)


def test_whoever_comes_back_finds_their_tokens_gone(desk: Desk) -> None:
    token = desk.create_token("export", "mara", "web").token
    desk.disable_user("mara", "joost", "cli")
    desk.enable_user("mara", "joost", "cli")
    with pytest.raises(TokenError):
        desk.by_token(token)
    assert [(each.state, each.ended_by) for each in desk.tokens("mara")] == [("revoked", "joost")]


def test_of_its_use_the_day_is_kept_and_no_more(desk: Desk, clock: ManualClock) -> None:
    token = desk.create_token("export", "mara", "web").token
    assert desk.tokens("mara")[0].used is None
    midnight = START.replace(hour=0, minute=0)
    for _ in range(3):
        desk.by_token(token)
        clock.advance(timedelta(hours=4))
        assert desk.tokens("mara")[0].used == midnight
    clock.advance(timedelta(days=1))
    desk.by_token(token)
    assert desk.tokens("mara")[0].used == midnight + timedelta(days=1)


@pytest.mark.parametrize("by", ["ana", "noor", "edda"])
def test_only_its_owner_or_an_admin_revokes(desk: Desk, by: str) -> None:
    made = desk.create_token("export", "mara", "web")
    with pytest.raises(NotAllowedError, match=r"Only mara or an admin.*own-tokens"):
        desk.revoke_token(made.id, by, "web")
    assert desk.by_token(made.token).name == "mara"
    desk.revoke_token(made.id, "joost", "web")
    with pytest.raises(NotAllowedError, match="token-ended"):
        desk.revoke_token(made.id, "mara", "web")
    with pytest.raises(NotFoundError):
        desk.revoke_token("t-nowhere", "joost", "web")


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("", 90, "Name the token"),
        ("\u200b", 90, "Name the token"),
        ("a\x00b", 90, "Name the token"),
        ("x" * (LONGEST_NAME + 1), 90, "at most 80"),
        ("export", 0, "1 to 366 days"),
        ("export", MOST_DAYS + 1, "1 to 366 days"),
    ],
)
def test_what_is_no_token_is_refused(desk: Desk, name: str, days: int, said: str) -> None:
    with pytest.raises(InputError, match=said):
        desk.create_token(name, "mara", "web", days)
    assert desk.tokens() == ()


def test_somebody_who_is_not_here_gets_none_and_nobody_gets_too_many(desk: Desk, clock: ManualClock) -> None:
    with pytest.raises(NotFoundError):
        desk.create_token("export", "nobody", "web")
    desk.disable_user("ana", "joost", "cli")
    with pytest.raises(NotAllowedError, match="disabled-user"):
        desk.create_token("export", "ana", "web")
    made = [desk.create_token(f"number {number}", "mara", "web", days=10) for number in range(MOST)]
    with pytest.raises(NotAllowedError, match="enough-tokens"):
        desk.create_token("one more", "mara", "web")
    desk.revoke_token(made[0].id, "mara", "web")
    assert desk.create_token("one more", "mara", "web").state == "live"
    clock.advance(timedelta(days=10))  # those that have expired do not count
    assert desk.create_token("another", "mara", "web").state == "live"


def test_with_a_person_their_tokens_are_erased(desk: Desk) -> None:
    desk.add_user("kim", ("admin",), "Kim Quastenberg", "joost", "cli")
    token = desk.create_token("Kim's", "kim", "web").token
    other = desk.create_token("With Kim Quastenberg", "mara", "web")
    desk.revoke_token(other.id, "kim", "web")
    desk.erase(Erasure(person="kim"), "joost", "cli")
    with pytest.raises(TokenError):
        desk.by_token(token)
    (left,) = desk.tokens()
    assert left.id == other.id
    assert left.ended_by != "kim"
    assert "Quastenberg" not in left.name
