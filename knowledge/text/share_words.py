"""How each language tells a share by two numbers."""

# "nine in ten": how each language joins the two, and its numbers up to ten.
SHARES = {
    "en": (r"(?:in(?: every)?|out of(?: every)?)", "one two three four five six seven eight nine ten"),
    "de": (r"von", "eine[rs]? zwei drei vier fünf sechs sieben acht neun zehn"),
    "fr": (r"sur", "une? deux trois quatre cinq six sept huit neuf dix"),
    "es": (r"de cada", "un[oa]? dos tres cuatro cinco seis siete ocho nueve diez"),
    "it": (r"su", "un[oa]? due tre quattro cinque sei sette otto nove dieci"),
    "nl": (r"(?:op de|van de|op|van)", "[eé][eé]n twee drie vier vijf zes zeven acht negen tien"),
    "pt": (r"em cada", "uma? d(?:oi|ua)s três quatro cinco seis sete oito nove dez"),
}
# The same with a noun between: "three bottles out of four".
APART = {"en": r"(?:out of(?: every)?|in every)", "fr": "sur", "es": "de cada", "it": "su", "pt": "em cada"}
