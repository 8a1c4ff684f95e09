"""Whether a sentence warns of what it names: "don't burn it all night", "ne la laissez pas sans surveillance".

A negation that talks people out of what protects them warns of nothing: "don't bother with the helmet", "no need for a
doctor". The words are folded; a language without a list is taken at its word.
"""

import re
from collections.abc import Mapping

from knowledge.text.phrases import fold

_NOT: Mapping[str, str] = {
    "en": r"\b(?:never|not|cannot|avoid|no)\b|n't\b",
    "de": r"\b(?:nicht|nie|niemals|keine?[mns]?|vermeide\w?|weder)\b",
    "fr": r"\b(?:ne|jamais|ni|evitez?|aucune?)\b|\bn'",
    "es": r"\b(?:no|nunca|jamas|ni|evita|evite)\b",
    "it": r"\b(?:non|mai|ne|evita|evitate)\b",
    "nl": r"\b(?:niet|nooit|geen|vermijd)\b",
    "pt": r"\b(?:nao|nunca|nem|evite|evita)\b",
}
# what protects people, and fearing for it
_PROTECTS: Mapping[str, str] = {
    "en": (
        r"helmets?|belts?|lights?|lamps?|brak\w+|doctors?|medics?|call|wait|worr\w+|stop|read\w*|check\w*|look\w*|gloves?"
        r"|watch\w*|afraid|fear\w*|mind|bother|need\w*|hesitate|slow\w*|goggles|vest|mask|supervis\w+|blow|put it out"
        r"|ambulance|hospital|poison|label|instructions|matter|hurts?|harm|happen\w*"
    ),
    "de": (
        r"helme?s?|gurte?|licht\w*|lampen?|brems\w*|arzt|arztin|warte\w*|sorgen?|angst|stopp\w*|halt\w*|handschuhe?|schau\w*"
        r"|pass\w*|brauch\w*|zoger\w*|langsam\w*|brille|aufsicht|losch\w*|pust\w*|notruf|krankenhaus|etikett|schlimm\w*|passier\w*"
    ),
    "fr": (
        r"casques?|ceintures?|lumieres?|lampes?|eclair\w+|frein\w*|medecins?|docteur|attend\w*|souci\w*|inquiet\w*|peur"
        r"|arret\w*|gants?|regard\w*|besoin|hesit\w*|lent\w*|lunettes|eteign\w*|souffl\w*|hopital|etiquette|grave"
    ),
    "es": (
        r"cascos?|cinturon\w*|luz|luces|lamparas?|fren\w*|medic[oa]s?|esper\w*|preocup\w*|miedo|par[ae]s?|guantes?|mir\w*"
        r"|falta|necesit\w*|dud\w*|despacio|gafas|vigil\w*|apag\w*|sopl\w*|hospital|etiqueta|pasa nada"
    ),
    "it": (
        r"cas[ck]\w+|cintur\w*|luc[ie]|lampad\w*|fren\w*|medic[oi]|aspett\w*|preoccup\w*|paura|ferm\w*|guanti|guard\w*|bisogno"
        r"|serv\w*|esit\w*|piano|occhiali|sorvegl\w*|speg\w*|soffi\w*|ospedale|etichetta|succede"
    ),
    "nl": (
        r"helm\w*|gordel\w*|licht\w*|lamp\w*|rem\w*|dokter|arts|wacht\w*|zorgen|bang|stop\w*|handschoen\w*|kijk\w*|nodig"
        r"|aarzel\w*|langzaam|bril|toezicht|blaas|doof|ziekenhuis|etiket|erg"
    ),
    "pt": (
        r"capacetes?|cintos?|luz|luzes|lanternas?|trav\w+|medic[oa]s?|esper\w*|preocup\w*|medo|par[ea]\w*|luvas|olh\w*"
        r"|preciso|precisa\w*|hesit\w*|devagar|oculos|vigi\w*|apag\w*|sopr\w*|hospital|rotulo"
    ),
}
_PATTERNS = {
    language: (re.compile(said), re.compile(rf"(?:{said})\W+(?:[\w']+ ){{0,4}}(?:{_PROTECTS[language]})\b"))
    for language, said in _NOT.items()
}


def is_warning(sentence: str, language: str) -> bool:
    """Whether it denies, and nothing that protects people."""
    if language not in _PATTERNS:
        return False
    denies, talks_out = _PATTERNS[language]
    folded = fold(sentence)
    return denies.search(folded) is not None and talks_out.search(folded) is None
