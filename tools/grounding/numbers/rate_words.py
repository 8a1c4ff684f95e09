"""The words behind a price that say what it is paid by: "a day", "pro Woche", "par mois"."""

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


def rate_after(text: str, end: int) -> str | None:
    """What stands behind a price that ends there: "day", "week", "month"."""
    return next((name for name, after in _AFTER.items() if after.match(text, end)), None)
