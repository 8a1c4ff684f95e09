"""Passages that say the same in nearly the same words."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping

SHINGLE = 3  # words
ALIKE = 0.7  # of the shingles of both, from which two texts are near-copies (Jaccard)
COMMON = 30  # passages that share a shingle, from which it is boilerplate and tells nothing
_WORD = re.compile(r"\w+")


def near_copies(texts: Mapping[str, str]) -> tuple[tuple[str, str, float], ...]:
    """Pairs of ids with how alike they are, 0 to 1, the most alike first. Texts shorter than a shingle are left out."""
    shingles = {key: _shingles(text) for key, text in texts.items()}
    holding: dict[int, list[str]] = defaultdict(list)
    for key, its in shingles.items():
        for shingle in its:
            holding[shingle].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holding.values():
        if 1 < len(keys) <= COMMON:
            for at, one in enumerate(keys):
                for other in keys[at + 1 :]:
                    shared[(one, other)] += 1
    found = []
    for (one, other), count in shared.items():
        alike = count / (len(shingles[one]) + len(shingles[other]) - count)
        if alike >= ALIKE:
            found.append((one, other, round(alike, 3)))
    return tuple(sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1])))


def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[at : at + SHINGLE]).encode(), digest_size=8).digest())
        for at in range(len(words) - SHINGLE + 1)
    )
