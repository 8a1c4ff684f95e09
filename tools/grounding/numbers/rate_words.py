"""The words beside a price that say what it is paid by: "a day", "pro Woche", "par mois", "the week is"."""

import re

RATES = {
    "day": r"(?:a|per|each|every|/) ?(?:day|24 hours)|daily|(?:am|pro|je|jeden) tag|täglich|tagsüber"
    r"|(?:par|/) ?jour|(?:à )?la journée|(?:al|por|cada|/) ?día|diari[oa]s?|la jornada|al giorno|giornalier[oi]"
    r"|(?:per|/) ?dag|(?:ao|por) dia|günlük|günde",
    "week": r"(?:a|per|each|every|/) ?week|weekly|(?:die|pro|je|in der|jede) woche|wöchentlich"
    r"|(?:par|la|/) ?semaine|(?:a la|por|la|cada) semana|semanal(?:es)?|(?:alla|a|la) settimana|per week"
    r"|(?:à|por) semana|haftalık|haftada",
    "month": r"(?:a|per|each|every|/) ?month|monthly|(?:im|pro|je|jeden) monat|monatlich|(?:par|/) ?mois"
    r"|mensuel(?:le)?s?"
    r"|(?:al|por|cada) mes|mensual(?:es)?|al mese|per maand|(?:ao|por) mês|aylık|ayda",
}
_AFTER = {name: re.compile(rf"\s*(?:{words})(?!\w)", re.IGNORECASE) for name, words in RATES.items()}
_WHOLE = {
    "day": r"the (?:whole )?day|der (?:ganze )?tag",
    "week": r"(?:the|one|a whole) (?:whole )?week|(?:eine|die ganze) woche|une semaine"
    r"|una (?:semana|settimana)|een week",
    "month": r"the (?:whole )?month|der (?:ganze )?monat",
}
_BEFORE = {
    name: re.compile(
        rf"(?<!\w)(?:{words}|{_WHOLE[name]})(?!\w)[^,;:.!?–—]{{0,25}}?"
        r"(?<!\w)(?:costs?|is|comes to|kostet|ist|co[ûu]te|est|cuesta|es|sale por|costa|è|kost|custa|é)\s*$",
        re.IGNORECASE,
    )
    for name, words in RATES.items()
}


def rate_after(text: str, end: int) -> str | None:
    """What a price is paid by, by what follows where it ends: "day", "week", "month"."""
    return next((name for name, after in _AFTER.items() if after.match(text, end)), None)


def rate_before(text: str, start: int) -> str | None:
    """The same, by what stands before where it begins: "a bike for the week is €133"."""
    return next((name for name, before in _BEFORE.items() if before.search(text, 0, start)), None)
