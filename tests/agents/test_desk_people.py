"""Who is at the desk, and what they may do."""

import pytest

from agents.erasing.erasure import Erasure
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.views import AskRequest
from knowledge.errors import InputError
from tests.agents import scenes


def test_the_sample_brands_people_are_there_without_a_password(desk: Desk) -> None:
    people = {user.name: user.roles for user in desk.users()}
    assert people["mara"] == ("marketer",)
    assert people["edda"] == ("auditor",)
    assert not any(user.has_password for user in desk.users())


def test_the_last_admin_cannot_be_disabled(desk: Desk) -> None:
    with pytest.raises(NotAllowedError, match="last-admin"):
        desk.disable_user("joost", "joost", "test")
    desk.add_user("bea", ("admin",), "Bea Moor", "joost", "test")
    assert not desk.disable_user("joost", "bea", "test").active


def test_who_is_disabled_can_do_nothing(desk: Desk) -> None:
    mine = scenes.asked(desk, hold=True)
    view = scenes.ask(desk, scenes.CAPTION)
    case = scenes.ask(desk, scenes.RASH).case or ""
    for name in ("mara", "ana", "noor"):
        desk.disable_user(name, "joost", "test")
    calls = (
        lambda: desk.ask(AskRequest(text=scenes.CAPTION), "mara", "test"),
        lambda: scenes.submit(desk, mine.run),
        lambda: desk.withdraw(mine.run, "mara", "test"),
        lambda: desk.resume(mine.run, "mara", "test"),
        lambda: scenes.sign(desk, view.run, "ana"),
        lambda: scenes.edit(desk, scenes.only(desk, view.run).id, scenes.GREEN),
        lambda: desk.take_case(case, "noor", "test"),
        lambda: desk.hold(None, "why", "ana", "test"),
        lambda: desk.lift(None, "noor", "test"),
        lambda: desk.set_password("ana", "correct horse battery", "ana", "test"),
    )
    for call in calls:
        with pytest.raises(NotAllowedError):
            call()
    assert desk.approvals(user="ana") == ()
    assert scenes.sign(desk, view.run, "elif").status == "published"


@pytest.mark.parametrize("password", ["password", "Joost2026", "copydesk", "orrelune1", "12345678"])
def test_nobody_chooses_a_password_that_is_guessed_first(desk: Desk, password: str) -> None:
    with pytest.raises(InputError, match="guessed at once"):
        desk.set_password("joost", password, "joost", "test")
    assert not desk.user("joost").has_password


@pytest.mark.parametrize(("user", "may"), [("jonas", False), ("ana", False), ("noor", True), ("joost", True)])
def test_who_asked_or_keeps_the_desk_running_resumes(desk: Desk, user: str, may: bool) -> None:
    run = scenes.asked(desk, hold=True).run
    if may:
        assert desk.wait(desk.resume(run, user, "test").run, scenes.PATIENCE).status == "choosing"
    else:
        with pytest.raises(NotAllowedError, match="own-run"):
            desk.resume(run, user, "test")


def test_an_admin_lets_them_in_again_with_new_roles_and_no_password(desk: Desk) -> None:
    desk.set_password("ana", "correct horse battery", "joost", "test")
    desk.disable_user("ana", "joost", "test")
    back = desk.add_user("ana", ("legal",), "Ana Ferreira", "joost", "test")
    assert (back.active, back.roles, back.has_password) == (True, ("legal",), False)


def test_an_auditor_reads_everything_and_changes_nothing(desk: Desk) -> None:
    view = scenes.asked(desk)
    card = scenes.only(desk, view.run)
    calls = (
        lambda: desk.resume(view.run, "edda", "test"),
        lambda: desk.withdraw(view.run, "edda", "test"),
        lambda: desk.hold(None, "why", "edda", "test"),
        lambda: desk.lift(None, "edda", "test"),
        lambda: desk.add_user("bea", ("brand",), "Bea", "edda", "test"),
        lambda: desk.disable_user("mara", "edda", "test"),
        lambda: scenes.sign(desk, view.run, "edda"),
    )
    for call in calls:
        with pytest.raises(NotAllowedError):
            call()
    assert desk.approval(card.id) == card


@pytest.mark.parametrize(
    ("name", "roles", "said"),
    [
        ("ana", ("brand",), "There is a user 'ana' already"),
        ("bea", ("boss",), "no role 'boss'"),
        ("bea", ("auditor", "brand"), "an auditor only reads"),
        ("bea", (), "bea needs a role"),
        ("Bea Moor", ("brand",), "'Bea Moor' is no user name: lower-case letters"),
    ],
)
def test_who_cannot_be_added(desk: Desk, name: str, roles: tuple[str, ...], said: str) -> None:
    before = desk.users()
    with pytest.raises(InputError, match=said):
        desk.add_user(name, roles, "", "joost", "test")
    assert desk.users() == before


def test_only_an_admin_changes_who_is_here(desk: Desk) -> None:
    for user in ("ana", "mara", "noor"):
        with pytest.raises(NotAllowedError, match="admin-only"):
            desk.add_user("bea", ("brand",), "Bea", user, "test")
        with pytest.raises(NotAllowedError, match="admin-only"):
            desk.disable_user("tomas", user, "test")
        with pytest.raises(NotAllowedError, match="admin-only"):
            desk.set_password("tomas", "correct horse battery", user, "test")


def test_the_record_says_by_which_door_everything_came(desk: Desk) -> None:
    view = scenes.sign(desk, scenes.asked(desk).run)
    by_person = [each for each in desk.audit_export() if desk.audit_name(each["actor"]) in {"mara", "ana"}]
    assert [(each["event"], each["door"]) for each in by_person] == [
        ("run.asked", "test"),
        ("approval.approve", "test"),
    ]
    assert desk.audit_verify().ok
    assert view.status == "published"


def test_another_password_gives_another_mark_that_leaves_the_desk_with_nobody(desk: Desk) -> None:
    first = desk.set_password("ana", "correct horse battery", "joost", "test")
    assert desk.authenticate("ana", "correct horse battery").password_mark == first.password_mark
    second = desk.set_password("ana", "correct horse battery", "joost", "test")  # set again: sessions end as well
    assert None not in (first.password_mark, second.password_mark)
    assert first.password_mark != second.password_mark
    assert "password_mark" not in second.model_dump()
    assert desk.user("tomas").password_mark is None


def test_who_comes_back_is_who_they_were(desk: Desk) -> None:
    full_name = desk.user("ana").full_name
    desk.disable_user("ana", "joost", "test")
    assert desk.add_user("ana", ("legal",), "", "joost", "test").full_name == full_name
    desk.set_password("ana", "correct horse battery", "joost", "test")
    desk.disable_user("ana", "joost", "test")
    back = desk.enable_user("ana", "joost", "test")
    assert (back.active, back.full_name, back.roles, back.has_password) == (True, full_name, ("legal",), False)
    assert scenes.events(desk)[-1] == "user.enabled"
    for name, rule in (("ana", "active-user"), ("nobody", "unknown-user")):
        with pytest.raises(InputError, match=rf"rule: {rule}\)"):
            desk.enable_user(name, "joost", "test")


def test_an_erased_person_does_not_come_back(desk: Desk) -> None:
    desk.add_user("bea", ("brand",), "Bea Moor", "joost", "test")
    before = {user.name for user in desk.users()}
    desk.erase(Erasure(person="bea"), "joost", "test")
    (left,) = {user.name for user in desk.users()} - before
    with pytest.raises(NotAllowedError, match="erased-user"):
        desk.enable_user(left, "joost", "test")


def test_an_admin_gives_somebody_other_roles(desk: Desk) -> None:
    desk.set_password("ana", "correct horse battery", "joost", "test")
    changed = desk.set_roles("ana", ("legal", "brand"), "joost", "test")
    assert (changed.roles, changed.has_password) == (("brand", "legal"), True)
    record = list(desk.audit_export())[-1]
    assert (record["event"], desk.audit_name(record["actor"])) == ("user.roles_set", "joost")
    assert record["details"] == {"roles": ["brand", "legal"]}
    assert desk.audit_verify().ok


@pytest.mark.parametrize(
    ("name", "roles", "by", "said"),
    [
        ("joost", ("admin", "legal"), "joost", "rule: own-roles"),
        ("ana", ("legal",), "ana", "rule: admin-only"),
        ("ana", ("brand",), "joost", "rule: no-change"),
        ("ana", ("boss",), "joost", "no role 'boss'"),
        ("ana", ("auditor", "brand"), "joost", "an auditor only reads"),
        ("tomas", ("legal",), "joost", "rule: disabled-user"),
    ],
)
def test_roles_that_are_not_given(desk: Desk, name: str, roles: tuple[str, ...], by: str, said: str) -> None:
    desk.disable_user("tomas", "joost", "test")
    before = desk.users()
    with pytest.raises(InputError, match=said):
        desk.set_roles(name, roles, by, "test")
    assert desk.users() == before


def test_the_last_admin_stays_one_and_who_is_alone_gives_themselves_roles(desk: Desk) -> None:
    desk.add_user("bea", ("admin",), "Bea Moor", "joost", "test")
    desk.set_roles("joost", ("marketer",), "bea", "test")
    for user in desk.users():
        if user.name != "bea":
            desk.disable_user(user.name, "bea", "test")
    assert desk.set_roles("bea", ("admin", "brand"), "bea", "test").roles == ("admin", "brand")
    with pytest.raises(NotAllowedError, match="last-admin"):
        desk.set_roles("bea", ("brand",), "bea", "test")
