"""What each variant is to say, and how it begins: decided in code, with the reason, before any model is asked."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Brief
from agents.graph.copywriting.angles import PLAINLY, Angle, figure_of, shipped
from agents.graph.copywriting.material import MONEY, Statement, gather
from agents.graph.copywriting.voice import Voice
from agents.graph.copywriting.wishes import wants_shorter
from knowledge.brand import Brand
from knowledge.facts import Fact
from knowledge.passages import Passage
from knowledge.text.vocabulary import stems

ALTERNATIVES = "ABCD"
MOST_STATEMENTS = 3
FEWEST_WORDS = 12  # of a variant's facts together


class VariantPlan(BaseModel):
    """One deliverable. The first statement leads."""

    model_config = ConfigDict(frozen=True)

    variant: int  # from 1, in its channel and locale
    alternative: str
    channel: str
    locale: str
    product: str | None
    statements: tuple[Statement, ...]
    angle: str  # in words, for people
    opening: str | None
    why: str
    wishes: tuple[str, ...] = ()  # of follow-ups, in their own words
    short: bool = False

    def shortened(self) -> "VariantPlan":
        """Only the lead fact, and the price where it goes with it."""
        kept = (*self.statements[:1], *(each for each in self.statements[1:] if each.price))
        return self.model_copy(update={"statements": kept, "short": True})

    @property
    def fact(self) -> str:
        return self.statements[0].text if self.statements else ""

    @property
    def passages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(statement.passage for statement in self.statements))

    @property
    def seed(self) -> int:
        """The same plan asks the same of a model, so that a run can be repeated."""
        return int.from_bytes(hashlib.sha256(self.model_dump_json().encode()).digest()[:3], "big")


def plan(
    brief: Brief,
    *,
    brand: Brand,
    facts: Sequence[Fact],
    passages: Sequence[Passage],
    personas: Sequence[Passage],
    voice: Voice,
    one_field: Callable[[str], bool],
    today: date,
) -> tuple[VariantPlan, ...]:
    """One plan for each channel, locale, variant and alternative. Facts that don't hold today are left out.

    `one_field`: whether a channel's copy is one text, so that it opens with words of the angle's.
    """
    material = gather(brief, facts, passages, personas, voice.topics, today)
    plans = []
    for channel in brief.channels or brand.channels[:1]:
        for locale in brief.locales or (brand.default_locale,):
            desk = _Desk(
                brief, material, voice.states_prices(channel), locale, brand.default_locale, one_field(channel)
            )
            for variant in range(1, brief.counts.get(channel, brief.variants) + 1):
                for alternative in ALTERNATIVES[: brief.alternatives]:
                    plans.append(desk.next(variant, alternative, channel))
    return tuple(plans)


class _Desk:
    """Hands out facts and angles so that no two variants lead with the same while there are others."""

    def __init__(
        self, brief: Brief, material: Sequence[Statement], prices: bool, locale: str, own: str, opens: bool
    ) -> None:
        self._opens = opens
        self._brief = brief
        self._locale = locale
        self._language = locale.split("-")[0].lower()
        self._foreign = self._language != own.split("-")[0].lower()  # facts are in the brand's own language
        self._words = _brief_stems(brief)
        self._with_price = prices or bool(self._words & MONEY)
        self._leads = [each for each in material if not each.price] or list(material)
        self._prices = [each for each in material if each.price]
        if self._words & MONEY:
            self._leads = sorted(material, key=lambda each: not each.money)
        self._used: Counter[str] = Counter()
        self._turn = int.from_bytes(hashlib.sha256(brief.focus.encode()).digest()[:2], "big")
        self._count = 0

    def next(self, variant: int, alternative: str, channel: str) -> VariantPlan:
        lead = self._leads[self._count % len(self._leads)] if self._leads else None
        angle, opening = self._angle(lead)
        statements = self._statements(lead)
        self._used[angle.id] += 1
        self._count += 1
        made = VariantPlan(
            variant=variant,
            alternative=alternative,
            channel=channel,
            locale=self._locale,
            product=self._brief.product,
            statements=statements,
            angle=angle.words,
            opening=opening,
            why=self._why(lead, angle, statements),
            wishes=self._brief.wishes,
        )
        return made.shortened() if wants_shorter(*self._brief.wishes) else made

    def _angle(self, lead: Statement | None) -> tuple[Angle, str | None]:
        figure = figure_of(lead.value, lead.unit, lead.text) if lead and lead.value and not self._foreign else None
        about = stems(lead.said) if lead else ()
        choices = [
            (angle.fit(self._words, about) - 4 * self._used[angle.id], -place, angle, opening)
            for place, angle in enumerate(shipped())
            if self._opens
            and (opening := angle.opening(self._language, self._turn + self._used[angle.id], figure))
            and angle.fit(self._words, about) > 0
        ]
        if not choices:
            return next(angle for angle in shipped() if angle.id == PLAINLY), None
        _, _, angle, opening = max(choices, key=lambda choice: choice[:2])
        return angle, opening

    def _statements(self, lead: Statement | None) -> tuple[Statement, ...]:
        if lead is None:
            return ()
        price = [each.said_as(self._count) for each in self._prices[:1] if self._with_price and not lead.price]
        others = [each for each in self._leads if each != lead and not each.money]
        chosen = [lead, *[each for each in others if each.akin(lead)][:1]]
        # too little to say: with what would lead last
        spare = [each for each in reversed(others) if each not in chosen and each.subject == lead.subject]
        while len(chosen) + len(price) < MOST_STATEMENTS and spare and _words(chosen + price) < FEWEST_WORDS:
            chosen.append(spare.pop(self._count % len(spare)))
        chosen += price
        return tuple(chosen)

    def _why(self, lead: Statement | None, angle: Angle, statements: Sequence[Statement]) -> str:
        if lead is None:
            return f"The brand's documents state no fact for it; it begins with {angle.words}."
        reasons = [f"Leads with {lead.topic}: {lead.reason}", f"begins with {angle.words}"]
        if any(each.price for each in statements[1:]):
            reasons.append("states the price, as this channel's past copy does")
        return "; ".join(reasons) + "."


def _words(statements: Sequence[Statement]) -> int:
    return sum(len(statement.text.split()) for statement in statements)


def _brief_stems(brief: Brief) -> frozenset[str]:
    words = (brief.focus, brief.hook, brief.voice, brief.goal, *brief.segments)
    return frozenset(stem for text in words if text for stem in stems(text))
