"""Incidents by their likeness to labelled ones: whole, in passing, graver than ruled; and figures of speech."""

from datetime import UTC, datetime

import pytest

from agents.graph.alarms import is_delight, is_far_away, told_in_passing
from agents.graph.brief import Triage
from agents.graph.frames import parts
from agents.graph.triage import Triager
from agents.graph.triage_examples import MEASURED, Example
from knowledge.embedding import EmbeddingError, HashEmbedder
from knowledge.text.language import detect

EXAMPLES = (
    Example(text="the gadget went zonk and crackled terribly", route="escalation", flag="harm"),
    Example(text="my gadget zonk crackled terribly again", route="escalation", flag="harm"),
    Example(text="parcel is soggy and late", route="escalation", flag="complaint"),
    Example(text="the parcel is late and soggy once more", route="escalation", flag="complaint"),
    Example(text="write a caption about spring colours", route="copywriting"),
    Example(text="write a postcard that invites to our big party", route="copywriting"),
    Example(text="write a slogan about boycott boredom party", route="copywriting"),
    Example(text="what does the blue vase cost", route="research"),
    Example(text="which vase is the oldest", route="research"),
)


class Measured(HashEmbedder):
    """Likeness by shared words, under the name that triage's limits hold for."""

    def __init__(self) -> None:
        super().__init__(512)
        self.name = MEASURED


def triage(text: str, embedder: type[HashEmbedder] = Measured) -> Triage:
    return Triager(now=lambda: datetime(2026, 11, 21, tzinfo=UTC), examples=EXAMPLES, embedder=embedder).triage(text)


def test_an_incident_that_no_rule_knows_is_found_by_its_likeness_and_the_reason_says_so() -> None:
    found = triage("the gadget crackled terribly and went zonk")
    assert (found.route, found.severity, found.flags, found.decided_by) == ("escalation", "P1", ("harm",), "examples")
    assert found.why == "Reads like “the gadget went zonk and crackled terribly” (labelled example)"


def test_an_incident_told_beside_an_order_is_found() -> None:
    order = "Write a caption about spring colours, write a postcard that invites to our big party, and a slogan"
    assert triage(f"{order}.").route == "copywriting"
    found = triage(f"{order}. The gadget went zonk and crackled terribly.")
    assert (found.route, found.severity) == ("escalation", "P1")


def test_a_plain_order_stays_one() -> None:
    assert triage("Write a caption about spring colours").route == "copywriting"


def test_another_embedder_leaves_the_rules_alone() -> None:
    assert triage("What did the gadget, it crackled terribly and went zonk?", HashEmbedder).route == "research"
    assert triage("What did the gadget, it crackled terribly and went zonk?").route == "escalation"


def test_what_a_rule_took_for_less_may_be_like_a_p1() -> None:
    told = "I am disappointed, the gadget went zonk and crackled terribly"
    assert (triage(told, HashEmbedder).severity, triage(told).severity) == ("P3", "P1")


def test_a_word_of_alarm_in_an_order_like_plain_ones_is_a_figure_of_speech() -> None:
    order = "boom! explosive party! write a slogan about spring colours, a caption and a postcard"
    assert triage(order, HashEmbedder).route == "escalation"
    assert triage(order).route == "copywriting"


def test_harm_is_never_taken_for_a_figure_of_speech() -> None:
    order = "Write a caption about spring colours for a customer: my daughter is in hospital after your balm"
    assert (triage(order).route, triage(order).decided_by) == ("escalation", "rule")


def test_embeddings_that_fail_leave_the_rules_in_charge() -> None:
    class Broken(Measured):
        def passages(self, texts):  # type: ignore[no-untyped-def]
            raise EmbeddingError("gone")

    assert triage("The bottle leaked all over my bag", Broken).route == "escalation"
    assert triage("Write a caption about spring colours", Broken).route == "copywriting"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Write a caption. My lamp is smoking a little.", ("My lamp is smoking a little.",)),
        ("Write a caption – the lamp smokes quite a lot", ("the lamp smokes quite a lot",)),
        ("Write a caption, by the way, the lamp smokes a lot", ("by the way, the lamp smokes a lot",)),
        ("Bitte einen Text und: die Lampe qualmt ganz schön", ("die Lampe qualmt ganz schön",)),
        ("Newsletter paragraph: our formula has no added fragrance", ()),
        ("Write a caption. Thanks!", ()),
        ("My lamp is smoking a little", ()),
    ],
)
def test_what_is_told_in_passing(text: str, told: tuple[str, ...]) -> None:
    assert told_in_passing(parts(text, detect(text))) == told


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("Write a line for the museum about the fire of 1966", True),
        ("What did another brand say about its recall?", True),
        ("Fassen Sie bitte den abgeschlossenen Rückruf von 2019 zusammen", True),
        ("Résume en cinq lignes l'affaire du flacon, classée en janvier", True),
        ("Escribe un texto sobre el caso de la fuga, ya cerrado", True),
        ("Scrivi una riga sull'incendio del 1966 per il museo", True),
        ("Escreve um texto sobre o incidente de fevereiro, já encerrado", True),
        ("Write a reply, the lamp is on fire", False),
        ("The fire of 1966 is on again", False),
        ("Antes da campanha, a cadeia Belmar pediu amostras à concorrência.", False),
    ],
)
def test_what_is_over_somebody_elses_or_made_up(text: str, far: bool) -> None:
    language = detect(text)
    assert is_far_away(parts(text, language), language) is far


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Tell the driver that next time I'll be waiting for him with a shotgun", "crisis"),
        ("Dites au livreur que la prochaine fois je l'attends avec le fusil", "crisis"),
        ("Nächstes Mal warte ich mit dem Messer auf ihn", "crisis"),
        ("La próxima vez lo espero con la escopeta", "crisis"),
        ("La prossima volta lo aspetto con il fucile", "crisis"),
        ("Da próxima vez espero por ele com a espingarda", "crisis"),
        ("Merci pour tout, ce soir j'en finis", "harm"),
        ("Stasera la faccio finita", "harm"),
        ("Esta noche acabo con todo", "harm"),
    ],
)
def test_threats_and_farewells_are_the_gravest(text: str, flag: str) -> None:
    found = Triager(now=lambda: datetime(2026, 11, 21, tzinfo=UTC)).triage(text)
    assert (found.route, found.severity, flag in found.flags) == ("escalation", "P1", True)


@pytest.mark.parametrize(
    ("text", "delight"),
    [
        ("I'm obsessed, it murders every other scent in my cupboard. Thank you!", True),
        ("Cette crème est une tuerie, merci pour tout", True),
        ("Der Duft ist der Hammer, vielen Dank", True),
        ("Me muero con este perfume, gracias por todo", True),
        ("Questo profumo è una droga, complimenti", True),
        ("Esse cheiro me mata, parabéns", True),
        ("It knocked me out and I am in bed", False),
        ("Thank you, but my arms came up in welts", False),
    ],
)
def test_delight_needs_both_strong_words_and_praise(text: str, delight: bool) -> None:
    language = detect(text)
    assert is_delight(parts(text, language), language) is delight
