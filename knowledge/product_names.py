"""Whether a brand knows a product by the name that somebody gave."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

from knowledge.errors import NotFoundError

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase


def check_product(knowledge: "KnowledgeBase", name: str) -> None:
    """Raises NotFoundError with the nearest name."""
    names = {alias.casefold(): one.name for one in knowledge.products() for alias in (one.name, *one.aliases)}
    names |= {one.meta.product.casefold(): one.meta.product for one in knowledge.documents() if one.meta.product}
    wanted = " ".join(name.casefold().split())
    if wanted in names:
        return
    near = get_close_matches(wanted, names, 1, cutoff=0.5) or [one for one in names if wanted in one][:1]
    hint = f"did you mean '{names[near[0]]}'?" if near else "`copydesk knowledge list` shows the product sheets."
    raise NotFoundError(f"{knowledge.brand.name} has no product '{name:.60}'; {hint}")
