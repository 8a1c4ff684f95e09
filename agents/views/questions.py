"""What an approver asks of whoever wanted the copy."""

from datetime import datetime

from agents.views.base import View


class QuestionView(View):
    """What an approver wants to know of whoever asked for the copy."""

    id: str
    approval: str
    asked_by: str
    text: str
    asked: datetime
    answered_by: str | None = None
    answer: str | None = None
    answered: datetime | None = None
