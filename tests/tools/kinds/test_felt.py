import pytest

from tools.kinds.felt import feels_only


@pytest.mark.parametrize(
    "text",
    [
        "With our balm your hands stay soft for ten hours, even after washing.",
        "Mit dem Balsam bleiben die Hände zehn Stunden lang weich.",
        "La peau reste souple jusqu'au lendemain matin.",
        "Con el bálsamo notarás las manos suaves durante diez horas.",
        "Sei ingredienti, e le mani restano morbide fino al giorno dopo.",
        "No scent, made for sensitive skin.",
        "Balsam für empfindliche Haut, ohne Duft.",
    ],
)
def test_how_skin_feels_is_no_effect_on_the_body(text: str) -> None:
    assert feels_only(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks, and the eczema on your soft hands is gone.",
        "Die Rötung ist weg, die Haut wieder weich.",
        "Les crevasses se referment et les mains sont douces.",
        "Deja la piel suave y sin rojeces.",
        "Soft enough for your baby's skin.",
        "Two sprays, and your thoughts line up by themselves.",
        "Safe for sensitive skin.",
    ],
)
def test_what_is_relieved_or_said_to_be_safe_is_one(text: str) -> None:
    assert not feels_only(text)
