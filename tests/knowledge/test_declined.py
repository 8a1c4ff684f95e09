"""Words of somebody else's that a text takes back claim nothing; those that it agrees with do."""

import pytest

from knowledge.text.claims import find_claims

DECLINED = [
    ("en", "Somebody called our soap long-lasting. We'd rather say a month."),
    ("en", "Someone on the phone called our lamp unbreakable. It isn't: glass is glass."),
    ("en", "People keep calling the balm hypoallergenic. We only know what is in it."),
    ("en", '"Sustainable", somebody wrote on the box. We took the pen away and wrote 61 g.'),
    ("en", "The agency wanted to print climate neutral on it. We left it off."),
    ("en", "Our landlady called it sustainable, and we wouldn't go that far."),
    ("de", "Eine Kundin nannte sie die beste Seife der Stadt. Wir sagen lieber, was drin ist."),
    ("de", "Ein Kunde schrieb „umweltfreundlich“ ins Gästebuch. Beweisen können wir das nicht."),
    ("de", "Die Zeitung schrieb, unsere Lampe sei unzerstörbar. Das ist sie nicht."),
    ("fr", "L'agence voulait imprimer « neutre en carbone ». Nous avons refusé."),
    ("fr", "Le vendeur de la foire l'a dite incassable. Ce n'est pas vrai."),
    ("es", "Una clienta lo llamó el mejor jabón de la ciudad. Nosotros preferimos decir qué lleva."),
    ("es", "Un periódico la llamó irrompible. No lo es."),
    ("it", "L'agenzia voleva scrivere «ecologico». Abbiamo detto di no."),
    ("nl", 'Het bureau wilde "klimaatneutraal" drukken. Wij niet.'),
    ("pt", "Alguém lhe chamou o melhor sabonete da cidade. Preferimos dizer o que leva."),
    ("en", "A shop in Lyon wanted us to call it natural. What we can say is what's in it: oil and lye."),
    ("es", "Hay quien nos pide que digamos que es sostenible. Decimos lo que sabemos: pesa 61 g."),
    ("fr", "On nous demande souvent d'écrire « biodégradable ». Nous écrivons ce que nous savons."),
    ("it", "Qualcuno ci chiede di scrivere «ecologico». Diciamo quello che sappiamo."),
]
AGREED_WITH = [
    ("en", "Somebody called our soap long-lasting. We agree."),
    ("en", "Some say it's the finest lamp in Leiden. They're right."),
    ("en", "You could call it the finest lamp in Leiden, and you'd be right."),
    ("en", "Many call it the best soap in Berlin."),
    ("en", '"The best bike shop in Leiden", people say. We won\'t argue.'),
    ("en", "Our soap is eco-friendly, we say it plainly. We don't hide anything."),
    ("en", "A customer wrote that it heals eczema. We don't use perfume in it."),
    ("en", "The box says climate neutral. It isn't heavy."),
    ("en", "We know of nothing better for the climate than our climate neutral soap."),
    ("en", "Our soap is climate neutral, and we know nothing about soap elsewhere."),
    ("fr", "Notre savon est neutre en carbone, et nous ne disons rien des autres."),
    ("de", "Kunden sagen, es ist die beste Seife der Stadt. Wir widersprechen nicht."),
    ("de", "Eine Kundin schrieb, der Balsam heilt Ekzeme. Wir verwenden keinen Duft."),
    ("fr", "Beaucoup disent que c'est le meilleur savon de la ville. Ils ont raison."),
    ("fr", "Une cliente écrit qu'il guérit l'eczéma. Nous n'utilisons pas de parfum."),
    ("es", "Alguien lo llamó el mejor jabón de la ciudad. Tiene razón."),
    ("it", "Qualcuno lo ha chiamato il miglior sapone della città. Ha ragione."),
    ("nl", "Iemand noemde het de beste zeep van de stad. Dat klopt."),
]
UNKNOWN = [
    ("en", "What that does for the climate we don't know."),
    ("en", "Whether that is carbon neutral is not for us to say."),
    ("de", "Was das fürs Klima bedeutet, wissen wir nicht."),
    ("fr", "Ce que cela change pour le climat, nous ne le savons pas."),
    ("es", "Qué supone eso para el clima no lo sabemos."),
    ("it", "Che cosa significhi per il clima non lo sappiamo."),
    ("nl", "Wat dat voor het klimaat doet, weten we niet."),
    ("pt", "O que isso faz pelo clima não sabemos."),
    ("en", "About our carbon footprint we know nothing, so we say nothing about it."),
    ("de", "Über unseren CO2-Fußabdruck wissen wir nichts, also sagen wir dazu auch nichts."),
    ("fr", "De l'empreinte carbone, nous ne savons rien, alors nous n'en parlons pas."),
    ("es", "De nuestra huella de carbono no sabemos nada, así que de ella no hablamos."),
    ("it", "Della nostra impronta di carbonio non sappiamo nulla, quindi non ne parliamo."),
    ("nl", "Van onze CO2-voetafdruk weten we niets, dus zeggen we er niets over."),
]


@pytest.mark.parametrize(("locale", "text"), [*DECLINED, *UNKNOWN])
def test_what_is_declined_or_not_known_claims_nothing(locale: str, text: str) -> None:
    assert not [one for one in find_claims(text, locale) if not one.negated]


@pytest.mark.parametrize(("locale", "text"), AGREED_WITH)
def test_what_a_text_agrees_with_it_claims(locale: str, text: str) -> None:
    assert [one for one in find_claims(text, locale) if not one.negated]
