"""Locales: BCP 47 tags whose language there is."""

from knowledge.formats.frontmatter import language_tag

# ISO 639-1, https://www.loc.gov/standards/iso639-2/
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd
    se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi
    vo wa wo xh yi yo za zh zu
"""
_LANGUAGES = frozenset(_CODES.split())


def known_tag(locale: str) -> str | None:
    """As it is written: "pt_br" is pt-BR. None for what names no language, such as "english"."""
    tag = language_tag(locale)
    language = tag.partition("-")[0] if tag else ""
    return None if len(language) == 2 and language not in _LANGUAGES else tag
