"""Shares and offers told in words: half price, two thirds, twice, two for one, free shipping."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from knowledge.text.gifts import find_gifts
from knowledge.text.needed import needles_of
from knowledge.text.needles import Needles

_Kind = Literal["price", "percent", "count", "measure"]


@dataclass(frozen=True)
class Found:
    kind: _Kind
    value: Decimal | str
    start: int
    end: int
    unit: str | None


# What must stand in the text for the row to be worth trying; the pattern; what it says: kind, value, unit.
_Row = tuple[str, str, str]
_EVERYWHERE: tuple[_Row, ...] = (
    ("1", r"(?<![\w.,])1 ?[+&] ?1 (?:free|gratis|offert|gratuit)\b", "price 1+1 free"),
    ("1", r"(?<![\w.,])2 ?[+&] ?1 (?:free|gratis|offert|gratuit)\b", "price 2+1 free"),
    ("2", r"(?<![\w.,])2(?: for |x| voor | für | pour | por | per )1\b", "price 1+1 free"),
    ("price of", r"(?<![\w.,])(?:3|three)(?: [a-z-]+){0,3} for the price of (?:2|two)\b", "price 2+1 free"),
    ("price of", r"(?<![\w.,])(?:2|two)(?: [a-z-]+){0,3} for the price of (?:1|one)\b", "price 1+1 free"),
    ("3", r"(?<![\w.,])3(?: for |x| voor | für | pour | por | per )2\b(?![-\w]| [a-z])", "price 2+1 free"),
)
_SENDING = "(?:shipping|delivery|postage)"
_PART = r"(?:of|less|more|fewer|off|the)\b(?! an hour)"
_LANGUAGES: dict[str, tuple[_Row, ...]] = {
    "en": (
        (
            "third",
            r"\b(?:is|are|costs?|for|at|comes) (?:now |just |only )?an? third (?:less|off|cheaper)"
            r"(?=[.,;:!?)]|$| (?:this|until|till|in|at|on|for|now|than)\b)|\b(?:take|takes|taking|get|gets"
            r"|save) an? third off\b",
            "percent 33.3 off",
        ),
        (
            "quarter",
            r"\b(?:is|are|costs?|for|at|comes) (?:now |just |only )?an? quarter (?:less|off|cheaper)"
            r"(?=[.,;:!?)]|$| (?:this|until|till|in|at|on|for|now|than)\b)|\b(?:take|takes|taking|get|gets"
            r"|save) an? quarter off\b",
            "percent 25 off",
        ),
        (
            "fifth",
            r"\b(?:is|are|costs?|for|at|comes) (?:now |just |only )?an? fifth (?:less|off|cheaper)"
            r"(?=[.,;:!?)]|$| (?:this|until|till|in|at|on|for|now|than)\b)|\b(?:take|takes|taking|get|gets"
            r"|save) an? fifth off\b",
            "percent 20 off",
        ),
        (
            "tenth",
            r"\b(?:is|are|costs?|for|at|comes) (?:now |just |only )?an? tenth (?:less|off|cheaper)"
            r"(?=[.,;:!?)]|$| (?:this|until|till|in|at|on|for|now|than)\b)|\b(?:take|takes|taking|get|gets"
            r"|save) an? tenth off\b",
            "percent 10 off",
        ),
        ("half", r"\bhalf (?:the|its|their|our) (?:usual |normal |full |regular )?price\b", "percent 50 off"),
        (
            "half",
            r"\b(?:second|other|third)(?: [a-z-]+){0,3} (?:is|at|for|goes for) half(?=[.,;!?]|$)",
            "percent 50 off",
        ),
        ("half", r"\bhalf[- ]price\b|\bhalf off\b|\bat half the price\b", "percent 50 off"),
        ("half", r"\bhalf an hour\b|\ba half[- ]hour\b|\bhalf-hour\b", "measure 30 min"),
        ("half", r"\bhalf a dozen\b", "count 6"),
        ("half", r"\bhalf a lit(?:re|er)\b|\bhalf[- ]lit(?:re|er)\b", "measure 500 ml"),
        ("half", r"\bhalf a kilo\b", "measure 500 g"),
        ("half", r"\b(?:half a day|a half[- ]day|half-day)\b", "measure 0.5 day"),
        ("half", r"\bhalf a year\b", "measure 6 month"),
        ("half", r"\b(?:a day and a half|one and a half days)\b", "measure 1.5 day"),
        ("half", r"\b(?:a year and a half|one and a half years)\b", "measure 18 month"),
        ("quarter", r"\b(?:a |three )?quarters? of an hour\b(?<!three quarters of an hour)", "measure 15 min"),
        ("quarter", r"\bthree[- ]quarters of an hour\b", "measure 45 min"),
        ("fortnight", r"\ba fortnight\b", "measure 14 day"),
        (
            "half",
            r"\b(?:costs?|pay|for) (?:only |just )?half(?= [a-z]+|[.,;!?]|$)(?! (?:an?|the (?:day|time)|of)\b)",
            "percent 50 off",
        ),
        ("half", r"\ban hour and a half\b|\bone and a half hours\b", "measure 90 min"),
        (
            "half",
            r"(?<!first )(?<!second )(?<!other )(?<!better )(?<!next )"
            r"\bhalf (?:of|the|as|our|your|its|that|less|this)\b|\bby half\b",
            "percent 50",
        ),
        ("third", rf"\b(?:a|one)[- ]third {_PART}", "percent 33.3"),
        ("third", r"\btwo[- ]thirds\b", "percent 66.7"),
        ("quarter", rf"\b(?:a|one)[- ]quarter {_PART}", "percent 25"),
        ("quarter", r"\bthree[- ]quarters\b", "percent 75"),
        ("twice", r"\btwice\b(?! upon)", "count 2 time"),
        ("doubl", r"\bdoubles?\b(?= (?:the|your|our|its)\b)|\bdoubled\b", "count 2 time"),
        ("fold", r"\btwofold\b", "count 2 time"),
        ("fold", r"\bthreefold\b", "count 3 time"),
        ("tripl", r"\btriples?\b(?= (?:the|your|our|its)\b)|\btripled\b", "count 3 time"),
        (
            "buy ",
            r"\bbuy (?:one|1),? get (?:one|1|another|a second)(?: one)?(?: (?:free|for free))?",
            "price 1+1 free",
        ),
        ("buy ", r"\bbuy (?:two|2),? get (?:one|1|a third)(?: one)?(?: (?:free|for free))?", "price 2+1 free"),
        ("bogo", r"\bbogof?\b", "price 1+1 free"),
        ("for one", r"\btwo for one\b", "price 1+1 free"),
        ("for two", r"\bthree for two\b", "price 2+1 free"),
        (
            "free",
            rf"\bfree (?:[a-z]+ )?{_SENDING}\b|\b{_SENDING} is free\b",
            "price 0 shipping",
        ),
        ("we pay", r"\bwe pay (?:the |for )?(?:shipping|postage|delivery)\b", "price 0 shipping"),
        ("free", r"\bships? (?:for )?free\b|\bdelivered free\b", "price 0 shipping"),
        ("free", r"\bfree returns?\b|\breturns are free\b", "price 0 return"),
        ("free", r"\bfree (?:gifts?|samples?)\b", "price 0 gift"),
        ("complimentary", r"\bcomplimentary (?:gifts?|samples?)\b", "price 0 gift"),
        (
            "free",
            r"\bfree (?:engraving|gift[- ]wrap(?:ping)?|refills?|trial)\b|\bfor free\b|\bfree of charge\b",
            "price 0 free",
        ),
        ("at no ", r"\bat no (?:extra |additional )?(?:cost|charge)\b", "price 0 free"),
        ("o", r"\b(?:no charge|without charge|free with every|free with your)\b", "price 0 free"),
    ),
    "fr": (
        ("moitié", r"(?<!à )\bmoitié prix\b|\bmoitié de (?:son|leur|votre) prix\b", "percent 50 off"),
        ("tiers", r"\bun tiers (?:de (?:son|leur) prix|du prix|moins ch(?:er|ère)s?)", "percent 33.3 off"),
        ("quart", r"\bun quart (?:de (?:son|leur) prix|du prix|moins ch(?:er|ère)s?)", "percent 25 off"),
        ("cinquième", r"\bun cinquième (?:de (?:son|leur) prix|du prix|moins ch(?:er|ère)s?)", "percent 20 off"),
        ("dixième", r"\bun dixième (?:de (?:son|leur) prix|du prix|moins ch(?:er|ère)s?)", "percent 10 off"),
        ("moitié", r"\bà moitié prix\b", "percent 50 off"),
        ("demi", r"\b(?:un )?demi[- ]litre\b", "measure 500 ml"),
        ("demi", r"\b(?:une )?demi[- ]heure\b", "measure 30 min"),
        ("demi", r"\bdemi-tarif\b", "percent 50 off"),
        ("moitié", r"\bmoitié moins (?:cher|chère)s?\b", "percent 50 off"),
        ("demi", r"\b(?:une )?demi-journée\b", "measure 0.5 day"),
        ("demi", r"\b(?:un )?demi-kilo\b", "measure 500 g"),
        ("demi", r"\bun litre et demi\b", "measure 1500 ml"),
        ("demi", r"\bune heure et demie\b", "measure 90 min"),
        ("demi", r"\bun an et demi\b", "measure 18 month"),
        ("quart", r"\btrois quarts d['’]heure\b", "measure 45 min"),
        ("quart", r"\bun quart d['’]heure\b", "measure 15 min"),
        ("quinzaine", r"\bune quinzaine\b(?: de jours)?", "measure 14 day"),
        ("moitié", r"\b(?:co[ûu]te\w*|paye\w*|paie\w*) (?:que )?la moitié (?:du|de son) prix\b", "percent 50 off"),
        ("moitié", r"\bla moitié d", "percent 50"),
        ("tiers", r"\bun tiers (?=d|en|plus|moins)", "percent 33.3"),
        ("tiers", r"\bdeux tiers\b", "percent 66.7"),
        ("quart", r"\bun quart (?=d|en|plus|moins)(?!de tour|d['’]heure)", "percent 25"),
        ("offert", r"\bune? acheté\w*,? une? offert\w*", "price 1+1 free"),
        ("livraison", r"\blivraison (?:est )?(?:gratuite|offerte)\b", "price 0 shipping"),
        ("frais", r"\bfrais de port offerts\b", "price 0 shipping"),
        ("retour", r"\bretours? gratuits?\b", "price 0 return"),
        ("gratuit", r"\bgratuite?(?:ment)?\b", "price 0 free"),
        ("sans frais", r"\bsans frais\b(?! de (?:port|livraison|dossier))", "price 0 free"),
        ("sans frais", r"\bsans frais de (?:port|livraison)\b", "price 0 shipping"),
        ("pour le prix d", r"\bdeux(?: [a-zà-ÿ-]+){0,3} pour le prix d['’ ]?une?\b", "price 1+1 free"),
        ("pour le prix d", r"\btrois(?: [a-zà-ÿ-]+){0,3} pour le prix de deux\b", "price 2+1 free"),
    ),
    "de": (
        ("halbe", r"\b(?:den|dem|der|ein|einen) halben? preis\b|\bhalber preis\b", "percent 50 off"),
        (
            "drittel",
            r"\b(?:um )?ein drittel (?:günstiger|billiger|reduziert|gesenkt|unter (?:dem )?preis)\b",
            "percent 33.3 off",
        ),
        (
            "viertel",
            r"\b(?:um )?ein viertel (?:günstiger|billiger|reduziert|gesenkt|unter (?:dem )?preis)\b",
            "percent 25 off",
        ),
        (
            "fünftel",
            r"\b(?:um )?ein fünftel (?:günstiger|billiger|reduziert|gesenkt|unter (?:dem )?preis)\b",
            "percent 20 off",
        ),
        (
            "zehntel",
            r"\b(?:um )?ein zehntel (?:günstiger|billiger|reduziert|gesenkt|unter (?:dem )?preis)\b",
            "percent 10 off",
        ),
        ("halben", r"\bzum halben preis\b", "percent 50 off"),
        ("hälfte", r"\b(?:zweite|andere)[rsn]?(?: [a-zà-ÿ-]+){0,3},? (?:zur|für die) hälfte\b", "percent 50 off"),
        ("halb", r"\b(?:ein(?:en)? )?halbe[rn]? liter\b", "measure 500 ml"),
        ("halb", r"\b(?:einer? )?halbe[n]? stunde\b", "measure 30 min"),
        ("halb", r"\b(?:ein(?:en)? )?halbe[rnm]? tag(?:es)?\b", "measure 0.5 day"),
        ("halb", r"\bhalbe[sn]? jahr(?:es)?\b", "measure 6 month"),
        ("halb", r"\bhalbes kilo\b", "measure 500 g"),
        ("halb", r"\bhalbes pfund\b", "measure 250 g"),
        ("halb", r"\b(?:anderthalb|eineinhalb) liter\b", "measure 1500 ml"),
        ("halb", r"\b(?:anderthalb|eineinhalb) tage\b", "measure 1.5 day"),
        ("halb", r"\b(?:anderthalb|eineinhalb) jahre\b", "measure 18 month"),
        ("halb so viel", r"\b(?:kostet|kosten|zahl\w*|nur) (?:nur )?(?:noch )?halb so viel\b", "percent 50 off"),
        ("hälfte", r"\b(?:kostet|kosten|zahl\w*|nur) (?:nur )?(?:noch )?die hälfte\b", "percent 50 off"),
        ("viertelstunde", r"\bdreiviertelstunde\b", "measure 45 min"),
        ("viertelstunde", r"\bviertelstunde\b", "measure 15 min"),
        ("anderthalb", r"\b(?:anderthalb|eineinhalb) stunden\b", "measure 90 min"),
        ("hälfte", r"\b(?:die|um die) hälfte\b", "percent 50"),
        ("drittel", r"\beinem? drittel\b|\bein drittel\b", "percent 33.3"),
        ("drittel", r"\bzwei drittel\b", "percent 66.7"),
        ("viertel", r"\bein viertel\b(?!stunde)", "percent 25"),
        ("oppel", r"\b(?:doppelt so|verdoppelt)\b", "count 2 time"),
        ("zweimal", r"\bzweimal\b", "count 2 time"),
        ("dreimal", r"\bdreimal\b", "count 3 time"),
        ("versand", r"\bkostenlose[rnms]? versand\b|\bversandkostenfrei\w*|\bgratis ?versand\b", "price 0 shipping"),
        ("versand", r"\bversand (?:ist )?(?:kostenlos|gratis)\b", "price 0 shipping"),
        ("lieferung", r"\bkostenlose[rn]? lieferung\b|\blieferung (?:ist )?(?:kostenlos|gratis)\b", "price 0 shipping"),
        ("rücksendung", r"\bkostenlose rücksendung\b", "price 0 return"),
        ("kostenlos", r"\bkostenlos\w{0,2}\b", "price 0 free"),
        ("gratis", r"\bgratis\b", "price 0 free"),
        ("kosten", r"\b(?:ohne kosten|kostenfrei\w{0,2}|ohne aufpreis)\b", "price 0 free"),
        ("zum preis von", r"\b(?:zwei|2)(?: [a-zà-ÿ-]+){0,3} zum preis von (?:einer?|einem|1)\b", "price 1+1 free"),
        ("zum preis von", r"\b(?:drei|3)(?: [a-zà-ÿ-]+){0,3} zum preis von (?:zwei|2)\b", "price 2+1 free"),
    ),
    "es": (
        ("tercio", r"\bun tercio (?:más barat[oa]s?|menos de su precio|de descuento)\b", "percent 33.3 off"),
        ("cuarto", r"\bun cuarto (?:más barat[oa]s?|menos de su precio|de descuento)\b", "percent 25 off"),
        ("quinto", r"\bun quinto (?:más barat[oa]s?|menos de su precio|de descuento)\b", "percent 20 off"),
        ("décimo", r"\bun décimo (?:más barat[oa]s?|menos de su precio|de descuento)\b", "percent 10 off"),
        ("mitad", r"\b(?:a|por) (?:la )?mitad de su precio\b", "percent 50 off"),
        ("mitad", r"\ba mitad de precio\b", "percent 50 off"),
        ("medias", r"\b(?:segund[oa]|otr[oa])(?: [a-zà-ÿ-]+){0,2},? a medias\b", "percent 50 off"),
        ("mitad", r"\b(?:segund[oa]|otr[oa])(?: [a-zà-ÿ-]+){0,2},? (?:a|por) la mitad\b(?! de)", "percent 50 off"),
        ("medio", r"\bmedio litro\b", "measure 500 ml"),
        ("media", r"\bmedia hora\b", "measure 30 min"),
        (
            "mitad",
            r"\b(?:la mitad de precio|(?:cuesta|cuestan|sale|salen|pagas|por) la mitad\b(?! del?\b(?! precio)))",
            "percent 50 off",
        ),
        ("mitad", r"\bla mitad del?\b", "percent 50"),
        ("medio", r"\bmedio día\b", "measure 0.5 day"),
        ("media", r"\bmedia jornada\b", "measure 0.5 day"),
        ("medio", r"\bmedio año\b", "measure 6 month"),
        ("medio", r"\bmedio kilo\b", "measure 500 g"),
        ("medio", r"\b(?:un )?litro y medio\b", "measure 1500 ml"),
        ("media", r"\b(?:una )?hora y media\b", "measure 90 min"),
        ("cuarto", r"\btres cuartos de hora\b", "measure 45 min"),
        ("cuarto", r"\bun cuarto de hora\b", "measure 15 min"),
        ("tercio", r"\bun tercio\b", "percent 33.3"),
        ("tercio", r"\bdos tercios\b", "percent 66.7"),
        ("doble", r"\bel doble\b", "count 2 time"),
        ("envío", r"\benvíos? (?:gratis|gratuitos?)\b", "price 0 shipping"),
        ("grat", r"\bgratis\b|\bgratuit[oa]s?\b", "price 0 free"),
        ("sin co", r"\bsin (?:ningún )?cost[eo](?: alguno| adicional)?\b", "price 0 free"),
        ("precio de un", r"\b(?:dos|2)(?: [a-zà-ÿ-]+){0,3} (?:por|al) (?:el )?precio de un[oa]?\b", "price 1+1 free"),
        ("precio de dos", r"\b(?:tres|3)(?: [a-zà-ÿ-]+){0,3} (?:por|al) (?:el )?precio de dos\b", "price 2+1 free"),
    ),
    "it": (
        ("metà", r"(?<!a )\bmetà (?:del )?prezzo\b", "percent 50 off"),
        ("metà", r"\ba metà prezzo\b", "percent 50 off"),
        ("metà", r"\b(?:second|altr)[oa](?: [a-zà-ÿ-]+){0,2},? a metà\b(?! d)", "percent 50 off"),
        ("mezz", r"\bmezzo litro\b", "measure 500 ml"),
        ("mezz", r"\bmezz['’]ora\b", "measure 30 min"),
        ("mezz", r"\bmezza giornata\b", "measure 0.5 day"),
        ("mezz", r"\bmezzo chilo\b", "measure 500 g"),
        ("mezz", r"\bun litro e mezzo\b", "measure 1500 ml"),
        ("mezz", r"\bun['’]ora e mezz[ao]\b", "measure 90 min"),
        ("quart", r"\btre quarti d['’]ora\b", "measure 45 min"),
        ("quart", r"\bun quarto d['’]ora\b", "measure 15 min"),
        ("metà", r"\b(?:costa|costano|paghi) la metà\b(?! d(?!el prezzo))", "percent 50 off"),
        ("metà", r"\bla metà d", "percent 50"),
        ("terz", r"\bun terzo d", "percent 33.3"),
        ("terz", r"\bdue terzi\b", "percent 66.7"),
        ("doppio", r"\bil doppio\b", "count 2 time"),
        ("spedizion", r"\bspedizion[ei] (?:gratis|gratuit[ae])\b", "price 0 shipping"),
        ("grat", r"\bgratis\b|\bgratuit[oaie]\b", "price 0 free"),
        ("prezzo di un", r"\b(?:due|2)(?: [a-zà-ÿ-]+){0,3} al prezzo di un[oa]?\b", "price 1+1 free"),
        ("prezzo di due", r"\b(?:tre|3)(?: [a-zà-ÿ-]+){0,3} al prezzo di due\b", "price 2+1 free"),
    ),
    "nl": (
        ("halve", r"\bhalve prijs\b", "percent 50 off"),
        ("halve", r"\b(?:een )?halve liter\b", "measure 500 ml"),
        ("half", r"\been half uur\b", "measure 30 min"),
        ("half", r"\been half jaar\b", "measure 6 month"),
        ("halve", r"\been halve dag\b", "measure 0.5 day"),
        ("kilo", r"\been halve kilo\b", "measure 500 g"),
        ("anderhalf", r"\banderhalf uur\b", "measure 90 min"),
        ("anderhalve", r"\banderhalve liter\b", "measure 1500 ml"),
        ("kwartier", r"\bdrie kwartier\b", "measure 45 min"),
        ("kwartier", r"\been kwartier\b", "measure 15 min"),
        (
            "helft",
            r"\b(?:kost|kosten|betaalt?) (?:je |u )?(?:maar |nog maar |slechts )?de helft\b(?! van (?!de prijs))",
            "percent 50 off",
        ),
        ("helft", r"\bde helft\b", "percent 50"),
        ("derde", r"\been derde\b(?= (?:van|minder|meer))", "percent 33.3"),
        ("derde", r"\btwee derde\b", "percent 66.7"),
        ("maal", r"\btweemaal\b", "count 2 time"),
        ("dubbel", r"\bdubbel zo\b|\bverdubbeld\b", "count 2 time"),
        ("gratis", r"\bgratis (?:verzending|bezorging|verzonden|levering)\b", "price 0 shipping"),
        ("gratis", r"\bgratis\b", "price 0 free"),
        ("prijs van", r"\b(?:twee|2)(?: [a-zà-ÿ-]+){0,3} voor de prijs van (?:een|één|1)\b", "price 1+1 free"),
        ("prijs van", r"\b(?:drie|3)(?: [a-zà-ÿ-]+){0,3} voor de prijs van (?:twee|2)\b", "price 2+1 free"),
    ),
    "pt": (
        (
            "metade",
            r"\b(?:(?:a|por) metade do preço|(?:custam?|pagas?|paga[mr]) (?:só |apenas )?(?:a )?metade\b"
            r"(?! d(?!o preço)))",
            "percent 50 off",
        ),
        ("metade", r"\bmetade d", "percent 50"),
        ("mei", r"\bmeio litro\b", "measure 500 ml"),
        ("mei", r"\bmeia hora\b", "measure 30 min"),
        ("mei", r"\bmeio quilo\b", "measure 500 g"),
        ("mei", r"\buma hora e meia\b", "measure 90 min"),
        ("quarto", r"\bum quarto de hora\b", "measure 15 min"),
        ("terço", r"\bum terço\b", "percent 33.3"),
        ("terço", r"\bdois terços\b", "percent 66.7"),
        ("dobro", r"\bo dobro\b", "count 2 time"),
        ("portes", r"\bportes (?:grátis|gratuitos|oferecidos)\b", "price 0 shipping"),
        ("envio", r"\benvios? (?:grátis|gratuitos?)\b", "price 0 shipping"),
        ("gr", r"\bgrátis\b|\bgratuit[oa]s?\b", "price 0 free"),
        ("sem cust", r"\bsem (?:qualquer )?custos?(?: adiciona\w+)?\b", "price 0 free"),
        ("preço de um", r"\b(?:dois|duas|2)(?: [a-zà-ÿ-]+){0,3} (?:pelo|ao) preço de uma?\b", "price 1+1 free"),
        ("preço de du", r"\b(?:três|3)(?: [a-zà-ÿ-]+){0,3} (?:pelo|ao) preço de duas\b", "price 2+1 free"),
    ),
}


# "nine in ten": how each language joins the two, and its numbers up to ten.
_SHARES = {
    "en": (r"(?:in(?: every)?|out of(?: every)?)", "one two three four five six seven eight nine ten"),
    "de": (r"von", "eine[rs]? zwei drei vier fünf sechs sieben acht neun zehn"),
    "fr": (r"sur", "une? deux trois quatre cinq six sept huit neuf dix"),
    "es": (r"de cada", "un[oa]? dos tres cuatro cinco seis siete ocho nueve diez"),
    "it": (r"su", "un[oa]? due tre quattro cinque sei sette otto nove dieci"),
    "nl": (r"(?:op de|van de|op|van)", "[eé][eé]n twee drie vier vijf zes zeven acht negen tien"),
    "pt": (r"em cada", "uma? d(?:oi|ua)s três quatro cinco seis sete oito nove dez"),
}
_NOTHING = Decimal(0)
_WHOLES = (3, 4, 5, 6, 7, 8, 9, 10)


def _shares(language: str) -> tuple[_Row, ...]:
    if language not in _SHARES:
        return ()
    between, listed = _SHARES[language]
    names = listed.split()
    needle = re.split(r"\W", between)[0]  # "" where it begins with a choice
    return tuple(
        (
            needle,
            rf"(?<![\w.,])(?:{names[part - 1]}|{part}) {between} (?:{names[whole - 1]}|{whole})(?![\w.,]\d|\w)",
            f"percent {round(Decimal(100 * part) / whole, 1).normalize():f}",
        )
        for whole in _WHOLES
        for part in range(1, whole)
    )


def find_offers(low: str, language: str) -> list[Found]:
    """`low` is a `plain_text`. The earlier row wins where two overlap."""
    found: list[Found] = []
    taken: set[int] = set()
    share = _some_share(language)
    needles, rows = _rows(language, shares=share is not None and share.search(low) is not None)
    for number in needles.standing_in(low):
        pattern, kind, value, unit = rows[number]
        for match in pattern.finditer(low):
            start, end = match.start(), match.start() + len(match[0].rstrip())
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append(Found(kind, value, start, end, unit))
    for start, end in find_gifts(low, language):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(Found("price", _NOTHING, start, end, "free"))
    return found


@lru_cache(maxsize=16)
def _some_share(language: str) -> re.Pattern[str] | None:
    """Stands in every text that a row of `_shares` finds something in; None where there are no such rows."""
    if language not in _SHARES:
        return None
    between, listed = _SHARES[language]
    wholes = "|".join(listed.split()[min(_WHOLES) - 1 :])
    return re.compile(rf" {between} (?:{wholes}|[0-9])")


@lru_cache(maxsize=32)
def _rows(
    language: str, *, shares: bool
) -> tuple[Needles, tuple[tuple[re.Pattern[str], _Kind, Decimal | str, str | None], ...]]:
    rows = _LANGUAGES.get(language, ()) + _EVERYWHERE + (_shares(language) if shares else ())
    found = tuple((re.compile(pattern), *_meaning(says)) for _, pattern, says in rows)
    needles = [_needles(needle, pattern) for (needle, _, _), (pattern, *_) in zip(rows, found, strict=True)]
    return Needles(needles), found


def _needles(needle: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """What is read off the pattern, where that tells more."""
    read = needles_of(pattern)
    return read if min(map(len, read)) > len(needle) else (needle,)


def _meaning(says: str) -> tuple[_Kind, Decimal | str, str | None]:
    kinds: dict[str, _Kind] = {"price": "price", "percent": "percent", "count": "count", "measure": "measure"}
    kind, value, unit = (*says.split(), None)[:3]
    return kinds[str(kind)], str(value) if "+" in str(value) else Decimal(str(value)), unit
