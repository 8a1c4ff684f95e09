"""The voice or the looks of a real person, made by a machine, in any order of the words: "our AI avatar speaks with the
voice of Scarlett Johansson", "just like Scarlett Johansson's voice, our AI avatar reads the label".

A sentence says so where it speaks of a machine that imitates, and gives it somebody's voice or face, or likens how it
looks or sounds to somebody named. What is denied, warned of or done with the person's consent says nothing of the kind.
"""

import re
from collections.abc import Iterator

from knowledge.text.guarded import Guarded
from knowledge.text.numerals import language_of
from tools.findings import Finding, Severity
from tools.people.person_names import persons
from tools.text.placed import Reading

LIKENESS = "copydesk.SyntheticLikeness"
_SAYS = (
    "'{span}' imitates a person by machine. The law asks for a label that says so, and the person has to agree in "
    "writing: without both it must not go out."
)
_SOURCE = "Regulation (EU) 2024/1689 (AI Act), Article 50(4) (deep fakes are labelled)"
_MADE = Guarded(
    r"(?<![\w-])(?:(?:\w+-)?avatars?|deep-?fake\w*|holograms?|hologramm\w*|hologrammes?|hologramas?"
    r"|artificial intelligence|computer-generated|(?:voice )?clon(?:e|es|ed|ing)|synthetic|synthesi[sz]ed"
    r"|künstliche\w* intelligenz|computergeneriert\w*|geklont\w*|synthetisch\w*"
    r"|intelligence artificielle|cloné\w*|clonage|synthétiques?|de synthèse"
    r"|inteligencia artificial|clonad[oa]s?|sintétic[oa]s?|intelligenza artificiale|clonat[oaie]|sintetic[oaie]"
    r"|kunstmatige intelligentie|gekloonde?|synthetische?)(?![\w])",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w-])(?:AI|KI|IA)(?:-\w+)?(?![\w])")
_FEATURE = (
    r"(?:voice|face|likeness|smile|laugh|features|looks|stimme|gesicht|lächeln|lachen|aussehen|gesichtszüge"
    r"|voix|visage|sourire|rire|traits|voz|cara|rostro|sonrisa|risa|voce|volto|viso|sorriso|stem|gezicht|glimlach)"
)
_OF = re.compile(
    rf"(?<!\w){_FEATURE} (?:\w+ )?(?:of|von|de|di|van|der|des) (?:the |den |der )?$|{_FEATURE} d['’]$", re.I
)
_OWN = re.compile(rf"(?:['’]s?)? (?:own |eigene\w* |\w+ )?{_FEATURE}(?!\w)", re.IGNORECASE)
_LIKE = re.compile(
    r"(?<!\w)(?:like|wie|comme|como|come|als|zoals|resembles?|ähnelt|gleicht|ressemble(?:nt)? (?:à|beaucoup à)"
    r"|parece(?:n)? a|parecid[oa]s? a|somiglia(?:no)? a|lijkt op) (?:exactly |genau |exactement )?$",
    re.IGNORECASE,
)
_SEEMS = re.compile(
    r"(?<!\w)(?:looks?|looking|sounds?|sounding|speaks?|speaking|talks?|talking|sings?|singing|smiles?|moves?|resembles?"
    r"|sieht|sehen|aussieht|aussehen|klingt|klingen|spricht|sprechen|singt|singen|lächelt|ähnelt|gleicht"
    r"|ressemble(?:nt)?|parle(?:nt)?|chante(?:nt)?|sourit|suenan?|hablan?|cantan?|sonríen?|parecen?|parecid[oa]s?|sembra(?:no)?"
    r"|suona(?:no)?|parla(?:no)?|canta(?:no)?|somiglia(?:no)?|klinkt|klinken|lijkt|lijken|spreekt|zingt"
    r"|" + _FEATURE + r")(?!\w)",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"(?<!\w)(?:no|not|never|without|nobody|nicht|nie|kein\w*|ohne|niemals|ne|pas|jamais|sans|nunca|jamás|sin|non|mai"
    r"|senza|niet|nooit|geen|zonder|beware|warn\w*|scams?|fraud|report\w*|lawsuit|sue[ds]?|ban(?:s|ned)?|detects?|spot"
    r"|betrug|erkenn\w*|vorsicht|melde\w*|arnaque|repér\w*|signal\w*|estafa|cuidado|detect\w*|denunci\w*|truffa"
    r"|oplichting|(?:her|his|their|written) (?:written )?(?:consent|permission|agreement)|einwilligung|zustimmung"
    r"|consentement|accord|consentimiento|permiso|consenso|toestemming)(?!\w)|n['’]t(?!\w)|(?<!\w)n['’]",
    re.IGNORECASE,
)


def _names_a_machine(text: str) -> bool:
    return _MADE.search(text) is not None or _SHORT.search(text) is not None


def likenesses(reading: Reading, locale: str) -> Iterator[Finding]:
    """Red, amber where it is quoted; one for each sentence."""
    if not _names_a_machine(reading.text):
        return
    told: set[tuple[int, int]] = set()
    for person in persons(reading.text, language_of(locale)):
        place = reading.sentence(person.start)
        sentence = reading.text[place[0] : place[1]]
        if not person.full or place in told or _HARMLESS.search(sentence) or not _names_a_machine(sentence):
            continue
        if _is_imitated(sentence, person.start - place[0], person.end - place[0]):
            told.add(place)
            yield _finding(reading, place)


def _is_imitated(sentence: str, start: int, end: int) -> bool:
    before = sentence[:start]
    if _OF.search(before) or _OWN.match(sentence, end):
        return True
    return _LIKE.search(before) is not None and _SEEMS.search(before) is not None


def _finding(reading: Reading, place: tuple[int, int]) -> Finding:
    start = place[0] + len(reading.text[slice(*place)]) - len(reading.text[slice(*place)].lstrip())
    end = place[0] + len(reading.text[slice(*place)].rstrip())
    severity: Severity = "amber" if reading.quoted(start, end) else "red"
    message = _SAYS.replace("{span}", reading.text[start:end])
    return reading.finding(LIKENESS, "safety", severity, (start, end), message, source=_SOURCE)
