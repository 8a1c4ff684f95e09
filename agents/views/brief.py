"""What a brief can be filled in with."""

from agents.views.base import View
from tools.channels import Channel


class BriefChoices(View):
    """Of one brand. A brief may name other segments, and any channel or language that the desk knows."""

    products: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()  # with their limits, the brand's own first
    locales: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
