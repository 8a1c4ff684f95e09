"""The parts of an English sentence that state something by themselves: "…, and it comes with a leather case".

A sentence is cut where that is safe: at semicolons and dashes, at conjunctions and relative words, at participles after
a comma, at "and" where a verb follows, and between the items of "smells of …". What is said to the reader ("so you can
drink your coffee"), wished, asked or told as a mood is no statement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.text.claims import find_claims
from knowledge.text.quantities import find_quantities
from knowledge.text.wordlist import one_of, words

_THIRD = words("""
    is isn't are aren't was were has have had hasn't does doesn't can can't cannot never won will comes contains
    holds keeps lasts fits locks smells weighs protects offers features includes stays costs takes gives delivers
    uses works opens dries absorbs leaves needs carries survives saves reduces makes fills burns doubles plants goes
    turns came went got made grew kept sold took gave wore began became
""")
_BASE = words("""
    keep last come smell weigh stay cost take give deliver work open leave need carry survive save reduce make recommend
    use love trust choose approve collect wear grow get
""")
_FINITE = one_of((*_THIRD, *_BASE))
_PARTICIPLES = one_of(
    words("""
        made blown grown worn drawn gone sold won written built cut sewn woven known seen spun bound dug found given
        hung kept laid sent shot struck taken told torn
    """)
)
_PREPOSITIONS = r"(?:by|in|into|with|on|from|for|under|to|of|at|after|before|through|until|without|as|like|over)"
_PARTICIPLE = rf"(?:\w{{2,}}ed|{_PARTICIPLES})(?: \w+ly| twice| once)? {_PREPOSITIONS}\b"
_SUBJECT = (
    r"(?:it|they|he|she|we|this|that|these|those|there"
    r"|(?:the|its|our|their|your|a|an|each|every|all|no|this|these|one) (?:[\w'-]+ ){0,3}?[\w'-]+|[\w-]{3,}s"
    r"|[A-Z]\w+(?: [A-Z]\w+)*)"
)
_STARTS = (
    rf"(?:{_SUBJECT}(?:'s|'ll|'ve|'re|'d| \w+ly| also| even| then)?"
    rf"(?: (?:{_FINITE}|\w{{3,}}(?:ed|[^s\Wu]s))\b|(?<='[sd]) ))"
)
_VERB = rf"(?:(?:also|even|never|always|then|still) )?(?:(?:{one_of(_THIRD)})\b|\w{{2,}}[^s\Wu]s (?!and\b|or\b)\w)"
_CUT = re.compile(
    r"\s*;\s*|\s+[–—]\s+|\s+-\s+"
    r"|,\s+(?=(?:whatever|whoever|wherever|whenever|however|no matter)\b)"
    r"|,?\s+(?:but|because|while|which|whose|who|where|although|though|so that|so)\s+"
    rf"|,\s+(?:and |or )?(?=even )|,\s+(?:and |or )?(?={_PARTICIPLE})"
    rf"|,?\s+(?:and|or|yet)\s+(?={_PARTICIPLE}|{_VERB})"
    rf"|,\s+(?:and\s+|or\s+)?(?={_STARTS})|\s+and\s+(?={_STARTS})",
)
# Whom the clause is about: the reader, somebody, the brand's own wishes.
_FREE = re.compile(
    r"(?:(?:you|you'\w+|your|yours|i|i'\w+|my|somebody|someone|nobody|anybody|everybody|people|there|there's|let|let's"
    r"|we'd|we'll|we (?:like|love|know|think|hope|wish|wait|mean|believe|thought|did|stopped|said|say)|please|don't"
    r"|(?:a|one|another|some|no) (?:person|human|man|woman|child|friend|neighbour|colleague|stranger|dog|cat)"
    r"|(?:the|a) shop (?:is|are) (?:just |right )?(?:a?round the corner|a?cross the road|next door|down the road)"
    r"|whatever|whoever|wherever|whenever|however|no matter"
    r"|doesn't matter|if|when|then)\b|it(?:'s| is) (?:yours|ready|here|back|waiting|time|enough|not|all|only|isn't)\b"
    r"|it isn't)"
)
# What is denied of a thing, known to the reader, or measured by what was just said.
_UNTOLD = re.compile(
    r"\b(?:isn't|aren't|wasn't|weren't|(?:is|are|was|were) not)\b|\byou (?:don't|do not|already|can't) \w+"
    r"|\btimes (?:that|this)\b"
)
_STATING = re.compile(rf"(?:even |also |always |never )|{_PARTICIPLE}|{_VERB}|{_STARTS}")
_HAS_VERB = re.compile(rf"\b(?:{_FINITE}|\w{{3,}}(?:ed|[^s\Wu]s))\b|'s\b")
_OBJECT = re.compile(r"\b(?:it|them|its|our|us|we|they)\b")
_GOES_ON = re.compile(rf"{_PARTICIPLE}|{_VERB}|even |also |always |never ")
_NAMED = re.compile(
    r"((?:(?:the|a|an|each|every|all|no|one|this|that) )?(?:[\w'-]+ ){0,3}?[\w-]{3,}) "
    rf"(?:{_FINITE}|\w{{3,}}(?:ed|[^s\Wu]s))\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\b(?:smells? (?:faintly |mostly |only )?of|contains|made (?:of|from)|notes of) ([^.;:!?–—]+)")
_ITEM = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)")
_AN_ITEM_ENDS = re.compile(rf"\s(?:{_FINITE}|{_PREPOSITIONS}|that|which|because|so|while|but)\b|\bit\b|\byou")
_SAME = 4_096  # sentences that are remembered: several checks ask for each


@dataclass(frozen=True)
class Clause:
    """Exactly the sentence's text at `start`."""

    text: str
    start: int
    item: bool = False  # of a list


@lru_cache(maxsize=_SAME)
def clauses(sentence: str) -> tuple[Clause, ...]:
    """At least one; in the sentence's order, the items of a list after the clauses."""
    low = sentence.replace("’", "'")
    parts = tuple(_parts(sentence, low))
    return (*parts, *_items(sentence, low))


def states(clause: Clause, locale: str) -> bool:
    """Whether the clause says something that can be checked."""
    text = clause.text.replace("’", "'")
    low = text[:1].lower() + text[1:]
    if clause.item:
        return True
    if any(one.kind != "price" and one.claims for one in find_claims(text, locale)):
        return True
    if _FREE.match(low.lower()) or _UNTOLD.search(low):
        return False
    return bool(find_quantities(text, locale)) or _STATING.match(low) is not None


def subject_of(clause: Clause) -> str | None:
    """What the clause speaks of, where it names a thing; None for "it", for the sentence's subject, for an item."""
    text = clause.text.replace("’", "'")
    found = None if clause.item or _OBJECT.search(text) or _GOES_ON.match(text) else _NAMED.match(text)
    return found[1] if found else None


def _parts(sentence: str, low: str) -> Iterator[Clause]:
    start = 0
    for cut in _CUT.finditer(low):
        joins_nouns = cut[0].strip() == "and" and not _HAS_VERB.search(low, start, cut.start())
        if cut.start() > start and not joins_nouns:
            yield Clause(sentence[start : cut.start()], start)
            start = cut.end()
    end = len(sentence.rstrip(" .!…"))
    if end > start:
        yield Clause(sentence[start:end], start)


def _items(sentence: str, low: str) -> Iterator[Clause]:
    for found in _LIST.finditer(low):
        at, items = found.start(1), []
        for cut in [*_ITEM.finditer(low, at, found.end(1)), None]:
            end = cut.start() if cut else found.end(1)
            text = sentence[at:end]
            if _AN_ITEM_ENDS.search(f" {low[at:end]} ") or len(text.split()) > 4:
                break
            if text.strip():
                items.append(Clause(text, at, item=True))
            at = cut.end() if cut else end
        if len(items) > 1:
            yield from items
