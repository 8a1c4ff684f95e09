"""What a press beside a finding makes of a text: its fix, or the sentence left out. Nothing is saved here."""

from collections.abc import Sequence

from knowledge.errors import InputError
from tools.copy import Copy
from tools.cuts import without
from tools.findings import Finding
from tools.fixes import apply
from ui.texts import say
from ui.web.asking import number
from ui.web.board import Press
from ui.web.render.ways import chosen, mends


def mended(press: Press, copy: Copy, findings: Sequence[Finding]) -> dict[str, str]:
    """The field that changes, by its name. Raises InputError where the text is not what was on the screen."""
    finding = _pressed(findings, number(press.text("finding")), press.text("mends"))
    changed = None
    if finding is not None and press.act == "cut":
        changed = without(copy, finding)
    elif finding is not None and (wanted := _as_chosen(finding, press.data.get("option"))):
        fixed = apply(copy, [wanted])
        changed = {one.field: fixed.draft.fields[one.field] for one in fixed.applied}
    if not changed:
        raise InputError(say("chat.changed"))
    return changed


def _as_chosen(finding: Finding, option: str | None) -> Finding | None:
    """With the word that was chosen of those that its rule names; None where it names no such word."""
    if option is None:
        return finding
    return chosen(finding, option) if option in finding.options else None


def _pressed(findings: Sequence[Finding], place: int | None, wanted: str) -> Finding | None:
    """The finding beside which it was pressed: the nearest to its place then that says the same, as a fix that was done
    meanwhile moves those below it up.
    """
    if place is None:
        return None
    if not wanted:
        return findings[place] if place < len(findings) else None
    found = [(abs(at - place), at) for at, one in enumerate(findings) if mends(one) == wanted]
    return findings[min(found)[1]] if found else None
