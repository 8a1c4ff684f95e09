"""How long a decision takes until the other approvers' pages show it."""

import re

CARD = re.compile(r'<li[^>]* data-key="(a-[^"]+)"')


class Sight:
    def __init__(self) -> None:
        self._decided: dict[str, list[tuple[float, str]]] = {}  # by card: when the press was sent, and who pressed
        self._came: dict[tuple[str, str], float] = {}  # by card and whose page: when it came there last
        self._left: list[tuple[str, float, float, str]] = []  # a card, when it came to a page and left it, whose page

    def decided(self, card: str, moment: float, who: str) -> None:
        self._decided.setdefault(card, []).append((moment, who))

    def drawn(self, before: str, now: str, moment: float, who: str) -> None:
        """A page in the place of another: what the list of cards has won and lost."""
        earlier, later = {*CARD.findall(before)}, {*CARD.findall(now)}
        self._came.update({(card, who): moment for card in later - earlier})
        self._left += [(card, self._came.get((card, who), 0.0), moment, who) for card in earlier - later]

    @property
    def seconds(self) -> list[float]:
        """From the press, so with the time that the desk took for it, to each page of somebody else.

        A decided card that is opened again comes back: what was decided before it came says nothing of how it leaves.
        """
        found = []
        for card, came, left, who in self._left:
            between = [one for one in self._decided.get(card, ()) if came < one[0] <= left]
            if between and max(between)[1] != who:
                found.append(left - max(between)[0])
        return found
