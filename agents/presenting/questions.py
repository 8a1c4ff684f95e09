"""What approvers ask."""

from typing import Any

from sqlalchemy import Row

from agents.views import QuestionView


def question_view(row: Row[Any]) -> QuestionView:
    return QuestionView.model_validate({key: row._mapping[key] for key in QuestionView.model_fields})
