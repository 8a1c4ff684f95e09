"""Comparisons with some others, not with all: "longer than the scents of big houses", against "than any other".

Whoever compares with all others, or with nobody in particular, praises without limit; a comparison with some can be
true and proven, and somebody has to look.
"""

import re
from collections.abc import Mapping

from knowledge.text.phrases import fold

_THAN: Mapping[str, re.Pattern[str]] = {
    language: re.compile(pattern)
    for language, pattern in {
        "en": r"\b(?:\w{2,}er|more|less|better|longer) (?:[\w-]+ )?than "
        r"(?!(?:any|every|ever|all|each|nothing|everything|you|we|i)\w*\b)",
        "de": r"\b\w{2,}er(?:e[nrsm]?)? als (?!(?:all|jed|je\b|irgend|du\b|ihr\b|man\b)\w*)",
        "fr": r"(?<!\ble )(?<!\bla )(?<!\bles )\b(?:plus|mieux|moins)\b[^.!?]{0,30}\bqu(?:e |')"
        r"(?!(?:tou[ts]|n'importe|aucun|jamais|nul|personne|vous|ailleurs)\w*)",
        "es": r"(?<!\bel )(?<!\bla )(?<!\blos )(?<!\blas )\b(?:mas|mejor|menos)\b[^.!?]{0,30}\bque "
        r"(?!(?:cualquier|ning|nunca|nadie|nada|tod[oa]s|en ningun)\w*)",
        "it": r"(?<!\bil )(?<!\bla )(?<!\bi )(?<!\ble )\b(?:piu|meglio|meno)\b[^.!?]{0,30}\b(?:di|dei|del|delle|degli"
        r"|della|dell'|che)(?! ?(?:qualsiasi|qualunque|ogni|tutt|nessun|mai|chiunque))",
        "nl": r"\b\w{2,}er dan (?!(?:elk|alle|ieder|ooit|welk|wie|je\b)\w*)",
        "pt": r"(?<!\bo )(?<!\ba )(?<!\bos )(?<!\bas )\b(?:mais|melhor|menos)\b[^.!?]{0,30}\bque "
        r"(?!(?:qualquer|nenhum|nunca|ninguem|tod[oa]s|nada)\w*)",
        "tr": r"\b(?!(?:her|butun|tum)\b)\w+(?:dan|den|tan|ten) daha\b",
        "ja": r"(?<!何)(?<!誰)(?<!どれ)(?<!どの香り)より(?:も)?",
    }.items()
}
# "than our other three", "als unsere drei anderen"
_OWN: Mapping[str, re.Pattern[str]] = {
    language: re.compile(pattern)
    for language, pattern in {
        "en": r"\bthan (?:all |any of )?our (?:\w+ )?(?:others?|own)\b",
        "de": r"\bals (?:alle )?unsere[nrsm]? (?:\w+ )?(?:anderen|ubrigen|eigenen)\b",
        "fr": r"\bque (?:tous |toutes )?nos (?:\w+ )?(?:autres|propres)\b",
        "es": r"\bque (?:tod[oa]s )?nuestr[oa]s (?:\w+ )?(?:otr[oa]s|propi[oa]s)\b",
        "it": r"\b(?:dei|delle|degli|che) (?:nostri|nostre) (?:\w+ )?altr[ie]\b",
        "nl": r"\bdan (?:al )?onze (?:\w+ )?andere\b",
        "pt": r"\bque (?:os nossos|as nossas) (?:\w+ )?outr[oa]s\b",
    }.items()
}


def compares_with_own(sentence: str, language: str) -> bool:
    """With nothing but what is sold here too."""
    found = _OWN.get(language)
    return found is not None and found.search(fold(sentence)) is not None


def compares_with_some(sentence: str, language: str) -> bool:
    found = _THAN.get(language)
    return found is not None and found.search(fold(sentence)) is not None
