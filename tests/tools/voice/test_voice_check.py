"""Copy held against what people labelled as on and off a brand's voice."""

import numpy as np
import pytest
import regex

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.passages import Passage
from tools.copy import Copy
from tools.voice.check import NOT_MEASURED, OFF_VOICE, TooFew, check_voice, fit_voice
from tools.voice.model import Piece, VoiceModel
from tools.voice.style_features import NAMES, questions_for_people, style

PAST = BRANDS_SHIPPED / SAMPLE_BRAND / "documents" / "past_copy"


def pieces() -> list[Piece]:
    found = []
    for file in sorted(PAST.glob("*.md")):
        body = file.read_text(encoding="utf-8").split("---", 2)[2]
        for part in regex.split(r"(?m)^## ", body)[1:]:
            heading, _, text = part.partition("\n")
            side = "off" if file.name.startswith("off") else "on"
            found.append(
                Piece(text=text.strip(), side=side, where=heading, locale="es" if "espanol" in file.name else "en")
            )
    return found


@pytest.fixture(scope="module")
def voice() -> VoiceModel:
    return VoiceModel(pieces())


def copy(text: str, locale: str = "en") -> Copy:
    return Copy(fields={"caption": text}, channel="instagram", locale=locale)


def test_the_sample_brands_labels_are_told_apart_leaving_each_out(voice):
    found = voice.calibration()
    assert (found.on, found.off) == (40, 30)
    assert found.false_alarms == 0
    assert found.accuracy >= 0.95, found


def test_off_voice_copy_is_amber_and_names_the_nearest_of_each(voice):
    (finding,) = check_voice(copy("OMG!!! Slay your day with our luxurious new scent, bestie"), voice)
    assert (finding.rule, finding.family, finding.severity, finding.span) == (OFF_VOICE, "voice", "amber", "")
    assert "more hype words" in finding.message
    assert "off-voice: “" in finding.message
    assert "on-voice: “" in finding.message


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("It rains. The refillable bottle costs €118, filled, and the cap is locked.", "en"),
        ("The Ghent shop opens at 10:30 tomorrow. Bring the sock.", "en"),
        ("We sent you the wrong bottle on Friday. Sorry. The right one left Berlin today.", "en"),
        ("Kein Strom in Gent. Morgen ab 10:30 wie immer.", "de"),
        ("Il pleut. Le flacon coûte 118 €, rempli.", "fr"),
        ("", "en"),
        ("Read more.", "en"),
    ],
)
def test_plain_copy_is_left_alone(voice, text, locale):
    assert check_voice(copy(text, locale), voice) == ()


def test_the_brands_own_past_copy_is_on_voice(voice):
    for piece in voice.pieces:
        if piece.side == "on":
            assert check_voice(copy(piece.text, piece.locale), voice) == (), piece.where


def passage(number: int, text: str) -> Passage:
    return Passage(
        id=f"p{number}", brand="b", document="past/on.md", title="Past", heading=("Past", "X, May"), position=number,
        line=1, text=text, kind="past_copy", locale="en",
    )  # fmt: skip


def test_with_too_few_labels_it_says_so():
    on = [passage(number, f"The bottle number {number} is filled.") for number in range(9)]
    voice = fit_voice(on, on[:3])
    assert voice == TooFew(on=9, off=3)
    (finding,) = check_voice(copy("Anything at all."), voice)
    assert (finding.rule, finding.severity) == (NOT_MEASURED, "advice")
    assert "9 on-voice and 3 off-voice pieces are labelled, 8 of each are needed" in finding.message
    assert check_voice(copy("Anything at all."), None) == ()
    with pytest.raises(ValueError, match="9 on-voice and 3 off-voice"):
        VoiceModel(
            [Piece(text=one.text, side="on") for one in on] + [Piece(text=one.text, side="off") for one in on[:3]]
        )


def test_passages_become_pieces_with_their_place():
    on = [passage(number, f"It rains in Ghent at {number}:30 today.") for number in range(10)]
    off = [passage(number, f"Indulge now!!! The luxury of dream {number} awaits!") for number in range(10)]
    voice = fit_voice(on, off)
    assert isinstance(voice, VoiceModel)
    (finding,) = check_voice(copy("Indulge now!!! The luxury of dream 77 awaits you!"), voice)
    assert "(on.md › X, May)" in finding.message


def test_what_introduces_a_page_of_pieces_is_none():
    intro = passage(99, "Pitches and drafts that nobody may use.").model_copy(update={"heading": ("Past",)})
    on = [passage(number, f"It rains in Ghent at {number}:30 today.") for number in range(10)]
    voice = fit_voice([intro, *on], on)
    assert isinstance(voice, VoiceModel)
    assert len(voice.pieces) == 20


def test_likeness_counts_where_texts_can_be_embedded():
    def embed(texts):
        return np.array([[1.0, 0.0] if "rain" in text else [0.0, 1.0] for text in texts])

    on = [Piece(text=f"Plain words about rain number {number}.", side="on") for number in range(10)]
    off = [Piece(text=f"Plain words about gold number {number}.", side="off") for number in range(10)]
    voice = VoiceModel(on + off, embed)
    assert voice.calibration().accuracy == 1
    assert voice.judge("Plain words about rain again.").off < 0.5 < voice.judge("Plain words about gold again.").off
    assert voice.judge("Plain words about rain again.").nearest_on.side == "on"


def test_the_same_labels_give_the_same_verdict():
    text = "Thrilled to announce our exclusive, timeless journey! ✨"
    assert VoiceModel(pieces()).judge(text) == VoiceModel(pieces()).judge(text)


def test_style_is_one_number_for_each_name():
    assert len(style("")) == len(style("Hello, it's 8:10! 🌿 WHY?")) == len(NAMES)
    assert style("Subject: Rain\n\nIt rains.") == style("Rain\n\nIt rains.")
    assert style("It rains. https://orrelune.com #rain @porto") == style("It rains.   ")


def test_three_questions_are_for_people():
    assert [question.id for question in questions_for_people()] == ["sounds-like-us", "lands-in-this-culture", "bland"]
