"""Numbers that states give to people, and the check digits that tell them from other numbers."""

import re
from collections.abc import Callable

_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_ODD_VALUES = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD = {chr(ord("A") + index): value for index, value in enumerate(_ODD_VALUES)} | {
    str(index): value for index, value in enumerate(_ODD_VALUES[:10])
}
_HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_APART, _ENDS = r"(?<![\w.,+-])", r"(?![\w-]|[.,]\d)"
_NINO_NEVER = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))


def german_tax_id(text: str) -> bool:
    """ISO 7064 MOD 11,10; one digit of the first ten stands twice or three times."""
    digits = _digits(text)
    if len(digits) != 11 or digits[0] == "0":
        return False
    if len(set(digits[:10])) not in (8, 9):
        return False
    product = 10
    for digit in digits[:10]:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(digits[10])


def french_insee(text: str) -> bool:
    """The key is 97 less the remainder of the first thirteen digits; Corsica's 2A and 2B count as 19 and 18."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"[12]\d{4}(?:\d{2}|2[AB])\d{6}\d{2}", compact):
        return False
    month = int(compact[3:5])
    body = compact[:13].replace("2A", "19", 1) if compact[5:7] == "2A" else compact[:13]
    body = body[:5] + "18" + body[7:] if compact[5:7] == "2B" else body
    return (1 <= month <= 12 or 20 <= month <= 42) and 97 - int(body) % 97 == int(compact[13:])


def spanish_id(text: str) -> bool:
    """DNI and NIE: the letter is the number's remainder by 23; X, Y, Z count as 0, 1, 2."""
    compact = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"(?:\d{8}|[XYZ]\d{7})[A-Z]", compact):
        return False
    number = int(compact[:-1].translate(str.maketrans("XYZ", "012")))
    return _DNI_LETTERS[number % 23] == compact[-1]


def codice_fiscale(text: str) -> bool:
    """The last letter is the sum of the others', odd and even places weighed apart, by 26."""
    compact = text.upper()
    if not re.fullmatch(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", compact):
        return False
    total = sum(_ODD[char] if place % 2 == 0 else _even(char) for place, char in enumerate(compact[:15]))
    return chr(ord("A") + total % 26) == compact[15]


def us_ssn(text: str) -> bool:
    """Areas 000, 666 and 900 up, group 00 and serial 0000 are never given."""
    area, group, serial = text.split("-")
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def uk_nino(text: str) -> bool:
    """Some pairs of letters are never given."""
    return text[:2] not in _NINO_NEVER


def swiss_ahv(text: str) -> bool:
    """EAN-13: the sum of the digits, every second one three times, ends in 0."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(_digits(text))) % 10 == 0


def swedish_number(text: str) -> bool:
    """A day of birth (60 more in a co-ordination number), and a last digit by Luhn."""
    digits = _digits(text)
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(digits))
    day = int(digits[4:6])
    return _is_day(digits[2:4], day - 60 if day > 60 else day) and sum(map(_cross_sum, doubled)) % 10 == 0


def finnish_hetu(text: str) -> bool:
    """A day of birth, and the letter that the nine digits' remainder by 31 stands for."""
    digits = text[:6] + text[7:10]
    return _is_day(digits[2:4], int(digits[:2])) and _HETU_LETTERS[int(digits) % 31] == text[10]


def polish_pesel(text: str) -> bool:
    """A day of birth, with its century in the month, and a sum of the digits by 1, 3, 7 and 9 that ends in 0."""
    digits = _digits(text)
    if len(digits) != 11:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), strict=True))
    return weighed % 10 == 0 and _is_day(f"{int(digits[2:4]) % 20:02}", int(digits[4:6]))


def nhs_number(text: str) -> bool:
    """Ten digits: the first nine weighed from 10 down to 2 leave the last one by 11."""
    digits = _digits(text)
    return len(digits) == 10 and len(set(digits)) > 1 and _missing_to_eleven(digits[:9]) == int(digits[9])


def portuguese_nif(text: str) -> bool:
    """Nine digits of a person: the first eight weighed from 9 down to 2; what is ten or more counts as 0."""
    digits = _digits(text)
    return len(digits) == 9 and digits[0] in "1234" and _missing_to_eleven(digits[:8]) % 10 == int(digits[8])


def dutch_bsn(text: str) -> bool:
    """Nine digits weighed from 9 down to 2, and the last one by -1, are a multiple of 11."""
    digits = _digits(text)
    if len(digits) != 9 or len(set(digits)) == 1:
        return False
    return (_weighed(digits[:8]) - int(digits[8])) % 11 == 0


def _weighed(digits: str) -> int:
    """The last one counts twice, the one before it three times, and so on."""
    return sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 2))


def _missing_to_eleven(digits: str) -> int:
    """0 for 11; 10 is no digit."""
    return (11 - _weighed(digits) % 11) % 11


def _is_day(month: str, day: int) -> bool:
    return 1 <= int(month) <= 12 and 1 <= day <= 31


def _cross_sum(number: int) -> int:
    return number - 9 if number > 9 else number


def _even(char: str) -> int:
    return int(char) if char.isdigit() else ord(char) - ord("A")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# how each is written, and what must hold
NATIONAL_IDS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"), us_ssn),
    (re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)"), uk_nino),
    (re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)"), codice_fiscale),
    (re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)"), lambda _: True),  # CPF
    (re.compile(r"(?<![\w.])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?!\w)"), lambda _: True),  # Belgian register number
    (re.compile(r"(?<![\w.,+-])\d{2} \d{3} \d{3} \d{3}(?![\w]|[.,]\d)"), german_tax_id),
    (re.compile(r"(?<![\w.,+-])[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\w]|[.,]\d)"), french_insee),
    (re.compile(r"(?<![\w.,+-])(?:\d{8}|\d{2}\.\d{3}\.\d{3}|[XYZ]-?\d{7})-?[A-Z](?![\w-])"), spanish_id),
    (re.compile(r"(?<![\w.,+-])\d{11}(?![\w-]|[.,]\d)"), polish_pesel),
    (re.compile(r"(?<![\w.-])756\.\d{4}\.\d{4}\.\d{2}(?![\w-]|\.\d)"), swiss_ahv),
    (re.compile(r"(?<![\w.+-])\d{6}[-+]\d{4}(?![\w-]|[.,]\d)"), swedish_number),
    (re.compile(r"(?<![\w.+-])\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![\w-])"), finnish_hetu),
)

# Of nine or ten digits, every eleventh number holds by chance: these are only read in a sentence that names them.
NAMED_IDS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(r"(?<!\w)nhs(?!\w)", re.I), re.compile(rf"{_APART}\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}}{_ENDS}"), nhs_number),
    (
        re.compile(r"(?<!\w)(?:bsn|burgerservicenummer|sofinummer)(?!\w)", re.I),
        re.compile(rf"{_APART}(?:\d{{4}}[. ]?\d{{2}}[. ]?\d{{3}}|\d{{3}} \d{{3}} \d{{3}}){_ENDS}"),
        dutch_bsn,
    ),
    (
        re.compile(r"(?<!\w)(?:nif|contribuinte)(?!\w)", re.I),
        re.compile(rf"{_APART}\d{{3}}[ .]?\d{{3}}[ .]?\d{{3}}{_ENDS}"),
        portuguese_nif,
    ),
)
