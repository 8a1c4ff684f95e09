"""A tier of its own in a desk's policy, and the evidence that opens it."""

from pathlib import Path

from sqlalchemy import Connection, insert

from agents.clock import Clock
from agents.ledger import schema, tiers
from agents.service import Desk
from agents.signing.validating import NEEDED
from agents.views import ModelFigure, ModelSuite
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home

TIER = "instagram/bottle"
FIGURE = ModelFigure(value=0.92, low=0.8, high=0.97, n=60, at_least=0.8)
PASSED = tuple(ModelSuite(suite=name, version="0f3a", figures={"share": FIGURE}) for name in NEEDED)
RULES = f"""
  - id: bottle-tier
    because: Green Instagram posts about the bottle are signed by policy once Brand has opened the tier.
    when: {{rating: green, channel: instagram}}
    then:
      tier: {{id: {TIER}, sample_share: SHARE, limit: 0.10, opened_by: [OPENERS]}}
"""


def with_tier(home: Path, *, share: str = "0", openers: str = "brand") -> None:
    path = home / "brands" / "orrelune" / "policy.yaml"
    text = path.read_text(encoding="utf-8")
    rules = RULES.replace("SHARE", share).replace("OPENERS", openers)
    start = text.index("  - id: instagram-fragrance")
    path.write_text(text[:start] + rules.lstrip("\n") + "\n" + text[start:], encoding="utf-8")


def a_tier_desk(home: Path, clock: Clock) -> Desk:
    """On a copied home, with the tier in its policy."""
    with_tier(copy_home(home))
    return a_desk(home, clock=clock)


def earn(desk: Desk, *, unchanged: int = 29, changed: int = 0) -> None:
    """Evidence as people's decisions leave it, on drafts of a run that was withdrawn."""
    run = scenes.ask(desk, scenes.CAPTION, hold=True).run
    old = {"run": run, "alternative": "", "channel": "instagram", "locale": "en", "status": "published"}
    old |= {"audience": [], "targets": ["file"]}
    with desk.ledger.write() as connection:
        for number in range(unchanged + changed):
            draft = f"d-past{number}"
            connection.execute(insert(schema.drafts).values(id=draft, variant=100 + number, **old))
            filed(connection, draft)
            tiers.decided(connection, draft, "unchanged" if number < unchanged else "edited", START)
    desk.withdraw(run, scenes.REQUESTER, "test")
    validate(desk)


def validate(desk: Desk) -> None:
    """As Data Science signs for the model that the desk runs on."""
    model = next(one.model for one in desk.models() if one.in_use)
    desk.validate_model(model, PASSED, "wei", "test")


def filed(connection: Connection, draft: str) -> None:
    tiers.file_draft(connection, draft=draft, brand="orrelune", tier=TIER, digest="x", by_policy=False, now=START)
