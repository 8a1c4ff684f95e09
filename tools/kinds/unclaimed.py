"""Effects that a sentence denies, and what it says nobody knows: "n'apaise pas l'eczéma", "nobody has tested it".

The verb of the effect itself is denied; "no eczema stands up to it" and "nach zwei Tagen juckt nichts mehr" claim one.
"""

import re
from collections.abc import Mapping


def _compiled(patterns: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {language: re.compile(pattern, re.IGNORECASE) for language, pattern in patterns.items()}


NO_EFFECT = _compiled(
    {
        "en": r"\b(?:(?:do|does|did|will|would|can)(?:n['’]t| not)|cannot|never)"
        r" (?:cure|heal|treat|soothe|calm|relieve|ease|prevent|help|moisturi[sz]e|work against)\b"
        r"|\b(?:cures?|heals?|treats?|relieves?|prevents?) (?:nothing|nobody|no (?:illness|disease|eczema))\b",
        "de": r"\b(?:heilt|heilen|lindert|lindern|behandelt|behandeln|beruhigt|hilft)\b"
        r"(?: \w+){0,3}? (?:nicht|nichts|keine?[mnrs]?)\b(?! (?:nur|besser|schneller))",
        "fr": r"\b(?:ne |n['’])(?:\w+ )?(?:guéri\w*|soign\w*|apais\w*|calm\w*|soulag\w*|trait\w*|prévien\w*)\b"
        r"(?: \w+)? (?:pas|rien|aucun\w*)\b",
        "es": r"\bno (?:\w+ )?(?:cura|curan|trata|calma|alivia|sana|previene|quita)\b",
        "it": r"\bnon (?:\w+ )?(?:cura|guarisce|lenisce|calma|allevia|tratta|previene)\b",
        "nl": r"\b(?:geneest|verlicht|behandelt|kalmeert|helpt)\b(?: \w+){0,3}? (?:niet|niets|geen)\b",
        "pt": r"\bnão (?:\w+ )?(?:cura|trata|acalma|alivia|previne)\b",
        "tr": r"\b(?:iyileştirme|tedavi etme|gidermez|hafifletme|iyi gelme|yatıştırma)\w*",
        "ja": r"(?:治[すりし]\w*|治療\w*|癒\w*|効\w*)"
        r"(?:ません|もの(?:では|じゃ)(?:ありません|ない)|わけではありません)",
    }
)
UNKNOWN = _compiled(
    {
        "en": r"\b(?:nobody|no one|we) (?:has|have|haven['’]t|never)(?: ever)? (?:tested|measured|compared|studied)\b"
        r"(?! (?:\w+ ){0,3}(?:better|more|less|longer)\b)"
        r"|\bwe (?:don['’]t|do not|can['’]t|cannot) (?:know|tell|say)\b|\bwe know nothing\b",
        "de": r"\b(?:wissen|sagen|messen) wir (?:\w+ )?(?:nicht|nichts)\b"
        r"|\bwir (?:wissen|sagen) (?:\w+ ){0,3}?(?:nicht|nichts)\b"
        r"|\b(?:niemand|nicht|nie) (?:\w+ )?(?:geprüft|getestet|verglichen|gemessen|untersucht)\b",
        "fr": r"\b(?:personne|nous) (?:ne |n['’])(?:l['’]|la |le |les )?(?:avons |a )?(?:\w+ )?(?:pas |jamais |rien )?"
        r"(?:testé|mesuré|comparé|étudié)\w*|\b(?:nous (?:ne |n['’])(?:en )?|n['’]en )savons (?:rien|pas)\b",
        "es": r"\b(?:nadie|no) (?:\w+ )?(?:hemos|ha) (?:probado|comparado|medido|estudiado)\b"
        r"|\bno (?:lo )?sabemos\b",
        "it": r"\b(?:nessuno|non) (?:\w+ ){0,2}?(?:ha|abbiamo) (?:\w+ )?"
        r"(?:provato|confrontato|misurato|studiato|testato)\b|\bnon (?:lo )?sappiamo\b",
        "nl": r"\b(?:niemand|niet|nooit) (?:\w+ ){0,2}?(?:getest|vergeleken|gemeten|onderzocht)\b"
        r"|\bweten we (?:\w+ )?(?:niet|niets)\b",
        "pt": r"\b(?:ninguém|não) (?:\w+ ){0,2}?(?:testou|testámos|comparou|comparámos|mediu|medimos)\b"
        r"|\b(?:não|nada) sabemos\b",
        "tr": r"\b(?:test etmedi|test etmedik|karşılaştırmadık|ölçmedik|bilmiyoruz)\b",
        "ja": r"(?:比べて|試して|測って|調べて)(?:い)?ません|(?:わかり|分かり|存じ)ません",
    }
)
