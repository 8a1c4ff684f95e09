"""Words that somebody else says in a text: in quotation marks, or before "asked the conductor"."""

import re

from knowledge.text.phrases import fold

_QUOTED = re.compile(
    r"\"[^\"\n]{1,300}\"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|»[^«\n]{1,300}«|‘[^’\n]{2,300}’(?!\w)"
)
# after the comma or the question mark that ends what is said, and before who says it
_SAYS = re.compile(
    r"[^.!?\n]{0,80}?(?:[,?!] ?[–—-]?|[–—-]) ?(?:"
    r"(?:asked|said|says|asks|replied|called|shouted|whispered) (?:the|a|an|my|our|somebody|someone|she|he|they)\b"
    r"|(?:fragte?|sagte?|rief|ruft|meinte?|antwortete) (?:der|die|das|eine?|meine?|jemand|niemand|sie|er|bei)\b"
    r"|(?:(?:lui |m')?a )?(?:demande|dit|repondu?|lance|crie)(?:-t)?[ -](?:le|la|l'|une?|mon|ma|il|elle|on|quelqu'un)"
    r"|(?:pregunto|dijo|dice|pregunta|contesto|respondio|grito) (?:el|la|un|una|mi|alguien|ella)\b"
    r"|(?:ha )?(?:chiesto|detto|chiede|chiese|disse|dice|rispose) (?:il|lo|la|l'|un|una|uno|mio|mia|qualcuno)\b"
    r"|(?:vroeg|zei|zegt|vraagt|riep|roept|antwoordde) (?:de|het|een|mijn|iemand|ze|zij|hij)\b"
    r"|(?:perguntou|disse|diz|pergunta|respondeu|gritou) (?:o|a|um|uma|alguem|ela|ele)\b"
    r")"
)


def is_direct_speech(text: str, start: int, end: int) -> bool:
    """Whether somebody else than the brand says the words from `start` to `end`."""
    if any(first <= start and end <= last for first, last in (one.span() for one in _QUOTED.finditer(text))):
        return True
    return _SAYS.match(fold(text[end : end + 160])) is not None
