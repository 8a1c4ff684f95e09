"""How much plainer a sentence has to read like a claim where it asks, denies, warns, or tells what others ask."""

import re

from knowledge.text.declined import is_declined
from knowledge.text.numerals import language_of
from knowledge.text.polarity import even
from tools.kinds.compared import compares_with_own
from tools.kinds.model import Kind
from tools.kinds.unclaimed import NO_EFFECT, UNKNOWN
from tools.kinds.warned import is_warning

_ASSERTED = frozenset[Kind]({"health", "environmental", "praise", "danger", "news", "endorsement", "property"})
_DENIAL = 0.3
# "not" at the verb; "nobody does it better" and "not one drop" deny something else
_DENIED = {
    language: re.compile(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r"n['’]t\b|\b(?:is|are|was|were|do|does|did|will|would|can|could|has|have|am|we|they) not\b|\bcannot\b",
        "de": r"\bnicht\b(?! nur)|\b(?:versprechen|sagen|behaupten) wir nichts\b",
        "fr": r"(?:\bne |\bn['’])[\w ]{1,24}\b(?:pas|rien)\b(?! (?:seulement|que))",
        "es": r"^\W*no \w+|\bno (?:es|son|tiene|decimos|cura|relaja|hay|la|lo|se)\b(?! s[oó]lo)",
        "it": r"\bnon\b(?! (?:solo|soltanto))",
        "nl": r"\bniet\b(?! (?:alleen|enkel))",
        "pt": r"\bnão\b(?! (?:só|apenas))",
    }.items()
}
# "we never call our scents natural": told of what is not said
_UNSAID = {
    language: re.compile(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r"\bwe (?:never|don['’]t|do not|won['’]t|will not) (?:call|say|tell you|claim|promise|pretend)\b"
        r"|\b(?:and|but|say|says|said|know|print|have) nothing (?:about|on) ",
        "de": r"\b(?:nennen|sagen|behaupten|versprechen) wir\b[^.!?]{0,40}\b(?:nie|niemals|nicht|nichts)\b"
        r"|\bwir (?:nennen|sagen|behaupten|versprechen)\b[^.!?]{0,40}\b(?:nie|niemals|nicht|nichts)\b"
        r"|\b(?:nichts|kein Wort) (?:über|zum|zur) ",
        "fr": r"\bnous (?:ne |n['’])(?:appelons|disons|prétendons|promettons) (?:jamais|pas|rien)\b"
        r"|\b(?:et|mais|dire|dit) rien sur ",
        "es": r"\b(?:nunca|jamás|no) (?:llamamos|decimos|afirmamos|prometemos)\b"
        r"|\b(?:y|pero|decir|decimos) nada (?:sobre|de) ",
        "it": r"\bnon (?:chiamiamo|diciamo|promettiamo)\b",
        "nl": r"\b(?:noemen|zeggen|beloven) we\b[^.!?]{0,40}\b(?:nooit|niet|niets)\b"
        r"|\bwe (?:noemen|zeggen|beloven)\b[^.!?]{0,40}\b(?:nooit|niet|niets)\b",
        "pt": r"\b(?:nunca|não) (?:chamamos|dizemos|prometemos)\b",
    }.items()
}
# "people ask whether it is vegan", "man fragt uns, welcher am besten hält": told of a question
_ASKED = {
    language: re.compile(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r"\b(?:asks?|asked|wonders?|wondered) (?:\w+ ){0,4}?(?:whether|if|which|what|how|why)\b",
        "de": r"\b(?:ge)?frag(?:t|te|ten|en)\b[^.!?]{0,40}\b(?:ob|welche[nrsm]?|was|wie|warum)\b"
        r"|^\W*ob [^.!?]{0,80}\bgefragt\b",
        "fr": r"\bdemand\w+ (?:[\w'’]+ ){0,4}?(?:s[i'’]|quel\w*|comment|pourquoi|combien)",
        "es": r"\bpregunt\w+ (?:\w+ ){0,4}?(?:si|qué|cuál\w*|cómo|cuánto|por qué)\b",
        "it": r"\b(?:chied\w+|chiest\w+) (?:\w+ ){0,4}?(?:se|qual[ei]|come|quanto|perché)\b",
        "nl": r"\b(?:vra(?:ag|agt|gen)|vroeg\w*|gevraagd)\b[^.!?]{0,40}\b(?:of|welke?|wat|hoe|waarom)\b",
        "pt": r"\bpergunt[\w-]+ (?:\w+ ){0,4}?(?:se|qual|quais|como|quanto|porque)\b",
    }.items()
}


def doubt(kind: Kind, sentence: str, locale: str, following: str = "") -> float:
    """What is taken off a margin: 1 where the sentence asks, warns, or leaves the claim unsaid or to others, or
    compares with one's own; less where only its verb is denied; 0 of what is no claim. `following`: the next sentence,
    which may decline what somebody says in this one.
    """
    if kind not in _ASSERTED:
        return 0.0
    language = language_of(locale)
    if kind == "danger" and is_warning(sentence, language):
        return 1.0
    if sentence.rstrip("\"'“”»’ ").endswith("?"):
        return 1.0
    told = (patterns.get(language) for patterns in (_UNSAID, _ASKED, NO_EFFECT, UNKNOWN))
    if any(one is not None and one.search(sentence) for one in told):
        return 1.0
    if is_declined(low := even(sentence), low, even(following), language):
        return 1.0
    if kind == "praise" and compares_with_own(sentence, language):
        return 1.0
    denied = _DENIED.get(language)
    return _DENIAL if denied is not None and denied.search(sentence) else 0.0
