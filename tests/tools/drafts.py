"""Drafts of many kinds for the sample brand, to be checked as a whole."""

from tools.copy import Copy

_SAID = (
    ("en", "The refillable bottle costs €118, filled with 50 ml. Each refill costs €64 and fits your letterbox."),
    ("en", "Refill it 30 times. It lasts 9 hours on skin and costs €96."),
    ("en", "First Train smells of cold air, black coffee and burnt toast, and it comes with a leather case."),
    ("en", "Each refill uses 62% less packaging by weight than a new boxed bottle, and 30% less than last year."),
    ("en", "Calm Balm has six ingredients and no scent. It heals rashes, and it soothes your skin."),
    ("en", "Patch-tested on 52 adults who say their skin is sensitive; 51 of them showed no reaction after 48 hours."),
    ("en", "The cap locks with a quarter turn, so nothing sprays in your bag."),
    ("en", "Linden Hour rests for six weeks before it is filled by hand in our workshop in Berlin."),
    ("en", "Order before 1 December and it is with you in 3 to 5 days. Free returns, always."),
    ("en", "Our best perfume yet: Quiet Cedar, with cedar, salt and warm wool, for €96."),
    ("en", "The shop in Lisbon opens at 9 am. The bottle is recycled glass, recyclable for ever."),
    ("en", "The candle burns for 40 hours. The Evening Candle and the Discovery Set cost €70 together."),
    ("en", "Salt Meadow, 50 ml, €96. Calm Balm, 50 ml, €32. Two refills for €64."),
    ("en", "Your morning, unhurried. A window, a coffee, and the sound of the tram."),
    ("fr", "Le flacon rechargeable coûte 118 €, et la recharge 64 €. Le meilleur parfum, sans alcool."),
    ("fr", "Calm Balm a été testé sous patch sur 52 adultes. Il apaise les peaux sensibles."),
    ("de", "Der Flakon kostet 118,00 €. Der beste Duft, nachhaltig und von Hand gefüllt."),
    ("de", "Getestet für 25 Nachfüllungen, 62 % weniger Verpackung als ein neuer Flakon im Karton."),
    ("es", "El frasco recargable cuesta 118 €. La recarga cuesta 64 €, con un 62 % menos de embalaje."),
    ("it", "Il flacone costa 118 €, la ricarica 64 €. Il migliore, fatto a mano a Berlino."),
)
DRAFTS = tuple(
    Copy(fields={"caption": text}, channel=channel, locale=locale)
    for locale, text in _SAID
    for channel in ("instagram", None)
) + tuple(
    Copy(fields={"subject": one[1][:60], "preheader": two[1][:80], "body": one[1] + "\n\n" + two[1]}, channel="email")
    for one, two in zip(_SAID[:6], _SAID[6:12], strict=True)
)
