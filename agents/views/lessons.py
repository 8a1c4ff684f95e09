"""What edits teach."""

from datetime import datetime

from agents.views.base import View


class LessonEdit(View):
    """An edit that made a change."""

    draft: str
    by: str
    at: datetime


class LessonView(View):
    """A phrase that is changed in every draft to come, or that several edits changed the same way."""

    id: str
    find: str
    replace: str
    locale: str
    by: str | None = None  # of a kept one
    at: datetime | None = None
    drafts: int = 1  # that it was changed in
    edits: tuple[LessonEdit, ...] = ()  # that made it, the latest first
    kept: bool
