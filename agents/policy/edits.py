"""Whether an approver's signature counts for the version that they wrote themselves."""

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import Requirement
from agents.signing.people import in_words
from tools.findings import Rating

_ORDER: dict[Rating, int] = {"green": 0, "amber": 1, "red": 2}


class EditFacts(BaseModel):
    """What an edit changed. Claims and numbers are those that the new version has and the old one had not."""

    model_config = ConfigDict(frozen=True)

    rating_before: Rating
    rating_after: Rating
    new_claims: tuple[str, ...] = ()
    new_numbers: tuple[str, ...] = ()
    editor_roles: tuple[str, ...]


class EditRuling(BaseModel):
    model_config = ConfigDict(frozen=True)

    counts: bool
    rule: str
    reason: str


def rule_on_edit(edit: EditFacts, requirement: Requirement, *, editor_signs: bool) -> EditRuling:
    """`requirement` is what policy asks for the new version."""
    if not editor_signs:
        return _no("edits-another-signer", "This policy wants another person to sign what somebody edited.")
    if _ORDER[edit.rating_after] > _ORDER[edit.rating_before]:
        words = f"The edit rates {edit.rating_after}, the text before rated {edit.rating_before}"
        return _no("edit-rates-worse", f"{words}: somebody else must sign it.")
    if edit.new_numbers:
        return _no("edit-adds-number", f"The edit brings in {_named(edit.new_numbers)}: somebody else must sign it.")
    if edit.new_claims:
        return _no("edit-adds-claim", f"The edit claims {_named(edit.new_claims)}: somebody else must sign it.")
    if not set(edit.editor_roles) & set(requirement.roles):
        return _no("edit-needs-other-role", f"The edited text must be signed by {in_words(requirement.roles, 'and')}.")
    return EditRuling(counts=True, rule="editor-signs", reason="The editor's signature counts for their own edit.")


def _no(rule: str, reason: str) -> EditRuling:
    return EditRuling(counts=False, rule=rule, reason=reason)


def _named(things: tuple[str, ...]) -> str:
    return ", ".join(f"“{thing}”" for thing in things[:3]) + (" and more" if len(things) > 3 else "")
