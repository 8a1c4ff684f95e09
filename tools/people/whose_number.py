"""Whose a telephone number is, by what stands right before it: the house's own, or that of somebody spoken of."""

import re

from knowledge.text.phrases import fold

_BEFORE = 60
_OURS = re.compile(
    r"""(?:
      \b(?:call|ring|text|phone|reach|message)[ ]us | \bour[ ](?:\w+[ ])?(?:number|phone|line)
    | \bwe(?:[ ]are|'re)(?:[ ]\w+)?(?:[ ]on|[ ]at|:)?
    | \bru(?:f|ft|fen[ ]sie)[ ]uns | \bunsere?[ ](?:\w+[ ])?(?:nummer|telefon\w*) | \bwir[ ]sind
    | \berreich\w+[ ](?:\w+[ ])?uns
    | \bappelez[ -]nous | \bnotre[ ](?:numero|telephone) | \bnous[ ]joindre
    | \bllam(?:ad|a|e)nos | \bnuestro[ ](?:numero|telefono) | \bchiama(?:te)?ci | \bil[ ]nostro[ ](?:numero|telefono)
    | \bbel[ ]ons | \bons[ ](?:telefoon)?nummer | \bnosso[ ](?:numero|telefone) | \bligue?(?:-nos|[ ]para[ ]nos)
    )[ ]?[^.!?\n]{0,24}$""",
    re.VERBOSE,
)
_THEIRS = re.compile(
    r"""(?:
      \b(?:ring|call|text|phone|message|reach|whatsapp)[ ](?:her|him|them|mr|mrs|ms)\b
    | \b(?:ruft?|erreich\w*|schreib\w*)[ ](?:sie|ihn|ihr|ihm|herrn?|frau)\b
    | \bappelez[ -](?:le|la|les)\b | \bjoignable\b | \bllam(?:a|ad|e|en)l[aeo]s?\b
    | \bask[ ](?:her|him|them)\b | \bfrag(?:t|en[ ]sie)?[ ](?:sie|ihn)\b | \b(?:demand|ecriv)ez[ -]lui\b
    | \b(?:pregunt|escrib|llam)[ae]les?\b | \b(?:chied|scriv)(?:ete)?i?(?:le|gli)\b
    | \bvraag[ ](?:het[ ])?(?:haar|hem)\b | \b(?:pergunt[ae]|escrev[ae])-lhe\b
    | \bchiama(?:te)?l[aeio]\b | \bbel[ ](?:haar|hem)\b | \blig(?:ue|a)(?:-lhe|[ ]para[ ]el[ea])\b
    )[ ]?[^.!?\n]{0,24}$""",
    re.VERBOSE,
)


def is_ours(text: str, at: int) -> bool:
    """Whether the house tells how to reach itself: "call us on"."""
    return _OURS.search(fold(text[max(0, at - _BEFORE) : at])) is not None


def is_theirs(text: str, at: int) -> bool:
    """Whether readers are told to reach somebody: "ring her on"."""
    return _THEIRS.search(fold(text[max(0, at - _BEFORE) : at])) is not None
