import pytest

from tools.grounding.closing import closed_days
from tools.grounding.opening import read_hours, shut_days

ALL = read_hours(["Both workshops are open Monday to Saturday from 9:00 to 18:00."])
BY_TOWN = read_hours(
    [
        "The Berlin shop is open Tuesday to Saturday from 11:00 to 19:00.",
        "The Porto shop is open Monday to Saturday from 11:00 to 20:00.",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "On Mondays both workshops are closed.",
        "Montags haben wir zu.",
        "Le lundi, nos ateliers sont fermés.",
        "Cerramos los lunes.",
        "Il lunedì siamo chiusi.",
        "Kom niet na het weekend: op maandag zijn onze werkplaatsen dicht.",
        "Closed Saturdays and Sundays.",
    ],
)
def test_a_day_that_is_called_shut_and_is_not(text: str) -> None:
    assert list(closed_days(text, ALL))


@pytest.mark.parametrize(
    "text",
    [
        "Open Monday to Saturday, closed Sundays.",
        "Sonntags haben wir zu.",
        "On Easter Monday both workshops are closed.",
        "The museum across the road is closed on Mondays.",
        "When everything else is closed on a Monday, we mend your flat.",
        "Nous ne sommes jamais fermés le samedi.",
        "Both workshops are closed this Monday.",
        "On Saturday we close at 18:00, and then we're shut.",
        "Monday: the shutters are closed, the tea is cold, and somebody has sharpened a pencil.",
    ],
)
def test_a_day_that_is_shut_or_is_not_ours_to_tell(text: str) -> None:
    assert not list(closed_days(text, ALL))


def test_a_day_on_which_one_town_is_shut() -> None:
    assert not list(closed_days("Our Berlin shop is closed on Mondays.", BY_TOWN))
    assert list(closed_days("Our Porto shop is closed on Mondays.", BY_TOWN))
    assert not list(closed_days("Our shops are closed on Mondays.", BY_TOWN))


@pytest.mark.parametrize(
    "text",
    [
        "You can pick up your bike on Sunday between 9:00 and 18:00.",
        "Du kannst dein Rad auch am Sonntag abholen.",
        "Puedes recoger la bici también el domingo.",
        "Je kunt je fiets ook op zondag ophalen.",
        "Der Laden hat auch sonntags auf.",
        "On Sundays the workshop repairs your bike while you wait.",
        "Both workshops are open Monday to Saturday from 9:00 to 18:00, and on Sundays until 14:00.",
        "工房は日曜日も9:00から18:00まで開いています。",
    ],
)
def test_nothing_is_fetched_where_nobody_is(text: str) -> None:
    assert list(shut_days(text, "", ALL))


@pytest.mark.parametrize(
    "text",
    [
        "You can pick up your bike on Saturday.",
        "Reserva el domingo, recoge la bici el lunes.",
        "Sunday is for riding, so collect your bike on Saturday.",
        "You can't pick up your bike on Sunday.",
        "You ride on Sunday what our workshop repairs on Saturday.",
        "工房は月曜から土曜、9時から18時まで開いています。",
    ],
)
def test_what_is_fetched_on_another_day(text: str) -> None:
    assert not list(shut_days(text, "", ALL))


def test_a_question_before_adds_no_day_to_one_that_is_told() -> None:
    found = list(shut_days("The workshop is open on Sundays.", "Sunday stroll?", ALL))
    assert [(one.start, is_before) for one, _, is_before in found] == [(24, False)]
