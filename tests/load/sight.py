"""How long a decision takes until the other approvers' pages show it."""

import re

CARD = re.compile(r'<li[^>]* data-key="(a-[^"]+)"')


class Sight:
    def __init__(self) -> None:
        self._decided: dict[str, list[tuple[float, str]]] = {}  # by card: when the press was sent, and who pressed
        self._left: list[tuple[str, float, str]] = []  # a card, when it was gone from a page, whose page

    def decided(self, card: str, moment: float, who: str) -> None:
        self._decided.setdefault(card, []).append((moment, who))

    def drawn(self, before: str, now: str, moment: float, who: str) -> None:
        """A page in the place of another: what the list of cards has lost."""
        self._left += [(card, moment, who) for card in {*CARD.findall(before)} - {*CARD.findall(now)}]

    @property
    def seconds(self) -> list[float]:
        """From the press, so with the time that the desk took for it, to each page of somebody else."""
        found = []
        for card, moment, who in self._left:
            earlier = [one for one in self._decided.get(card, ()) if one[0] <= moment]
            if earlier and max(earlier)[1] != who:
                found.append(moment - max(earlier)[0])
        return found
