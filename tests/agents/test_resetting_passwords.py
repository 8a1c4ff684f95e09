"""An admin resets somebody's password: to one that nobody chose, and that asks for another."""

import pytest

from agents.service import Desk
from agents.signing.errors import NotAllowedError, SignInError


def test_a_password_that_nobody_chose_lets_in_and_asks_for_another(desk: Desk) -> None:
    desk.set_password("mara", "what she had before", "mara", "web")
    mark = desk.user("mara").password_mark
    given = desk.reset_password("mara", "joost", "web")
    assert len(given.password) == 20
    assert given.password != desk.reset_password("mara", "joost", "web").password
    with pytest.raises(SignInError):
        desk.authenticate("mara", "what she had before")
    given = desk.reset_password("mara", "joost", "web")
    person = desk.authenticate("mara", given.password)
    assert person.password_once
    assert person.password_mark != mark  # sessions of the old one end
    desk.set_password("mara", "one of her own", "mara", "web")
    assert not desk.authenticate("mara", "one of her own").password_once
    record = next(record for record in desk.audit_export() if record["event"] == "user.password_reset")
    assert given.password not in str(record)


@pytest.mark.parametrize("by", ["ana", "mara", "edda"])
def test_only_an_admin_resets(desk: Desk, by: str) -> None:
    with pytest.raises(NotAllowedError, match="admin-only"):
        desk.reset_password("noor", by, "web")
    assert not desk.user("noor").has_password


def test_nobody_resets_their_own_and_nobody_a_disabled_persons(desk: Desk) -> None:
    with pytest.raises(NotAllowedError, match="own-password"):
        desk.reset_password("joost", "joost", "web")
    desk.disable_user("mara", "joost", "web")
    with pytest.raises(NotAllowedError, match="disabled-user"):
        desk.reset_password("mara", "joost", "web")
