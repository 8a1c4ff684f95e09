"""What a requester does with their drafts: change, mend, have written anew, submit."""

from agents.signing.decision import Choice, Tweak, Wish
from agents.views import DraftView, RunView
from knowledge.errors import InputError
from tools.copy import Copy
from tools.fixes import apply_safe
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.asking import query_of
from ui.web.board import Notice, Outcome, Press
from ui.web.mending import mended
from ui.web.sessions import Visitor

MOST = 600  # characters of a wish: a model is told no more


class Choosing:
    def __init__(self, desk: DeskApi) -> None:
        self._desk = desk

    def submit(self, visitor: Visitor, press: Press) -> Outcome:
        chosen = press.several("drafts")
        if not chosen:
            raise InputError(say("chat.none_picked"))
        run = self.own(visitor, press.text("run"))
        left = {draft.id for draft in run.drafts if draft.status == "proposed"} - set(chosen)
        choice = Choice(kind="submit", drafts=chosen)
        self._desk.choose(press.text("run"), choice, visitor.user.name, visitor.door)
        told = Notice(text=say("chat.left_out", n=len(left)), kind="good") if left else None
        return Outcome(at=press.at, notice=told)

    def tweak(self, visitor: Visitor, press: Press) -> Outcome:
        run = self.own(visitor, query_of(press.at).get("run", ""))
        return self._change(visitor, run, press.text("draft"), press.fields, press.at)

    def restore(self, visitor: Visitor, press: Press) -> Outcome:
        """A text of before, in place of what stands there now."""
        run, draft = self._drafted(visitor, press)
        old = next((one for one in draft.versions if str(one.version) == press.text("version")), None)
        if old is None:
            raise InputError(say("chat.changed"))
        done = self._change(visitor, run, draft.id, old.fields, press.at)
        return done.model_copy(update={"notice": Notice(text=say("chat.restored"), kind="good")})

    def mend(self, visitor: Visitor, press: Press) -> Outcome:
        """A fix, or a sentence left out: saved, and checked again."""
        run, draft = self._drafted(visitor, press)
        changed = mended(press, Copy(fields=draft.fields, locale=draft.locale), draft.report.findings)
        return self._change(visitor, run, draft.id, changed, press.at)

    def fix_all(self, visitor: Visitor, press: Press) -> Outcome:
        run, draft = self._drafted(visitor, press)
        fixed = apply_safe(Copy(fields=draft.fields, locale=draft.locale), draft.report.findings)
        if not fixed.applied:
            raise InputError(say("chat.no_safe_fix"))
        changed = {one.field: fixed.draft.fields[one.field] for one in fixed.applied}
        done = self._change(visitor, run, draft.id, changed, press.at)
        lost = sum(one.why == "overlaps" for one in fixed.left)
        more = say("chat.fixes_left", n=lost) if lost else ""
        told = f"{say('chat.fixed', n=len(fixed.applied))}{more}"
        return done.model_copy(update={"notice": Notice(text=told, kind="good")})

    def wish(self, visitor: Visitor, press: Press) -> Outcome:
        """A button says what it wishes; beside it, somebody's own words."""
        run = self.own(visitor, query_of(press.at).get("run", ""))
        notes = press.data.get("wish") or press.text("notes")
        if not notes:
            raise InputError(say("chat.wish_empty"))
        if len(notes) > MOST:
            raise InputError(say("chat.wish_long", n=len(notes), most=MOST))
        wish = Wish(draft=press.text("draft"), notes=notes, locale=press.data.get("locale") or None)
        self._desk.choose(run.run, Choice(kind="rewrite", wishes=(wish,)), visitor.user.name, visitor.door)
        return _begun(press.at, run, say("chat.asked_anew"))

    def again(self, visitor: Visitor, press: Press) -> Outcome:
        """What the model could not write is asked for once more."""
        run = self.own(visitor, query_of(press.at).get("run", ""))
        self._desk.choose(
            run.run, Choice(kind="rewrite", again=(press.text("draft"),)), visitor.user.name, visitor.door
        )
        return _begun(press.at, run, say("chat.asked_again"))

    def _drafted(self, visitor: Visitor, press: Press) -> tuple[RunView, DraftView]:
        run = self.own(visitor, query_of(press.at).get("run", ""))
        draft = next((draft for draft in run.drafts if draft.id == press.text("draft")), None)
        if draft is None:
            raise InputError(say("chat.changed"))
        return run, draft

    def _change(self, visitor: Visitor, run: RunView, draft: str, fields: dict[str, str], at: str) -> Outcome:
        choice = Choice(kind="tweak", tweaks=(Tweak(draft=draft, fields=fields),))
        self._desk.choose(run.run, choice, visitor.user.name, visitor.door)
        return Outcome(at=at, notice=Notice(text=say("chat.saved"), kind="good"))

    def own(self, visitor: Visitor, run: str) -> RunView:
        """Only the requester chooses, changes and withdraws."""
        view = self._desk.run(run)
        if view.requester != visitor.user.name:
            raise InputError(say("chat.only_theirs", person=view.requester))
        return view


def _begun(at: str, run: RunView, said: str) -> Outcome:
    """True for as long as the run is on its way."""
    return Outcome(at=at, notice=Notice(text=said, kind="good", about=run.run))
