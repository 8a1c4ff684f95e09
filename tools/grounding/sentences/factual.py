"""Whether a sentence states something that evidence has to carry. Moods, questions and calls to action do not."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from knowledge.text.claims import find_claims
from knowledge.text.claims_aim import aim_of
from knowledge.text.guarded import Guarded
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.wordlist import one_of, words
from tools.grounding.evidence import Names
from tools.grounding.numbers.plain_speech import is_in_passing, is_scene, is_without_verb, opens_with_the_hour
from tools.grounding.sentences.announced import is_announced
from tools.grounding.sentences.clauses import clauses, subject_of

# Nouns that are a product, beside those that end the products' names, and what is said of one.
_NOUNS = words("""
    bottle perfume parfum scent fragrance balm candle pouch refill set jar cap glass pump box formula product spray
    collection sample cream oil
""")
_STATES = (
    r"(?:(?:is|are|was)(?! (?:now |all |just |still |finally |already |probably )*(?:out|back|here|there|in|late"
    r"|ready|yours|gone|on"
    r"|up|home|waiting|due|next|live|the new|the answer|fitted|packed|sent|shipped|booked|refilled|repaired"
    r"|[a-z]{2,}ing)\b)"
    r"|has|have|comes?|contains?|holds?|keeps?|lasts?|fits?|locks?|smells?|weighs?|protects?|offers?"
    r"|features?|includes?|stays?|costs?|takes?|gives?|delivers?|uses?|works?|opens?|dries|absorbs?|leaves?|needs?"
    r"|carries|survives?|saves?|reduces?|makes?|won|fills?|burns?)"
)
_IT_STATES = (
    r"(?:contains|holds|keeps|lasts|fits|locks|weighs|protects|offers|features|includes|stays|costs|delivers"
    r"|absorbs|dries|survives|comes (?:with|in)|is (?:made|filled|tested|approved|certified|designed|free|available)"
    r"|has won|burns)"
)
# Told to the reader of the reader's own: a guess, or what became of an order. Or only asked, or said not to be known.
_NO_STATEMENT = Guarded(
    r"\byour [\w -]{2,40}? (?:is|are|was|were|has been|have been) (?:now |all )?"
    r"(?:ready|due|refilled|filled|waiting|packed|sent|shipped|on (?:its|their) way|here|booked|repaired|finished)\b"
    r"|\byou(?:r [\w -]{2,40}?)?(?: has| have| is| are|['’]ve|['’]re) (?:probably|perhaps|maybe)\b"
    r"|^(?:somebody|someone|people|many of you|some of you|you|one of you) (?:\w+ )?(?:asked?|asks|wonder(?:ed)?)"
    r" (?:us )?(?:whether|if)\b"
    r"|\b(?:the|your) [\w -]{2,40}? (?:is|are|was|were|has been|have been) (?:now |all )?(?:fitted|replaced"
    r"|cleaned|packed|sent"
    r"|shipped|posted|repaired|booked|on (?:its|their) way)\b"
    r"|\b(?:leaves?|left|goes out|went out|ships?|arrives?|comes?) (?:[A-Z]\w+ |today|tomorrow|on )*(?:today"
    r"|tomorrow|tonight|now"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\bwe(?:'ve| have)? (?:sent|packed|posted|wrote|called|refunded) (?:you|it|them)\b"
    r"|^whether\b.*\b(?:not|n't|nobody|never|unknown|open)\b",
    re.IGNORECASE,
)
# "costs", "comes to": what is paid
_SAYS_MORE = re.compile(
    r"\b(?:contains?|holds?|keeps?|lasts?|fits?|locks?|smells?|weighs?|protects?|features?|includes?|stays?"
    r"|works?|opens?"
    r"|dries|absorbs?|leaves?|reduces?|makes?|won|fills?|burns?|made|tested|approved|certified|filled|is an?"
    r"|has|have|with|leaks?)\b"
)
_COSTS = re.compile(
    r"(?<!\w)(?:kostet|kosten|preis\w*|co[ûu]te\w*|prix|frais|cuesta\w*|precio\w*|costa\w*|prezzo|prezzi|kost"
    r"|prijs)(?!\w)"
)
_OFFERED = ("price", "percent")
_A_NOUN = re.compile(rf"(?<!\w)(?:{one_of(_NOUNS)})s?(?!\w)")
_OURS = re.compile(r"\b(?:we|our|ours|us|we're|we've|shops?|stores?)\b|^\W*(?:it|they|this|these)\b")
# What opens a request, a wish or a greeting.
_ASKING = {
    "en": re.compile(
        r"\W*(?:you (?:have|can|may|get|need|pay|choose|could)|order|use|return|send|give|try|spray|rinse|burn"
        r"|trim|choose|pick|take|put"
        r"|please|kindly|feel free|come|bring|ask|write|tell|keep|leave|mind|kill|charge|don't|do not|never|let"
        r"|let's|look|go"
        r"|stop|wait|imagine|picture|remember|forget|ignore|think|talk|listen|hang|sleep|breathe|believe|wish"
        r"|welcome|hello|hi"
        r"|hey|happy|dear|sorry|thanks|thank you|greetings|good (?:morning|evening|night|luck)|best of luck"
        r"|no hurry)\b(?! of\b)"
    ),
    "de": re.compile(
        r"\W*(?:bitte|komm|kommt|kommen sie|bring|bringt|frag|fragt|schreib|schreibt|sag|sagt|behalt\w*|lass"
        r"|lasst|denk|vergiss|warte"
        r"|stell dir|hallo|guten|liebe|lieber|danke|entschuldigung|viel glück|alles gute|keine eile)\b"
    ),
    "fr": re.compile(
        r"\W*(?:merci|venez|viens|apportez|demandez|écrivez|dites|gardez|laissez|oubliez|attendez|imaginez|pensez"
        r"|regardez|ne"
        r" \w+ez pas|bonjour|bonsoir|chère?s?|pardon|désolée?s?|bonne? \w+|pas de panique)\b"
    ),
    "es": re.compile(
        r"\W*(?:por favor|ven|venid|venga|trae|traiga|pregunta|escribe|escriba|dinos|guarda|quédate|deja|olvida"
        r"|espera|imagina"
        r"|piensa|mira|hola|buen[oa]s|querid[oa]s?|perdona?|gracias|suerte|sin prisa)\b"
    ),
}
_COMMENTS = re.compile(
    r"^\W*(?:and |but |so )?(?:that|this|which)(?:'s|’s| is| was) "
    r"(?:(?:all|the (?:whole|only|entire|point|idea|reason|plan))\b|it\b)"
    r"|\b(?:is|are|was|were) (?:hers|his|mine|theirs|yours)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:if|when|whenever|as soon as|once|until|unless|before|after|whatever|whoever)\b", re.IGNORECASE)
_HOUSE = re.compile(
    r"\b(?:we|our|ours|us|it|they|these|those|this|that|shops?|stores?|workshops?|studios?|ateliers?|team|house|brand"
    r"|company|factory|lab|cases?|labels?|range|service|delivery|shipping|postage|parcels?|codes?|vouchers?|website"
    r"|app|subscriptions?|returns?"
    r"|deposit|lids?|packaging|ingredients?|founders?|customers?|one|each|all)\b"
)
_FIRST_CLAUSE = re.compile(r"^[^,;:]*[,;:]\s")
# A main clause that denies: what is not said, not known, not done.
_DENYING = {
    "en": re.compile(
        r"^\W*(?:nobody|no one|none of|nothing|no [\w-]+ (?:is|are|was|has|says|will|can)|not)\b"
        r"|^[^,;:]*\b(?:isn't|aren't|wasn't|don't|doesn't|didn't|won't|can't|cannot|never|(?:is|are|was|do|does"
        r"|did|will|can) not"
        r"|is no|are no)\b(?! (?:only|just|more|less)\b)"
    ),
    "de": re.compile(r"^[^,;:]*\b(?:nicht|nie|niemals|niemand|nichts|kein\w*)\b(?! (?:nur|mehr als|länger als)\b)"),
    "fr": re.compile(r"^[^,;:]*\b(?:ne|n'|aucune?|rien|jamais)(?:\b| ?(?=\w))(?![^,;:]* que\b)"),
    "es": re.compile(
        r"^[^,;:]*\b(?:no|nunca|jamás|nadie|nada|ningun[oa]?|ningún|tampoco)\b(?! (?:sólo|solo|más de)\b)"
    ),
}


@lru_cache(maxsize=256)
def _patterns(names: tuple[str, ...]) -> re.Pattern[str]:
    nouns = {*_NOUNS, *(name.rpartition(" ")[2] for name in names)}
    # "Scent is memory" is said of the world; what is sold has an article or a name, or follows a word that tells which
    known = rf"(?:{one_of(names)}|(?<=\w )(?<!your )(?:{one_of(nouns)}))"
    return re.compile(rf"(?<!\w)(?<!never ){known}s?(?:'s)?(?: \w+ly)? {_STATES}\b|\bit (?:\w+ly )?{_IT_STATES}\b")


def _stating(names: Names) -> re.Pattern[str]:
    return _patterns(tuple(sorted(names.products)))


def is_factual(
    sentence: str, locale: str, names: Names, is_known: Callable[[str, str], bool] = lambda _text, _locale: False
) -> bool:
    """Whether it asserts something that can be checked of the brand, its products and services, or of the world as
    evidence: it claims something, gives a number of what is sold, or says what a product is or does.

    A question asserts nothing, nor does what is denied, asked of the reader, told of the reader's own order, or said of
    the post itself; nor do a scene ("5:52, platform 3"), news ("the balm is back") and the world at large ("Scent is
    memory"). `is_known` says of a text and its locale whether the evidence has a word of it.
    """
    if sentence.endswith("?"):
        return False
    # what is free is looked at with the numbers
    quantities = tuple(
        one
        for one in find_quantities(sentence, locale)
        if (one.kind != "price" or one.value != 0)
        and not opens_with_the_hour(one, sentence[: one.start], sentence[one.end :])
    )
    priced = any(one.kind in _OFFERED and one.value != 0 for one in quantities)
    if tells_the_reader(sentence, locale) and not priced:
        return False
    claims = (claim for claim in find_claims(sentence, locale) if claim.kind != "price")  # "a bargain": an opinion
    if any(claim.claims for claim in claims):
        return True
    stating = _stating(names)
    low = sentence.lower().replace("’", "'")
    if (asks(sentence, locale) or _denies(sentence, locale)) and not priced:
        rest = _FIRST_CLAUSE.sub("", low, count=1)  # "Forget what we wrote, the lamp is waterproof"
        return rest != low and stating.search(rest) is not None
    if is_announced(sentence, locale):
        return True
    measured = any(one.kind == "measure" for one in quantities)
    if not measured and language_of(locale) == "en" and _is_of_others(sentence, names):
        return False
    if priced or (quantities and _tells(quantities, sentence, locale, names, is_known)):
        return True
    return stating.search(low) is not None


def _is_of_others(sentence: str, names: Names) -> bool:
    """Whether each of its clauses tells something of the world: a lift, a neighbour, somebody. A clause that only says
    when ("if it turns up something that costs more") tells nothing.
    """
    if is_without_verb(sentence):
        return False
    told = [part for part in clauses(sentence) if not part.item and not _WHEN.match(part.text)]
    subjects = [subject_of(part) for part in told]
    return bool(subjects) and all(
        subject is not None
        and not names.products_in(subject)
        and not find_nouns(subject.lower())
        and not _HOUSE.search(subject.lower())
        for subject in subjects
    )


def _tells(
    quantities: Sequence[Quantity], sentence: str, locale: str, names: Names, is_known: Callable[[str, str], bool]
) -> bool:
    """Whether the numbers are said of something that the evidence or the brand speaks of, and make no scene."""
    if all(is_in_passing(one, sentence) for one in quantities):
        return False
    if is_scene(sentence, quantities) and not names.products_in(sentence):
        return False
    if _is_of_the_brand(sentence, locale, names):
        return True
    return not is_without_verb(sentence) and is_known(sentence, locale)


@lru_cache(maxsize=4096)
def tells_the_reader(sentence: str, locale: str) -> bool:
    """Of an order of the reader's, or that it is not known."""
    return language_of(locale) == "en" and _NO_STATEMENT.search(sentence) is not None


def comments(part: str, locale: str) -> bool:
    """Whether a part of a sentence only speaks of what was said before it, or denies, or says whose something is:
    "and that is the whole of its ambition", "and it doesn't care who knows".
    """
    if any(claim.claims for claim in find_claims(part, locale)) or find_quantities(part, locale):
        return False
    return _COMMENTS.search(part) is not None or _denies(part, locale)


def asks(sentence: str, locale: str) -> bool:
    pattern = _ASKING.get(language_of(locale))
    return pattern is not None and pattern.match(sentence.lower().replace("’", "'")) is not None


def _denies(sentence: str, locale: str) -> bool:
    pattern = _DENYING.get(language_of(locale))
    return pattern is not None and pattern.search(sentence.lower().replace("’", "'")) is not None


def _is_of_the_brand(sentence: str, locale: str, names: Names) -> bool:
    """By a product's name or noun, by "it" or "they" where they open it, by the brand's own "we"."""
    low = sentence.lower().replace("’", "'")
    if names.products_in(sentence) or aim_of(sentence, locale) == 2:
        return True
    if language_of(locale) == "en":
        return _OURS.search(low) is not None or find_nouns(low)
    return False


def says_a_cost(sentence: str) -> bool:
    """Whether it says plainly of something what it costs."""
    low = sentence.lower()
    return _COSTS.search(low) is not None or re.search(r"\bcosts?\b", low) is not None


def find_nouns(low: str) -> bool:
    return _A_NOUN.search(low) is not None


def is_priced(sentence: str, locale: str) -> bool:
    """Whether all that it gives are prices, of sizes, and nothing that has a verb says more than that they are paid."""
    kinds = {one.kind if one.unit not in ("ml", "g") else "size" for one in find_quantities(sentence, locale)}
    if kinds - {"price", "size", "time"} or any(
        one.kind != "price" and one.claims for one in find_claims(sentence, locale)
    ):
        return False
    low = sentence.lower().replace("’", "'")
    if language_of(locale) != "en":
        return _COSTS.search(low) is not None
    return _SAYS_MORE.search(low) is None
