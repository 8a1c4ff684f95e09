"""Claims that say it in other words: a rival that cannot win, an illness that leaves, a friend of the planet."""

import pytest

from tools.claims.check import check_claims
from tools.copy import Copy

RIVALS = [
    ("en", "Our lamp will still be burning long after the others have given up."),
    ("en", "This saddle outlives you and your children."),
    ("en", "One sip and every other coffee tastes of cardboard."),
    ("en", "You won't find a softer blanket between here and Oslo."),
    ("en", "Ask for the city's favourite soap. We make it."),
    ("de", "Diese Pfanne überlebt deine Küche."),
    ("de", "Du findest nirgends eine bessere Seife."),
    ("de", "Kein Öl riecht so gut wie dieses, und keine Kette läuft so leise wie unsere."),
    ("fr", "Vous ne trouverez nulle part un savon plus doux."),
    ("fr", "Notre lampe enterrera toutes les autres."),
    ("es", "No encontrarás un jabón más suave en toda la ciudad."),
    ("es", "Nuestra sartén sobrevive a cualquiera."),
    ("it", "Non troverete un sapone più morbido."),
    ("it", "Nessuna candela brucia come questa."),
    ("nl", "Je vindt nergens een betere zeep."),
    ("nl", "Deze pan overleeft je keuken."),
    ("pt", "Não vai encontrar um sabonete mais suave."),
]
BODY = [
    ("en", "Two drops of this oil and you'll sleep like a log."),
    ("en", "After a week with our balm the itching is gone."),
    ("en", "Our mattress, and your back pain says goodbye."),
    ("en", "Drink our tea and throw away your sleeping pills."),
    ("en", "Your skin is renewed by morning with this cream."),
    ("de", "Mit unserer Creme ist der Juckreiz Geschichte."),
    ("de", "Mit unserem Tee brauchst du keine Schlaftabletten mehr."),
    ("de", "Unser Duft lässt dich abends zur Ruhe kommen."),
    ("de", "Zwei Sprüher von unserem Duft, und du bist wach, bevor der Kaffee kocht."),
    ("fr", "Avec notre baume, les rougeurs disparaissent."),
    ("fr", "Une goutte de notre huile et votre peau est régénérée au matin."),
    ("es", "Un guisante de este jabón y el eccema deja de picar."),
    ("es", "Con nuestra crema el picor desaparece."),
    ("es", "Enciende esta vela y el sueño llega solo."),
    ("it", "Con il nostro balsamo il prurito se ne va."),
    ("it", "Con questa tisana il sonno arriva da solo."),
    ("nl", "Met onze balsem verdwijnt de jeuk: eczeem is verleden tijd."),
    ("nl", "Met onze thee heb je geen slaappillen meer nodig."),
    ("pt", "Com o nosso bálsamo o eczema desaparece."),
]
PLANET = [
    ("en", "Every bar of our soap does the rivers a favour."),
    ("en", "A rental that costs the planet nothing."),
    ("en", "Our shampoo contains nothing chemical."),
    ("de", "Mit jeder Kerze tust du der Natur etwas Gutes."),
    ("de", "In unserer Seife ist nichts Chemisches."),
    ("fr", "Notre savon ne doit rien à la planète."),
    ("fr", "Rien de chimique dans notre baume."),
    ("es", "Nuestra vela no lleva nada químico."),
    ("it", "La nostra candela fa bene al pianeta."),
    ("nl", "Met onze zeep doe je de planeet een plezier."),
    ("pt", "O nosso sabonete é amigo do ambiente."),
]
PRAISED_BY = [
    ("en", "4.7 out of 5, say our customers."),
    ("en", "Gold medal at the county show, for our soap."),
    ("en", "Physiotherapists recommend our saddle."),
    ("en", "Winner of the Golden Kettle award."),
    ("de", "Ausgezeichnet mit dem Goldenen Hobel."),
    ("de", "Hebammen empfehlen unseren Balsam."),
    ("fr", "Médaille d'argent au salon du savon."),
    ("fr", "Les pharmaciens recommandent notre crème."),
    ("es", "Premio al mejor jabón del año."),
    ("es", "Los dermatólogos recomiendan nuestra crema."),
    ("it", "Fornitore ufficiale della nazionale di sci."),
    ("nl", "Fysiotherapeuten vertrouwen op ons zadel."),
    ("pt", "Medalha de ouro no concurso de sabonetes."),
]
CLEAN = [
    ("en", "The chapter is closed, the shop opens at nine."),
    ("en", "The street is asleep by eleven, and so are we."),
    ("en", "The redness that was gone within a day stands in our report."),
    ("en", "Our balm does not make eczema go away."),
    ("en", "If your skin itches, stop using it and ask a doctor."),
    ("en", "Our official opening hours are on the door."),
    ("en", "It is no favour to the planet, it is a candle."),
    ("en", "What riders named first was the rain."),
    ("en", "You won't find our shop open on Sundays."),
    ("de", "Der Schnee ist weg, die Räder stehen draußen."),
    ("de", "Unsere Creme heilt nichts, und Ausschlag geht davon nicht weg."),
    ("de", "Wir sind wach, bevor der Bäcker öffnet."),
    ("fr", "Vous ne trouverez pas la boutique ouverte le lundi."),
    ("es", "Nadie pidió más aromas."),
    ("es", "No encontrarás la tienda abierta el lunes."),
    ("it", "Chiedi al medico prima di usare il balsamo."),
    ("nl", "Slapen moet je zelf doen."),
    ("pt", "Este sabonete não cura nada."),
]


def found(text, locale):
    return [
        (one.span, one.message)
        for one in check_claims(Copy(fields={"caption": text}, channel="instagram", locale=locale), (), ())
    ]


@pytest.mark.parametrize(("locale", "text"), [*RIVALS, *BODY, *PLANET, *PRAISED_BY])
def test_a_claim_in_other_words_is_found(locale, text):
    assert found(text, locale)


@pytest.mark.parametrize(("locale", "text"), CLEAN)
def test_words_that_only_look_like_it_are_left_alone(locale, text):
    assert found(text, locale) == []
