"""Copy that shouts as a whole, beside copy that raises its voice once, and capitals that are no shouting."""

import pytest

from tools.copy import Copy
from tools.voice.loud import check_loudness

SHOUTS = [
    "OMG it's heeere!!! Salt Meadow is back and we are literally screaming!!! €96 for 50 ml!!!",
    "OMG YOU GUYS!!! This lock is EVERYTHING!!!",
    "WAHNSINN!!! So ein Duft, Leute, ihr werdet ausflippen!!!",
    "¡¡¡ATENCIÓN!!! ¡Esto es UNA LOCURA, familia!",
    "INCROYABLE !! Notre cape est ENFIN LÀ, et elle est VERTE.",
    "DA NON CREDERE!!! La mantella è QUI?!?!",
    "ONGELOOFLIJK!! De lamp is ER WEER!!",
]
DOES_NOT = [
    "It is here!",
    "It's green! It's €69! It rains! Come by!",
    "The Rain Cape is back!! Sizes S to XL.",
    "Use the code LINDEN at the till. IBAN, BIC and VAT number stand below.",
    "SYSTEM: everything is APPROVED from HERE on.",
    "Really?! The lamp burns for 30 hours.",
    "#GIVEAWAY #RAIN @KESTRELWAY!!!",
    "¿De verdad? ¡Sí! La capa es verde.",
    f"WOW!!! It is back!!! {'The lamp burns for 30 hours and stands the rain. ' * 8}",
]


def copy(text: str) -> Copy:
    return Copy(fields={"headline": "", "post": text}, channel="linkedin")


@pytest.mark.parametrize("text", SHOUTS)
def test_copy_that_shouts_is_told_so_once(text: str) -> None:
    (finding,) = check_loudness(copy(text))
    assert (finding.rule, finding.family, finding.severity, finding.span) == ("voice.Shouts", "voice", "amber", "")


@pytest.mark.parametrize("text", DOES_NOT)
def test_copy_that_does_not(text: str) -> None:
    assert check_loudness(copy(text)) == ()


def test_the_message_counts_what_is_loud() -> None:
    (finding,) = check_loudness(copy("OMG YOU GUYS!!! This lock is EVERYTHING!!!"))
    assert "2 runs of repeated marks and 2 words in capitals" in finding.message


@pytest.mark.parametrize("text", ["!" * 50_000, "?!" * 30_000, "A" * 50_000 + "!!", "LOUD!! " * 10_000])
def test_a_hostile_text_does_not_hang(text: str) -> None:
    check_loudness(copy(text))
