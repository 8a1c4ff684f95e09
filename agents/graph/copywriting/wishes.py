"""What requesters and approvers wish for that code can see to."""

import re

# "shorter", "cut it", in the languages of the sample brand
_SHORTER = re.compile(
    r"\b(short|shorter|briefer|brief|cut (?:it|this)|too long|tighter|kürzer|kurz|knapper|zu lang|plus courte?s?|"
    r"raccourci\w*|trop long\w*|más cort[ao]s?|más breves?|demasiado larg[ao]s?|più cort[aoei]|più brev[ei]|"
    r"troppo lung[aoei]|korter|te lang)\b",
    re.IGNORECASE,
)


def wants_shorter(*texts: str | None) -> bool:
    return any(text and _SHORTER.search(text) for text in texts)
