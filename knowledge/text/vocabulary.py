"""The words of a text that carry its content, cut to their stems, so that two ways to say one thing can be compared.

The stemmer is light and wrong now and then, but the same word always gives the same stem; that is all that is needed.
"""

import re
from functools import lru_cache

from knowledge.text.memory import remembered
from knowledge.text.numerals import language_of
from knowledge.text.wordlist import word_set, words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[\u3040-\u30ff\u3400-\u9fff]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_STOP = {
    "en": word_set("""
        a an the and or but nor if then than as at by for from in into of off on onto out over to up with without about
        after before between through during under again further once here there when where why how all any both each
        few more most other some such no not only own same so too very can will just don should now is am are was were
        be been being have has had having do does did doing would could may might must shall it its it's he she they
        them their his her him you your yours we us our ours i me my mine this that these those who whom which what
        also yet let lets get gets got make makes go goes while until because ever every one ones don't doesn't isn't
        aren't can't won't didn't you'll we'll it'll you're we're they're i'm let's there's that's
    """),
    "fr": word_set("""
        le la les l un une des de du d et ou mais si que qui quoi dont où à au aux en dans par pour sur sous avec sans
        ce cet cette ces c est sont être été était a ont avoir il elle ils elles on nous vous je tu me te se y ne pas
        plus moins très son sa ses leur leurs notre nos votre vos mon ma mes ton ta tes qu n s j m t aussi comme
    """),
    "de": word_set("""
        der die das den dem des ein eine einen einem einer eines und oder aber wenn dass als wie an auf aus bei bis
        durch für gegen in im ins mit nach ohne über um unter von vom vor zu zum zur ist sind war waren sein wird werden
        hat haben er sie es wir ihr ich du sich nicht kein keine mehr sehr auch nur noch schon so dann da hier man
        unser unsere ihre ihren dein deine mein meine dieser diese dieses
    """),
    "es": word_set("""
        el la los las un una unos unas y o pero si que de del al a en con por para sin sobre entre es son ser está
        están ha han hay lo le les se me te nos su sus tu tus mi mis nuestro nuestra no más muy también como cuando ya
        este esta estos estas ese esa
    """),
    "it": word_set("""
        il lo la i gli le un uno una e ed o ma se che di del dello della dei degli delle a al allo alla ai agli alle da
        dal dalla in nel nella con per su sul sulla tra fra è sono essere ha hanno non più molto anche come quando si ci
        vi mi ti suo sua tuo tua mio mia nostro nostra questo questa questi queste
    """),
    "nl": word_set("""
        de het een en of maar als dat die van voor met in op aan bij uit naar om te tot door over onder is zijn was
        waren wordt worden heeft hebben hij zij ze we wij je jij u ik niet geen meer zeer ook nog al dan er hier dit
        deze ons onze jouw uw mijn
    """),
}
_ENDINGS: dict[str, tuple[str, ...]] = {
    "fr": words("issements issement ements ement ments ment ables able ives ive euses euse es er ez és ée s x e"),
    "de": words("ungen ung heiten heit keiten keit lichen liche lich baren bare bar ern em en er es e n s"),
    "es": words("amientos amiento aciones ación ables able amente mente adas ados ada ado ar er ir as os es a o e s"),
    "it": words("amenti amento azioni azione abili abile amente mente ate ati ata ato are ere ire a e i o"),
    "nl": words("ingen ing heden heid lijke lijk bare baar en er e s"),
}


@remembered
def stems(text: str, locale: str = "en") -> tuple[str, ...]:
    """In the text's order, repeated ones too; small words and numbers are left out."""
    language = language_of(locale)
    stop = _STOP.get(language, _STOP["en"])
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        if word[0] >= "\u3040" and _UNSPACED.match(word):
            found.extend(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif word not in stop and len(word) > 1:
            found.append(stem(word, language))
    return tuple(found)


@lru_cache(maxsize=16384)
def stem(word: str, language: str = "en") -> str:
    """`word` is one word in lower case."""
    if "'" in word:
        head, _, tail = word.partition("'")
        word = head if len(tail) <= 2 or tail in ("ll", "re", "ve") else tail
    if language == "en":
        return _english(word)
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


_EN_RULES = (
    ("ability", "abl"), ("abilities", "abl"), ("ably", "abl"), ("able", "abl"), ("ically", "ic"), ("ical", "ic"),
    ("fulness", "ful"), ("iveness", "iv"), ("ations", "at"), ("ation", "at"), ("ments", ""), ("ment", ""), ("ness", ""),
    ("ists", ""), ("ist", ""), ("ied", "y"), ("ies", "y"), ("iest", "y"), ("ier", "y"), ("ings", ""), ("ing", ""),
    ("edly", ""), ("ed", ""), ("est", ""), ("ely", ""), ("ly", ""), ("sses", "ss"), ("xes", "x"), ("ches", "ch"),
    ("shes", "sh"), ("s", ""),
)  # fmt: skip
_KEPT = word_set(
    "this less glass bliss process class press dress loss kiss miss various previous best test rest west nest guest"
)


def _english(word: str) -> str:
    if word not in _KEPT:
        for ending, instead in _EN_RULES:
            root = word[: -len(ending)]
            if word.endswith(ending) and len(root) >= 3 and not (ending == "s" and root.endswith(("s", "u", "i"))):
                word = root + instead
                break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]  # "stopped" and "stop"
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word
