"""What others did to a draft, for whoever asked for it: who sent it back and why, who changed it, who signed it."""

from collections.abc import Sequence

from agents.views import DraftView, VersionView
from ui import words
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.diff import fields_diff
from ui.web.render.evidence import MACHINE
from ui.web.render.shell import Setting


def others(view: DraftView, requester: str, setting: Setting, *, choosing: bool) -> list[Safe]:
    """`choosing`: the visitor may change it, and so put back the text that was sent back."""
    told = [_sent_back(view, setting, choosing), *_edits(view, requester, setting), _signed(view, setting)]
    return [one for one in told if one is not None]


def _sent_back(view: DraftView, setting: Setting, choosing: bool) -> Safe | None:
    back = view.sent_back
    before = next((one for one in view.versions if back and one.version == back.version), None)
    if back is None:
        return None
    said = say("chat.sent_back", person=setting.person(back.by))
    head = el("p", el("b", said), " ", parts.ago(back.at, setting.now))
    notes = el("blockquote", back.notes) if back.notes else None
    then = el("p.quiet", say("chat.sent_back_way")) if back.waits and choosing else None
    since = _since(view, before, choosing) if before else []
    return el("div.sent-back", head, notes, then, *since, data_key="sent-back")


def _since(view: DraftView, before: VersionView, choosing: bool) -> list[Safe]:
    """The text as it was sent back stays to be read, beside what has changed."""
    if before.fields == view.fields:
        return []
    changes = _changes(say("chat.changed_since"), before, view, opened=choosing)
    put_back = parts.button(say("chat.restore"), "restore", "small", draft=view.id, version=before.version)
    old = el(
        "details.changes",
        el("summary", say("chat.text_before")),
        el("p.copy", before.text),
        el("p.actions", put_back) if choosing else None,
        data_keep="open",
        data_key="before",
    )
    return [changes, old]


def _edits(view: DraftView, requester: str, setting: Setting) -> Sequence[Safe | None]:
    """What approvers wrote into it; the change that it went out with stands open."""
    pairs = zip(view.versions, view.versions[1:], strict=False)
    return [
        _changes(
            say("chat.changed_by", person=setting.person(new.author)), old, new, opened=new.version == view.version
        )
        for old, new in pairs
        if new.author not in {MACHINE, requester}
    ]


def _changes(title: str, old: VersionView, new: VersionView | DraftView, *, opened: bool = False) -> Safe:
    return el(
        "details.changes",
        el("summary", title),
        *fields_diff(old.fields, new.fields),
        open=opened,
        data_keep="open",
        data_key=f"{old.version}-{new.version}",
    )


def _signed(view: DraftView, setting: Setting) -> Safe | None:
    people = words.names(dict.fromkeys(setting.person(one.by) for one in view.signed))
    return el("p.signed-by", say("chat.signed_by", people=people)) if people else None
