"""What the words of a fact in English are in the other languages of a copy."""

import re

# What a fact in English says of a thing, in the other languages.
_SAID_ABROAD = {
    "burn": r"\b(?:\w*brenn\w+|brann\w*|br[ûu]l\w+|combustion|ard[eí]\w*|quema\w*|bruci\w*|brand\w*"
    r"|\w*leucht\w*|schein\w*|strahl\w*|éclair\w*|allumée?|ilumin\w*|alumbr\w*|encendid\w*|luce|luz|illumin\w*|accesa"
    r"|schijn\w*|licht|aces[ao]|queim\w*|yan(?:ar|ıyor|ma)\w*|ışı\w*)\b"
    r"|\b(?:par|une|una|mit einer|pro|je|op één|per|uma) (?:charge|ladung|akkuladung|carga|carica|lading|acculading)\b"
    r"|点灯|燃",
    "stay": r"持続|\b(?:noch (?:\w+ )?(?:da|zu riechen|auf der haut)|riech\w* (?:\S+ ){0,5}noch"
    r"|noch (?:\S+ ){0,3}riech\w*"
    r"|encore (?:là|présente?|sur)|(?:sent\w*|toujours|sigue|todavía|aún) (?:encore|là|ahí|allí|huele|está|se nota)"
    r"|ancora (?:lì|sulla)|nog (?:te ruiken|op de huid)|ainda (?:lá|está|se sente)|fica|ficam|permane\w*|kal(?:ır"
    r"|ıyor)\w*|bleib\w*|hält|halten|haftet|tient|tiennent|rest(?:e"
    r"|ent|a|ano)|dur(?:a|an|ano|e|ent|é)|permanec\w*"
    r"|riman\w*|blijf\w*|houdt|h[oa]udt)\b",
    "last": r"\b(?:reich\w*|hält|halten|dur(?:a|an|ano|e|ent|é)|tient|suffi\w*|basta\w*|gaat mee)\b",
    "weigh": r"重さ|重量|\b(?:waage|balance|báscula|bilancia|weegschaal|balança|ağırl\w*|wieg\w+|gewicht\w*|pès\w+"
    r"|poids|pes[aoe]\w*|weeg\w*|gewicht)\b",
    "refill": r"\b(?:\w*nachfüll\w*|recharg\w*|recarga\w*|rellen\w*|ricaric\w*|\w*navul\w*)\b",
    "oil": r"\b(?:\w*öle?|huiles?|aceites?|oli[oi]|\w*olie)\b",
    "packaging": r"\b(?:\w*verpackung\w*|emballage\w*|embalaje\w*|envase\w*|imballagg\w*|confezion\w*|verpakking\w*)\b",
    "recycled": r"\b(?:recycl\w*|recicl\w*|riciclat\w*|gerecycled\w*)\b",
    "return": r"\b(?:r[üu]ck(?:gabe|sende|gib|schick)\w*|zur[üu]ck(?:geben|gegeben|schick\w*|send\w*|bring\w*|nehm\w*)"
    r"|gib\w* ANY zurück|umtausch\w*|retour\w*|renvo\w*|rend(?:re|ez|s)|rapport\w*|échang\w*"
    r"|dev(?:ol|uel)v\w*|devoluci\w*|cambi\w*|res[oi]|restitu\w*|rend(?:i|ere|ilo)|ruil\w*|terug\w*)\b",
    "rest": r"\b(?:ruh\w*|reif\w*|lager\w*|repos\w*|vieilli\w*|mûri\w*|madura\w*|riposa\w*|matura\w*"
    r"|rust\w*|rijp\w*)\b",
    "adult": r"\b(?:erwachsen\w*|adultes?|adult[oai]s?|volwassen\w*)\b",
    "shop": r"\b(?:l[äa]den\w*|gesch[äa]ft\w*|filiale?n?|boutiques?|magasins?|tiendas?|negozi\w*|winkels?)\b",
    "people": r"\b(?:menschen|leute|personnes|personas|persone|mensen)\b",
    "work": r"\b(?:arbeite\w*|mitarbeit\w*|beschäftig\w*|travaill\w*|salariés|employé\w*|trabaj\w*|emplead\w*|lavor\w*"
    r"|dipendent\w*|werken|medewerk\w*)\b",
    "founded": r"\b(?:gegründet\w*|fondé\w*|fund[óoa]\w*|fond[òa]\w*|opgericht\w*)\b",
    "ingredient": r"\b(?:inhaltsstoff\w*|zutaten|ingrédients?|ingredientes?|ingredienti|ingrediënten)\b",
    "open": r"\b(?:geöffnet|offen|öffn\w*|aufgemacht|ouvert\w*|ouvr(?!é|ab)\w*|abiert\w*|abr[ei]\w*|apert\w*|apre"
    r"|aprono|geopend"
    r"|opent?|horaires|horario|orari\w*|öffnungszeit\w*|schlie(?:ß|ss)\w*|ferm\w*|cierr\w*|chiud\w*|sluit\w*)\b",
    "take": r"かかり|所要|\b(?:demora\w*|leva\w*|sürer|sürüyor|dauer\w*|brauch\w*|benötig\w*|prend(?:re)?|prennent"
    r"|tard[aó]\w*|llev(?:a|an|ará)|fertig|abholbereit|prête?s?|terminée?s?|list[oa]s?|pront[oaie]|klaar|gereed"
    r"|richied\w*"
    r"|impieg\w*|vuole|vogliono|duurt|duren|kost)\b",
    "cancel": r"\b(?:stornier\w*|absag\w*|annul\w*|cancel\w*|anul\w*|disdi\w*|annuleer\w*|annuler\w*)\b",
    "since": r"\b(?:seit|depuis|desde|dal?|sinds) (?:19|20)\d\d\b",
    "deposit": r"\b(?:kaution\w*|pfand\w*|caution\w*|fianza\w*|depósito\w*|cauzion\w*|deposito\w*|borg\w*)\b",
    "ship": r"\b(?:versand\w*|verschick\w*|versend\w*|liefer\w*|livr\w*|exped\w*|expédi\w*|envi\w*|env[ií]o\w*"
    r"|entreg\w*"
    r"|spedi\w*|consegn\w*|verzend\w*|lever\w*|bezorg\w*)\b",
    "hold": r"\b(?:enthält|enthalten|fass\w*|contien\w*|contenance|contiene\w*|bevat\w*)\b",
    "hire": r"\b(?:vermiet\w*|verleih\w*|miet\w*|lou\w*|location\w*|alquil\w*|nolegg\w*|verhu\w*|huur\w*)\b",
    "repair": r"\b(?:reparier\w*|reparatur\w*|geflickt|flick\w*|arregl\w*|consert\w*|plak\w*|geplakt"
    r"|répar\w*|repar\w*|ripar\w*|repare\w*)\b",
    "good": r"\b(?:gilt|gelten|gültig\w*|valables?|vaut|vale[n]?|válid[oa]s?|valid[oaie]|geldig|geldt)\b",
    "keep": r"\b(?:hält|halten|haltbar\w*|aufheb\w*|gard(?:e|ent|er)|conserv\w*|caduc\w*|aguanta\w*|scad\w*|houdbaar"
    r"|bewaa?r\w*)\b",
    "puncture": r"\b(?:platte[nr]?|platt"
    r"|loch im (?:reifen|schlauch)|schlauch|reifenpanne\w*|crevaison\w*"
    r"|crevé\w*|chambre à air|pinch(?:azo|ad|ó)\w*|foratur\w*|forat[oa]|camera d['’]aria"
    r"|lekke?|bandenpech|furos?|furad[oa]s?)\b",
    "test": r"\b(?:\w*test(?:e[nt]?|é\w*|ad[oa]s?|at[oaie]|et)?|geprüft|éprouv\w*|essay\w*|probad[oa]s?"
    r"|prob(?:amos|é|ó)|ensay\w*|prova(?:t[oaie]|mmo)|getest)\b",
    "glass": r"\b(?:\w*glas\w*|verre\w*|vidrio\w*|cristal\w*|vetro\w*)\b",
    "seal": r"\b(?:siegel\w*|versiegel\w*|scell\w*|precint\w*|sigill\w*|verzegel\w*)\b",
}
# The same in other English words.
_IN_ENGLISH = {
    "good": r"\b(?:good for|valid|expires?)\b",
    "burn": r"\b(?:burn\w*|glow\w*|shine\w*|shining|lights? up|runs?|goes|lasts?|lit|(?:one|a|per|single) charge)\b",
    "stay": r"\b(?:stays?|staying|lasts?|lasting|holds?|remains?|lingers?|wears?|still (?:\w+ )?(?:there|smell\w*|on"
    r"|with \w+))\b",
    "last": r"\b(?:lasts?|enough for)\b",
    "rest": r"\b(?:rests?|rested|resting|ages?|aged|ageing|matur\w*|sits?|waits?|sleeps?|spends?|lies)\b",
    "take": r"\b(?:takes?|took|taking|ready|done|finished|needs?|yours again)\b",
    "repair": r"\b(?:repair\w*|mend\w*|fix\w*|patch(?:es|ed)?|sort(?:ed)?)\b",
    "puncture": r"\b(?:punctur\w*|flats?(?! on (?:the (?:ground|first|top)|your|his|her|its))"
    r"|(?:inner )?tubes?|tyres?|tires?)\b",
    "cancel": r"\b(?:cancel\w*|call(?:s|ed|ing)? (?:it |them )?off)\b",
    "return": r"\b(?:return\w*|(?:send|bring|give|hand|take)s? (?:it |them |\w+ )?back|chang\w+ your mind)\b",
    "keep": r"\b(?:keeps?|keeping|lasts?|stays? (?:good|fresh)|shelf)\b",
    "deposit": r"\bdeposits?\b",
}
IN_ENGLISH = {word: re.compile(same) for word, same in _IN_ENGLISH.items()}
ABROAD = {word: re.compile(same.replace("ANY ", r"(?:\S+ ){0,6}?")) for word, same in _SAID_ABROAD.items()}


def said_abroad(word: str) -> "re.Pattern[str] | None":
    """How other languages say an English word; None for a word that nobody listed."""
    return ABROAD.get(word)
