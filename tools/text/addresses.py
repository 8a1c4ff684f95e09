"""Web addresses as X finds them in a text, after twitter-text's `extractUrlsWithIndices`. Linear in time."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import regex
import yaml

_DATA = Path(__file__).with_name("top_level_domains.yaml")
_Found = tuple[list[tuple[int, int]], int]
_LONGEST = 4096  # characters of an address, its protocol included
_LONGEST_SLUG = 40  # after t.co/
_LATIN = (
    r"\xC0-\xD6\xD8-\xF6\xF8-\xFF\u0100-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
)
_LATIN += r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
# What a domain's label is made of: all but punctuation, spaces, marks of direction, non-characters.
_C = (
    r"[^!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$\x09-\x0D\x20\x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
    r"\uFFFE\uFEFF\uFFFF\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069]"
)
_LABEL = rf"{_C}++(?:[-_]++{_C}++)*+"
# Nowhere in the middle of what would have begun earlier: each part of a long text is tried once.
_DOMAINS = regex.compile(rf"(?:\G[-_.]*+\K|(?<!{_C}|{_C}[-_]++|{_C}\.)){_LABEL}(?:\.{_LABEL})++")
_PROTOCOL = regex.compile(r"https?://\Z", regex.IGNORECASE)
_NO_START = frozenset("@＠$#＃\ufffe\ufeff\uffff")  # right before it, nothing is an address
_NO_BARE_START = ("-", "_", ".", "/")  # right before a domain without a protocol: it is passed over, with its path
_GIVEN_UP = regex.compile(r"[^A-Za-z0-9](?=[^\-_.])")
_ASCII_LABEL = regex.compile(r"[A-Za-z0-9-]*+")
_L = rf"[-A-Za-z0-9{_LATIN}]"
_LATIN_DOMAIN = regex.compile(rf"(?:{_L}++\.)++(?:{_L}++|(?:(?!{_L}){_C})++)")
_PORT = regex.compile(r":[0-9]++")
_G = rf"[A-Za-z\u0400-\u04FF0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_PATH = regex.compile(rf"/(?:{_G}++|\((?:{_G}++(?!\()|{_G}*+\({_G}++\){_G}*+)\))*+")
_PATH_ENDS = regex.compile(rf"[-+A-Za-z\u0400-\u04FF0-9=_#/{_LATIN})]")
_QUERY = regex.compile(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++")
_QUERY_ENDS = regex.compile(r"[A-Za-z0-9\-_&=#/]")
_SHORT = regex.compile(r"https?://t\.co/([a-z0-9]+)", regex.IGNORECASE)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where each address stands, as (start, end), in order."""
    if "." not in text:
        return
    taken = at = 0
    while run := _DOMAINS.search(text, at):
        protocol = _PROTOCOL.search(text, max(taken, run.start() - 8), run.start())
        if protocol is not None and _may_start(text, protocol.start()):
            found, end = _whole(text, protocol.start(), run)
        else:
            found, end = _bare(text, run, taken)
        yield from found
        taken, at = (end, end) if end else (taken, run.end())


def _whole(text: str, start: int, run: "regex.Match[str]") -> _Found:
    """With a protocol: the address if it is one, and where what was looked at ends; 0 where there is no domain."""
    domain = _domain(text, run.start(), run.end())
    if domain is None:
        return [], 0
    end = _tail(text, domain)
    if short := _SHORT.match(text, start):
        return [] if len(short.group(1)) > _LONGEST_SLUG else [(start, _queried(text, short.end()))], end
    return [(start, end)] if end - start <= _LONGEST and _encodes(text[run.start() : domain]) else [], end


def _bare(text: str, run: "regex.Match[str]", taken: int) -> _Found:
    """Without a protocol, only the parts of a domain that are in Latin letters."""
    for start in _starts(text, run, taken):
        domain = _domain(text, start, run.end())
        if domain is not None:
            passed = start > taken and text[start - 1] in _NO_BARE_START
            return ([], _tail(text, domain)) if passed else _latin(text, start, domain)
    return [], 0


def _starts(text: str, run: "regex.Match[str]", taken: int) -> Iterator[int]:
    """Where a domain may begin. The character before it belongs to the match, so one that is not ASCII is given up for
    it where there is no other: at the text's beginning, after the last address, after @ or #.
    """
    start = run.start()
    certain = (start > taken and _may_start(text, start)) or (start == 0 and text[0].isascii())
    if certain:
        yield start
    later = _GIVEN_UP.search(text, start, run.end())
    if later and (certain or later.group() not in _NO_BARE_START):
        yield later.end()
    if start == 0 and not certain:
        yield start


def _latin(text: str, start: int, domain: int) -> _Found:
    end = _tail(text, domain)
    if not _encodes(text[start:domain]):
        return [], end
    found = [
        (part.start(), last)
        for part in _LATIN_DOMAIN.finditer(text, start, domain)
        if (last := _domain(text, part.start(), part.end())) is not None
    ]
    if found and _PATH.match(text, _port(text, domain)):
        found[-1] = (found[-1][0], end)
    return found, end


def _may_start(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not before or not (before in _NO_START or (before.isascii() and before.isalnum()))


def _domain(text: str, start: int, end: int) -> int | None:
    """Where the domain that begins at `start` ends: after the last label that begins with a top-level domain."""
    labels = text[start:end].split(".")
    label_end = end
    for before, last in zip(reversed(labels[:-1]), reversed(labels), strict=False):
        size = _top_level(last, text[label_end : label_end + 1])
        if size and "_" not in before:
            return label_end - len(last) + size
        label_end -= len(last) + 1
    return None


def _top_level(label: str, after: str) -> int:
    """How much of a label is a top-level domain, 0 for none."""
    known, longest = _known()
    lead = _ASCII_LABEL.match(label)
    size = lead.end() if lead else 0
    if size:
        own = label[:size].lower()
        if own.startswith("xn--") and size > 4:
            return size
        ends = size < len(label) or after not in ("@", "+", "-")
        return size if own in known and ends else 0
    for size in range(min(longest, len(label)), 0, -1):
        following = label[size : size + 1] or after
        if label[:size] in known and not (
            following.isascii() and (following.isalnum() or following in ("@", "+", "-"))
        ):
            return size
    return 0


def _port(text: str, at: int) -> int:
    port = _PORT.match(text, at)
    return port.end() if port else at


def _tail(text: str, at: int) -> int:
    """The end of the port, path and query that follow a domain."""
    at = _port(text, at)
    if path := _PATH.match(text, at):
        at = _trimmed(text, at, path.end(), _PATH_ENDS)
    return _queried(text, at)


def _queried(text: str, at: int) -> int:
    """The end of the query that follows."""
    if query := _QUERY.match(text, at):
        end = _trimmed(text, at, query.end(), _QUERY_ENDS)
        at = end if end > at + 1 else at
    return at


def _trimmed(text: str, start: int, end: int, ends: "regex.Pattern[str]") -> int:
    while end > start + 1 and not ends.match(text, end - 1):
        end -= 1
    return end


def _encodes(domain: str) -> bool:
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    return True


@cache
def _known() -> tuple[frozenset[str], int]:
    """The top-level domains, and the length of the longest that is not ASCII."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(_DATA.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    foreign = data["international"].split()
    return frozenset([*data["ascii"].split(), *foreign, data["special"]]), max(map(len, foreign))
