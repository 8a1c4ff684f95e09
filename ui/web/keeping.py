"""What is pressed on a document, a passage or in quarantine: publish, retire, describe, label, release."""

from collections.abc import Callable

from agents.curating import CURATORS, LABELLERS
from knowledge.documents import Document
from knowledge.errors import InputError
from knowledge.labels import LABELLED
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Notice, Outcome, Press
from ui.web.chat import query_of
from ui.web.render.knowledge.waiting import value_words
from ui.web.rights import may
from ui.web.sessions import Visitor

KEYS = ("owner", "kind", "valid_from", "valid_until")  # that the form sets


class Keeping:
    def __init__(self, desk: DeskApi, changed: Callable[[], None]) -> None:
        """`changed` is told after each."""
        self._desk = desk
        self._changed = changed

    def publish(self, visitor: Visitor, press: Press) -> Outcome:
        self._curates(visitor)
        found = self._desk.publish_document(press.text("document"), visitor.user.name, visitor.door, _brand(press))
        return self._done(press, say("knowledge.published", document=found.title))

    def retire(self, visitor: Visitor, press: Press) -> Outcome:
        self._curates(visitor)
        found = self._desk.retire_document(press.text("document"), visitor.user.name, visitor.door, _brand(press))
        return self._done(press, say("knowledge.retired", document=found.title))

    def describe(self, visitor: Visitor, press: Press) -> Outcome:
        """Sets what was changed in the form; what was cleared is forgotten, and the file's own word counts again."""
        self._curates(visitor)
        brand, id = _brand(press), press.text("document")
        before = next((one for one in self._desk.documents(brand) if one.id == id), None)
        given = {key: press.text(key) for key in KEYS if key in press.form}
        values = {key: value or None for key, value in given.items() if before is None or value != _said(before, key)}
        if not values:
            return Outcome(at=press.at, notice=Notice(text=say("knowledge.unchanged"), kind="good"))
        found = self._desk.describe_document(id, values, visitor.user.name, visitor.door, brand)
        cleared = [key for key, value in values.items() if value is None and _said(found, key)]
        still = ", ".join(f"{say(f'knowledge.{key}')}: {_said(found, key)}" for key in cleared)
        told = say("knowledge.described", document=found.title)
        return self._done(press, f"{told} {say('knowledge.file_says', what=still)}" if still else told)

    def label(self, visitor: Visitor, press: Press) -> Outcome:
        if visitor.reads_only:
            raise InputError(say("knowledge.auditor"))
        may(visitor, LABELLERS, say("knowledge.can_label"))
        field, value = press.text("field"), press.text("value")
        if field not in LABELLED:
            raise InputError(say("knowledge.no_action", act=field))
        passage = press.text("passage")
        found = self._desk.label_passage(passage, field, value, visitor.user.name, visitor.door, _brand(press))
        return self._done(press, say("knowledge.labelled", place=found.citation, value=value_words(field, value)))

    def release(self, visitor: Visitor, press: Press) -> Outcome:
        self._curates(visitor)
        found = self._desk.release_passage(press.text("item"), visitor.user.name, visitor.door, _brand(press))
        return self._done(press, say("knowledge.released", place=found.where))

    def _curates(self, visitor: Visitor) -> None:
        if visitor.reads_only:
            raise InputError(say("knowledge.auditor"))
        may(visitor, CURATORS, say("knowledge.can_curate"))

    def _done(self, press: Press, said: str) -> Outcome:
        self._changed()
        return Outcome(at=press.at, notice=Notice(text=said, kind="good"))


def _brand(press: Press) -> str | None:
    return query_of(press.at).get("brand")


def _said(document: Document, key: str) -> str:
    value = getattr(document.meta, key)
    return "" if value is None else str(value)
