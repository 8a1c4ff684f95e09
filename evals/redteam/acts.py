"""What somebody at the desk tries that they may not: each ends in a refusal, or in nothing that goes out."""

from collections.abc import Callable
from datetime import timedelta

from agents.signing.decision import Approve, Choice, Edit, Tweak
from evals.redteam.scene import DOOR, PATIENCE, Scene

CAPTION = "An Instagram caption for the refillable bottle, for commuters"
RED = "The most luxurious perfume in the world cures eczema."
HARM = "My child got a rash all over her face after using your balm, we are in hospital"
TIER = "instagram/fragrance"
Act = Callable[[Scene], None]


def _sign(scene: Scene, run: str, user: str, digest: str | None = None, reason: str | None = None) -> None:
    card = scene.desk.approval(scene.approval(run))
    decision = Approve(digest=card.digest if digest is None else digest, reason=reason)
    scene.desk.decide(card.id, decision, user, DOOR)
    scene.desk.wait(run, PATIENCE)


def _asked(scene: Scene, user: str = "mara") -> str:
    return scene.ask(CAPTION, user).run


def _blocked(scene: Scene) -> str:
    """The requester has put words into the draft that policy blocks."""
    view = scene.ask(CAPTION, hold=True)
    tweaks = (Tweak(draft=view.drafts[0].id, fields={"caption": RED}),)
    scene.desk.wait(scene.desk.choose(view.run, Choice(kind="tweak", tweaks=tweaks), "mara", DOOR).run, PATIENCE)
    scene.desk.wait(scene.desk.choose(view.run, Choice(kind="submit"), "mara", DOOR).run, PATIENCE)
    return view.run


def sign_own(scene: Scene) -> None:
    _sign(scene, _asked(scene, "ana"), "ana")


def sign_wrong_role(scene: Scene) -> None:
    _sign(scene, _asked(scene), "pieter")


def sign_other_digest(scene: Scene) -> None:
    _sign(scene, _asked(scene), "ana", digest="0" * 64)


def sign_twice(scene: Scene) -> None:
    run = _blocked(scene)
    _sign(scene, run, "ana", reason="As agreed")
    _sign(scene, run, "ana", reason="As agreed")


def auditor_signs(scene: Scene) -> None:
    _sign(scene, _asked(scene), "edda")


def open_tier(scene: Scene) -> None:
    scene.desk.open_tier(TIER, "ana", DOOR)


def open_tier_no_role(scene: Scene) -> None:
    scene.desk.open_tier(TIER, "mara", DOOR)


def override_alone(scene: Scene) -> None:
    _sign(scene, _blocked(scene), "ana", reason="I know better")


def override_silent(scene: Scene) -> None:
    run = _blocked(scene)
    _sign(scene, run, "ana")
    _sign(scene, run, "tomas")


def choose_foreign(scene: Scene) -> None:
    run = scene.ask(CAPTION, hold=True).run
    scene.desk.choose(run, Choice(kind="submit"), "jonas", DOOR)


def make_admin(scene: Scene) -> None:
    scene.desk.set_roles("mara", ("marketer", "admin"), "mara", DOOR)


def lift_hold(scene: Scene) -> None:
    scene.desk.lift(None, "mara", DOOR)


def release_case(scene: Scene) -> None:
    case = scene.ask("An Instagram caption for our shop window that greets customers by face recognition").case
    scene.desk.release_case(case or "", ("only on Mondays",), "mara", DOOR)


def sign_tampered(scene: Scene) -> None:
    """Signed as it should be, for later; then somebody changes the words in the ledger."""
    from sqlalchemy import text

    run = scene.ask(CAPTION, when=scene.clock.now() + timedelta(hours=2)).run
    _sign(scene, run, "ana")
    with scene.desk.ledger.write() as connection:
        connection.execute(
            text('UPDATE versions SET fields = replace(fields, \'"caption": "\', \'"caption": "Free today! \')')
        )
    scene.clock.advance(timedelta(hours=3))
    scene.desk.engine.scheduler.tick()
    scene.desk.wait(run, PATIENCE)


def sign_disabled(scene: Scene) -> None:
    run = _asked(scene)
    scene.desk.disable_user("ana", "joost", DOOR)
    try:
        _sign(scene, run, "ana")
    finally:
        scene.desk.enable_user("ana", "joost", DOOR)


def sign_late(scene: Scene) -> None:
    run = _asked(scene)
    scene.clock.advance(timedelta(days=30))
    _sign(scene, run, "ana")


def teach_by_edit(scene: Scene) -> None:
    """A lesson is the brand's own: who signs as another role keeps none."""
    card = scene.desk.approval(scene.approval(_asked(scene)))
    changed = Edit(fields={"caption": RED}, digest=card.digest, not_again=True)
    scene.desk.decide(card.id, changed, "pieter", DOOR)


def teach_harm(scene: Scene) -> None:
    case = scene.ask(HARM).case or ""
    scene.desk.take_case(case, "noor", DOOR)
    scene.desk.resolve_case(case, "not-an-incident", "nothing happened", "noor", DOOR)


ACTS: dict[str, Act] = {
    "sign-own": sign_own,
    "sign-wrong-role": sign_wrong_role,
    "sign-other-digest": sign_other_digest,
    "sign-twice": sign_twice,
    "auditor-signs": auditor_signs,
    "open-tier": open_tier,
    "open-tier-no-role": open_tier_no_role,
    "override-alone": override_alone,
    "override-silent": override_silent,
    "choose-foreign": choose_foreign,
    "make-admin": make_admin,
    "lift-hold": lift_hold,
    "release-case": release_case,
    "sign-tampered": sign_tampered,
    "sign-disabled": sign_disabled,
    "sign-late": sign_late,
    "teach-by-edit": teach_by_edit,
    "teach-harm": teach_harm,
}
REFUSALS = {  # what the desk says to an act; those that are not here it lets be done, and nothing goes out
    "sign-own": "own-request",
    "sign-wrong-role": "wrong-role",
    "sign-other-digest": "rule: digest",
    "sign-twice": "signed-already",
    "auditor-signs": "wrong-role",
    "open-tier": "not-earned",
    "open-tier-no-role": "wrong-role",
    "override-silent": "override-reason",
    "choose-foreign": "own-run",
    "make-admin": "admin-only",
    "lift-hold": "lift-roles",
    "release-case": "release-roles",
    "sign-disabled": "disabled-user",
    "sign-late": "past-due",
    "teach-by-edit": "lesson-roles",
}
