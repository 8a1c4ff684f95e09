"""Sentences that say only how skin feels, and for how long: "your hands stay soft for ten hours".

That is a cosmetic claim and wants a test; an effect on body or mind is another matter.
"""

import re

from knowledge.text.phrases import fold

_BODY = (
    r"\b(?:skin|hands?|face|lips|hair|elbows?|knuckles?|haut|hande|gesicht|lippen|haare|ellbogen|knochel|peau|mains?|visage"
    r"|levres|cheveux|coudes|piel|manos?|cara|labios|pelo|codos|pelle|mani|viso|labbra|capelli|gomiti|huid|handen|gezicht"
    r"|ellebogen|pele|maos|rosto|cotovelos|cilt\w*|el(?:ler|in|iniz)\w*)\b"
)
_FEEL = (
    r"\b(?:soft|softer|smooth\w*|supple|silky|comfortable|moisturi[sz]ed|hydrated|weich\w*|zart\w*|geschmeidig\w*|glatt\w*"
    r"|samtig\w*|douces?|doux|souples?|lisses?|soyeu\w+|hydratee?s?|suaves?|lis[oa]s?|ters[oa]s?|flexibles?|hidratad[oa]s?"
    r"|morbid[oaie]|lisci[oae]?|vellutat[oaie]|idratat[oaie]|zacht\w*|soepel\w*|glad|macias?|macios?|yumusa\w+)\b"
)
_SENSITIVE = re.compile(
    r"\b(?:for|suits?|made for|fur|pour|convient|para|per|voor|geschikt|indicad[oa])\b[^.!?]{0,40}"
    r"\b(?:sensitive skin|empfindliche[nr]? haut|peaux? sensibles?|piel(?:es)? sensibles?|pell[ei] sensibil[ei]"
    r"|gevoelige huid|peles? sensive(?:l|is)|normal skin|problem skin)\b"
)
_FELT = re.compile(rf"(?:{_BODY}.*{_FEEL}|{_FEEL}.*{_BODY})", re.DOTALL)
_GRAVER = re.compile(
    r"e[ck]z[ec]m|egzama|neurodermit|psoria|acne|akne|rosacea|dermatit|derm[ao]to|itch|juck|prurit|picor|picaz|prurito|jeuk"
    r"|demange|red(?:ness|dened)|\bred\b|rot(?:ung|e stell)|rougeur|rojec|rossor|rood|crack|riss|crevass|griet|screpol"
    r"|kloof|heal|cure|guer|sana\b|guari|genees|heil|wrinkl|falten|rides|arrug|rugh|rimpel|bab(?:y|ies)|bebe|neonat|pregnan"
    r"|schwanger|enceinte|grossess|embaraz|incint|zwanger|sleep|schlaf|dorm|sonn|slaap|pain|schmerz|doul|dolor|pijn|allerg"
    r"|inflam|entzund|infiamm|burn|brand|brul|quemad|scott|wound|wund|plaie|herid|ferit|scar|narb|cicatri|rash|ausschlag"
    r"|sunburn|medic|doctor|arzt|safe|sicher|unbedenk|sans danger|segur|sicur|veilig|stress|calm(?! balm)|beruhig|apais"
)


def feels_only(sentence: str) -> bool:
    """In any language: skin is soft, or a product is for skin that is sensitive; no illness, age or relief is named."""
    folded = fold(sentence)
    told = _FELT.search(folded) or _SENSITIVE.search(folded)
    return told is not None and _GRAVER.search(folded) is None
