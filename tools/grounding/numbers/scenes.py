"""Small counts of a scene that is told: "two dads with twins", "the radio has played it four times since Tuesday".

They count what the documents do not speak of, and neither the seller, nor a product, nor what somebody has or won. "We
saw three students" tells of them.
"""

import re
from decimal import Decimal

from knowledge.text.numerals import language_of
from knowledge.text.vocabulary import stems
from tools.grounding.numbers.contradicted import meant_words
from tools.grounding.numbers.places import Known, Place

_FEW = Decimal(12)
_SEEN = re.compile(
    r"(?<!\w)(?:we(?:['’]ve| have)?(?: just)? (?:saw|seen|watched|met|passed|overtook|noticed|heard)"
    r"|(?:sahen|trafen|hörten|haben) wir|wir (?:sahen|trafen|hörten|haben (?=[^.!?]*(?:gesehen|getroffen|gehört)))"
    r"|nous avons (?:vu|croisé|rencontré|entendu)|on a (?:vu|croisé)|hemos (?:visto|oído)|vimos|abbiamo (?:visto"
    r"|sentito|incontrato)|(?:we|wij) (?:zagen|hoorden))(?!\w)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"(?<!\w)(?:we|our|ours|us|wir|uns|unser\w*|nous|notre|nos|nosotr[oa]s|nuestr[oa]s?|noi|nostr[oaie]|wij|ons"
    r"|onze"
    r"|nós|noss[oa]s?|\w{2,}(?:amos|emos|imos|iamo))(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"(?<!\w)(?:comes? with|has|have|had|includes?|wins?|won|received?|earned|offers?|there (?:are|were) (?:now )?"
    r"|hat|haben|hatte\w*|bekam\w*|gewann\w*|erhielt\w*|bietet|gibt(?: es|['’]s)|il y a|ont|avait|a (?:reçu|gagné"
    r"|remporté)|tiene\w*|hay|gan[óa]\w*|recibi\w*|ofrece\w*|ci sono|ha|hanno|ha vinto|heeft|hebben|won|kreeg|er zijn"
    r"|tem|têm|há)\s[^,;:.!?–—]{0,24}$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\W*(?:an?|per|each|every|as|the|more|less|longer|pro|am|im|in der|so|mehr|par|plus|moins|al|a la|por|más|menos"
    r"|all\w*|più|meno|zo|meer|daily|weekly|täglich|filtered|tested|checked|distilled)(?!\w)",
    re.IGNORECASE,
)


def is_in_a_scene(place: Place, known: Known) -> bool:
    """Of a count that nothing carries and nothing contradicts."""
    number, sentence = place.number, place.wanted.sentence
    if isinstance(number.value, str) or number.value > _FEW or any(map(str.isdecimal, number.text)):
        return False
    if _OURS.search(_SEEN.sub(" ", sentence)) or known.names.products_in(sentence):
        return False
    if number.unit == "time":
        after = place.at + len(number.text)
        return not known.subjects.mentions(sentence) and _RATE.match(sentence, after) is None
    is_had = _HAS.search(_SEEN.sub(" ", sentence[: place.at])) is not None
    return not is_had and _is_of_nothing_known(place, known)


def _is_of_nothing_known(place: Place, known: Known) -> bool:
    number, locale = place.number, place.wanted.locale
    if number.unit is None or known.subjects.mentions(number.text):
        return False
    if language_of(locale) == "en":
        return frozenset(stems(number.text.partition(" ")[2], locale)).isdisjoint(known.words)
    return not meant_words(number.text, locale)
