"""Numbers that a sentence gives to the product it begins with: what it has or comes with ("comes with five keys"), and
in what time it is ready for use ("charges in 90 minutes"). Nobody says one in passing.
"""

import re

from tools.grounding.numbers.durations import DURATIONS
from tools.grounding.numbers.places import Known, Place

_START = 12  # characters before a product that its sentence begins with: an article, a quotation mark
_HAS = re.compile(
    r"(?<!\w)(?:comes? with|has|have|includes?|(?:is )?(?:supplied|delivered|sold|equipped|fitted) with|boasts?|offers?"
    r"|kommt mit|hat|haben|enthält|(?:wird )?(?:geliefert )?mit|besitzt|bietet|verfügt über|umfasst"
    r"|a|ont|est (?:livrée?|fournie?|vendue?|équipée?) avec|comprend|possède|compte|dispose de|offre"
    r"|viene con|tiene|lleva|incluye|trae|se entrega con|cuenta con|ofrece"
    r"|ha|ha in dotazione|viene fornit[oa] con|include|comprende|offre|possiede"
    r"|heeft|komt met|bevat|wordt geleverd met|bezit|tem|vem com|traz|inclui)\s+"
    r"(?:(?:about|up to|over|its|the|etwa|rund|bis zu|ihre\w*|seine\w*|environ|ses|hasta|sus?|circa|fino a|tot"
    r"|cerca de|até)\s+)?$",
    re.IGNORECASE,
)
_READY = re.compile(
    r"(?<!\w)(?:charges?|recharges?|(?:is|are) (?:fully )?(?:charged|dry|ready|set up|fitted|mounted)|dries|dry|opens?"
    r"|l[äa]dt|laden|geladen|trocknet|trocken|aufgeladen|montiert|auf-?gebaut|(?:se )?(?:re)?charge|rechargée?|sèche"
    r"|montée?"
    r"|(?:se )?(?:re)?carga|cargad[oa]|se seca|sec[oa]|se monta|si (?:ri)?carica|si asciuga|caric[oa]|asciutt[oa]"
    r"|laadt|opgeladen|droogt|droog|carrega|seca)(?!\w)[^,;:.!?–—]{0,24}$",
    re.IGNORECASE,
)


def is_property(place: Place, known: Known) -> bool:
    """Of a count or a length of time that nothing carries."""
    sentence = place.wanted.sentence
    mentions = known.subjects.mentions(sentence)
    if not mentions or not mentions[0].named or mentions[0].start > _START:
        return False
    clause = sentence[mentions[0].end : place.at]
    if place.number.kind == "count":
        return place.number.unit not in (None, "time") and _HAS.search(clause) is not None
    return place.number.unit in DURATIONS and _READY.search(clause) is not None
