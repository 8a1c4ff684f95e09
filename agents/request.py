"""A request at the desk's door: what cannot be used is refused there, before anything is filed."""

from collections.abc import Mapping

from agents.graph.brief import Brief
from agents.readable import is_seen
from agents.views import AskRequest
from knowledge.errors import InputError
from knowledge.formats.frontmatter import language_tag
from tools.channels import Channels

WAY_OUT = "Put long material into a document and `copydesk ingest` it."
MOST: dict[str, int] = {
    name: next(rule.le for rule in Brief.model_fields[name].metadata if hasattr(rule, "le"))
    for name in ("variants", "alternatives")
}

# ISO 639-1, https://www.loc.gov/standards/iso639-2/
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd
    se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
    vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_CODES.split())


def check_text(text: str, most: int) -> None:
    """Raises InputError."""
    if not text.strip():
        raise InputError("The request is empty. Say what you need, in any language.")
    if len(text) > most:
        raise InputError(f"The request has {len(text):,} characters; at most {most:,} are read. {WAY_OUT}")


def check_copy(fields: Mapping[str, str]) -> None:
    """Raises InputError for copy that shows nobody anything: blank, or characters that cannot be seen."""
    if not any(map(is_seen, fields.values())):
        raise InputError("The copy is empty: there is nothing to check. Give the text that is to go out.")


def known_locale(locale: str) -> str:
    """As it is written: "pt_br" is pt-BR. Raises InputError for what names no language, such as "english"."""
    tag = language_tag(locale)
    language = tag.partition("-")[0] if tag else ""
    if tag is None or (len(language) == 2 and language not in LANGUAGES):
        raise InputError(f"'{locale:.40}' is no locale: write a language such as en or de, or with a region, pt-BR.")
    return tag


def check_beside(request: AskRequest, channels: Channels) -> None:
    """What was set beside the words. Raises InputError, naming it."""
    for name, most in MOST.items():
        value = getattr(request, name)
        if value is not None and not 1 <= value <= most:
            raise InputError(f"{value} {name} cannot be asked for at once: between 1 and {most}.")
    for channel in request.channels:
        channels.get(channel)
    for locale in request.locales:
        known_locale(locale)
    if request.when is not None and request.when.tzinfo is None:
        raise InputError(f"The time {request.when.isoformat()} has no time zone: add one, such as +01:00.")
