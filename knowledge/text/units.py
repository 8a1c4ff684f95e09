"""Currencies, units of measure and months, by the names that people give them."""

from decimal import Decimal

from knowledge.text.wordlist import word_set, words

CURRENCY_SYMBOLS = {
    "€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₹": "INR", "₩": "KRW", "us$": "USD", "ca$": "CAD", "c$": "CAD",
    "a$": "AUD", "au$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL",
}  # fmt: skip
CURRENCY_CODES = words("""
    eur usd gbp chf jpy cny sek nok dkk pln czk huf ron bgn cad aud nzd inr brl mxn sgd hkd krw zar aed sar ils thb try
""")
CURRENCIES = frozenset(code.upper() for code in CURRENCY_CODES)
CURRENCY_WORDS = {
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "dollar": "USD", "dollars": "USD", "dólar": "USD", "dólares": "USD",
    "dollaro": "USD", "dollari": "USD", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "livres sterling": "GBP",
    "pfund": "GBP", "franken": "CHF", "francs": "CHF", "franc": "CHF", "fr.": "CHF", "yen": "JPY", "kr": "SEK",
    "zł": "PLN", "cent": "cent", "cents": "cent", "centimes": "cent", "centesimi": "cent", "céntimos": "cent",
    "pence": "pence", "avro": "EUR", "евро": "EUR", "ευρώ": "EUR", "lira": "TRY", "złotych": "PLN", "kronor": "SEK",
    "ユーロ": "EUR", "ドル": "USD", "円": "JPY", "欧元": "EUR", "美元": "USD", "元": "CNY", "유로": "EUR",
}  # fmt: skip

# Name: canonical unit and factor. Minutes that make whole hours become hours (see `canonical`), weeks become days and
# years months; a month is never turned into days, nor a day into hours: those are different promises.
UNITS: dict[str, tuple[str, Decimal]] = {}
_RAW = {
    ("ml", "1"): "ml millilitre millilitres milliliter milliliters millilitri mililitros ミリリットル 毫升",
    ("ml", "10"): "cl centilitre centilitres centiliter centiliters",
    ("ml", "100"): "dl",
    ("ml", "1000"): "l litre litres liter liters litro litros litri リットル 升",
    ("g", "0.001"): "mg milligram milligrams milligramme milligrammes milligramm",
    ("g", "1"): "g gram grams gramme grammes gramm gramo gramos grammo grammi グラム 克",
    ("g", "1000"): "kg kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm",
    ("mm", "1"): "mm millimetre millimetres millimeter millimeters millimètres milímetros millimetri",
    ("mm", "10"): "cm centimetre centimetres centimeter centimeters centimètre centimètres centímetros centimetri",
    ("mm", "1000"): "m metre metres meter meters mètre mètres metro metros metri",
    ("mm", "1000000"): "km kilometre kilometres kilometer kilometers kilomètres kilómetros chilometri",
    ("in", "1"): "inch inches zoll pouces",
    ("oz", "1"): "oz ounce ounces",
    ("floz", "1"): "fl.oz fl.oz. floz",
    ("lb", "1"): "lb lbs libra libras libbra libbre pond",
    ("s", "1"): "s sec secs second seconds seconde secondes sekunde sekunden segundo segundos secondi seconden 秒",
    ("s", "60"): "min mins min. minute minutes minuten minuto minutos minuti minuut 分 分钟 分間",
    ("s", "3600"): "h hr hrs hour hours heure heures stunde stunden std hora horas ora ore uur uren 時間 小时",
    ("day", "1"): "day days jour jours tag tage tagen día días dia dias giorno giorni dag dagen 日間 日 天",
    ("day", "7"): "week weeks semaine semaines woche wochen semana semanas settimana settimane weken 週間 周",
    ("month", "1"): "month months mois monat monate monaten mes meses mese mesi maand maanden か月 ヶ月 个月",
    ("month", "12"): "year years yr yrs an ans année années jahr jahre jahren año años anno anni jaar jaren 年間 年",
    ("°c", "1"): "°c",
    ("kcal", "1"): "kcal",
    ("w", "1"): "watt watts",
    ("night", "1"): "night nights",
}
_FURTHER = {  # in Portuguese, Turkish, Polish, Czech and the Nordic languages
    ("s", "60"): "minut minuty minuter minutter dakika",
    ("s", "3600"): "saat godzin godziny timmar",
    ("day", "1"): "gün dni dagar dage",
    ("day", "7"): "hafta tygodni tygodnie veckor uger",
    ("month", "1"): "mês",
    ("month", "12"): "ano anos yıl år",
}
for (_unit, _factor), _names in (*_RAW.items(), *_FURTHER.items()):
    UNITS |= {name: (_unit, Decimal(_factor)) for name in _names.split()}
# These count how often, in every language: 30 refills may be told as "30 times".
TIMES = word_set("time times fois mal male veces vez volte volta keer maal x × 回 次")
# Written with its number attached, "30s" is a decade, not a half minute; and "5G" is no weight.
ONLY_APART = frozenset({"s", "second"})
ONLY_LOWER = frozenset({"g", "m", "s"})

MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
           "september sept sep", "october oct", "november nov", "december dec"),
    "fr": ("janvier janv.", "février févr.", "mars", "avril avr.", "mai", "juin", "juillet juil.", "août",
           "septembre sept.", "octobre oct.", "novembre nov.", "décembre déc."),
    "de": ("januar jänner jan.", "februar feb.", "märz", "april apr.", "mai", "juni", "juli", "august aug.",
           "september sept.", "oktober okt.", "november nov.", "dezember dez."),
    "es": ("enero ene.", "febrero feb.", "marzo", "abril abr.", "mayo", "junio", "julio", "agosto ago.",
           "septiembre setiembre sept.", "octubre oct.", "noviembre nov.", "diciembre dic."),
    "it": ("gennaio gen.", "febbraio feb.", "marzo", "aprile apr.", "maggio", "giugno", "luglio", "agosto",
           "settembre", "ottobre ott.", "novembre nov.", "dicembre dic."),
    "nl": ("januari jan.", "februari feb.", "maart mrt.", "april apr.", "mei", "juni", "juli", "augustus aug.",
           "september sept.", "oktober okt.", "november nov.", "december dec."),
    "pt": ("janeiro jan.", "fevereiro fev.", "março", "abril abr.", "maio", "junho", "julho", "agosto ago.",
           "setembro set.", "outubro out.", "novembro nov.", "dezembro dez."),
    "tr": ("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım",
           "aralık"),
}  # fmt: skip


def canonical(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """`unit` is a name of `UNITS`: 0.05 l gives (50, "ml"), 90 min (90, "min"), 120 min (2, "h")."""
    name, factor = UNITS[unit]
    value *= factor
    if name == "s" and value % 3600 == 0:
        return value / 3600, "h"
    if name == "s" and value % 60 == 0:
        return value / 60, "min"
    return value, name


def month_names(language: str) -> dict[str, int]:
    """Names and abbreviations of the language's months, and the English names, in lower case."""
    names = {name: number for number, row in enumerate(MONTHS["en"], start=1) for name in row.split()[:1]}
    rows = MONTHS.get(language, MONTHS["en"])
    return names | {name: number for number, row in enumerate(rows, start=1) for name in row.split()}
