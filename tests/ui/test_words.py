"""People are told apart where two share a name."""

from datetime import UTC, datetime

import pytest

from agents.views import RunRow, UserView
from tests.ui.fakes import FakeDesk
from ui import words
from ui.web.sessions import Visitor
from ui.web.setting import setting

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def user(name: str, full_name: str) -> UserView:
    return UserView(name=name, full_name=full_name, roles=("brand",), active=True, has_password=False)


def test_the_user_name_stands_beside_a_name_that_two_share() -> None:
    users = [user("ana", "Ana Ferreira"), user("ana2", "ana ferreira"), user("joost", "joost"), user("li", "Li Wei")]
    assert words.told_apart(users) == {
        "ana": "Ana Ferreira (ana)",
        "ana2": "ana ferreira (ana2)",
        "joost": "joost",
        "li": "Li Wei",
    }


def test_nobody_takes_another_ones_user_name_for_a_full_name() -> None:
    assert words.told_apart([user("ana", "Ana Ferreira"), user("bo", "Ana")])["bo"] == "Ana (bo)"


def test_every_page_calls_them_so(desk: FakeDesk) -> None:
    known = desk.user("ana").full_name
    visitor = Visitor(user=desk.user("mara"), door="web")
    assert setting(desk, visitor, datetime.now(UTC)).person("ana") == known
    desk.add_user("ana2", ("legal",), known, "joost", "web")
    place = setting(desk, visitor, datetime.now(UTC))
    assert (place.person("ana"), place.colleagues["ana2"]) == (f"{known} (ana)", f"{known} (ana2)")


def test_a_question_that_the_documents_do_not_answer_is_not_called_answered() -> None:
    row = RunRow(
        run="r-1",
        status="answered",
        brand="orrelune",
        requester="mara",
        request="Is it vegan?",
        route="research",
        drafts=0,
        created=NOW,
        updated=NOW,
    )
    assert words.run_state(row) == "Answered"
    assert words.run_state(row.model_copy(update={"unknown": True})) == "No answer in the documents"
    assert words.run_state(row.model_copy(update={"unknown": True, "status": "failed"})) == "Stopped by an error"


@pytest.mark.parametrize(
    ("variant", "alternative", "alone", "said"),
    [
        (1, "A", True, "Instagram caption"),
        (1, "B", True, "Instagram caption B"),
        (1, "A", False, "Instagram caption 1"),
        (2, "B", False, "Instagram caption 2B"),
    ],
)
def test_a_text_has_a_number_where_several_were_asked_for(
    variant: int, alternative: str, alone: bool, said: str
) -> None:
    assert words.draft("instagram", variant, alternative, alone=alone) == said
