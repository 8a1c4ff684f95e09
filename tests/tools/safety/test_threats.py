"""Threats against anybody, not only against who is spoken to; and what only sounds like one."""

import pytest

from tools.copy import Copy
from tools.moderation import moderate
from tools.safety.check import check_safety

AGAINST_SOMEBODY = [
    ("en", "I will kill the woman in the Ghent shop tomorrow"),
    ("en", "I'm gonna stab that bald cashier of yours."),
    ("en", "We are going to beat up your delivery guy."),
    ("en", "I will come to your shop and strangle whoever works there."),
    ("en", "if nobody answers I will kill you"),
    ("en", "I'll murder every one of your staff"),
    ("en", "Tomorrow I will shoot the manager."),
    ("en", "I'm going to break your driver's legs."),
    ("en", "I'll run over the courier next time."),
    ("en", "I will slit your throat"),
    ("en", "I'll shoot you dead"),
    ("en", "I will hunt down your whole team"),
    ("en", "Ima kill that clerk at the counter"),
    ("en", "You're all going to die tomorrow."),
    ("en", "I'll punch your manager in the face."),
    ("de", "Ich komm vorbei und stech euch alle ab"),
    ("de", "Ich schlag dir die Fresse ein."),
    ("de", "Ihr werdet alle sterben."),
    ("fr", "Je vais tous vous tuer"),
    ("fr", "Je vais te casser la gueule."),
    ("fr", "Vous allez tous crever."),
    ("es", "Te voy a partir la cara"),
    ("es", "Vais a morir todos."),
    ("de", "Ich bringe die Verkäuferin in Gent um."),
    ("de", "Morgen werde ich den Filialleiter abstechen."),
    ("de", "Ich werde eure Kassiererin in Wien umbringen!"),
    ("de", "Ich erschieße den Kurier."),
    ("de", "Wenn das nochmal passiert, schlage ich den Fahrer tot."),
    ("fr", "Je vais tuer la vendeuse de Gand."),
    ("fr", "Je vais égorger votre gérant."),
    ("fr", "Demain je tuerai le livreur."),
    ("fr", "On va tabasser ta patronne."),
    ("es", "Voy a matar a la dependienta."),
    ("es", "Vamos a apuñalar al encargado."),
    ("es", "Mañana mataré a tu jefa."),
    ("es", "Le voy a pegar un tiro al repartidor."),
]
AGAINST_A_PLACE = [
    ("en", "I am going to shoot up your store"),
    ("en", "I will set fire to your Ghent boutique."),
    ("en", "We're gonna blow the whole shop up."),
    ("en", "There is a bomb in your shop."),
    ("en", "I'll be back tomorrow with a gun."),
    ("de", "Ich zünde euren Laden an."),
    ("de", "Ich werde eure Filiale in Berlin in die Luft jagen."),
    ("de", "Morgen komme ich mit einem Messer in euren Laden."),
    ("fr", "Je vais mettre le feu à votre boutique."),
    ("fr", "Je reviens demain avec un couteau."),
    ("es", "Voy a prender fuego a vuestra tienda."),
    ("es", "Mañana vuelvo con una pistola."),
]
OF_ONES_OWN = [
    ("en", "I'm going to kill my husband, he used it all."),
    ("en", "Somebody should shoot the courier."),
    ("en", "Your cashier deserves to be stabbed."),
    ("en", "I want to strangle your driver."),
    ("en", "Somebody is going to die in your shop."),
    ("en", "You will die!"),
    ("en", "I'd love to see your staff bleed."),
    ("de", "Man sollte den Kurier erschießen."),
    ("fr", "Quelqu'un devrait tuer le livreur."),
    ("es", "Alguien debería matar al repartidor."),
]
HARMLESS = [
    ("en", "this scent kills me"),
    ("en", "I'd kill for a refill"),
    ("en", "The heat will kill the plants"),
    ("en", "I will kill the flame before bed."),
    ("en", "My wife will kill me if I buy another one."),
    ("en", "I'm going to kill time in the Ghent shop tomorrow."),
    ("en", "We will kill the lights in the shop at nine."),
    ("en", "I'll shoot you an email."),
    ("en", "I'll shoot the staff an e-mail tomorrow."),
    ("en", "We are going to shoot the models in Lisbon for the new campaign."),
    ("en", "I will never hurt the woman in the Ghent shop."),
    ("en", "I will kill the last drops of it by Sunday."),
    ("en", "I'm going to beat the lady at the till to the last bottle."),
    ("en", "I will burn the candle down to the end."),
    ("en", "We're going to set up a shop in Ghent."),
    ("en", "I'll be back tomorrow with a friend."),
    ("en", "There is a bath bomb in your parcel."),
    ("en", "I will visit the woman in the Ghent shop and thank her."),
    ("en", "I'll murder a whole cake at the cafe."),
    ("en", "You'll die for this scent."),
    ("en", "Wear it till you die."),
    ("en", "You're all going to die laughing."),
    ("en", "We will hunt down a bottle for you."),
    ("en", "I'll punch a hole in the box."),
    ("de", "Ich schlage dir die Kerze Evening Candle vor."),
    ("fr", "Vous allez adorer."),
    ("fr", "Vous allez mourir de rire."),
    ("es", "Vais a morir de risa."),
    ("de", "Ich bringe die Kinder um acht zur Schule."),
    ("de", "Ich bringe die Verkäuferin um den Verstand."),
    ("de", "Die Hitze wird die Pflanzen umbringen."),
    ("de", "Der Duft bringt mich um."),
    ("de", "Ich zünde in eurem Laden gern die Kerze an."),
    ("de", "Ich werde die Verkäuferin weiterempfehlen."),
    ("de", "Morgen komme ich mit einer Freundin in euren Laden."),
    ("fr", "Ce parfum me tue."),
    ("fr", "Je vais tuer le temps dans votre boutique."),
    ("fr", "Je tuerais pour une recharge."),
    ("fr", "La chaleur va tuer les plantes."),
    ("fr", "Je vais remercier la vendeuse de Gand."),
    ("fr", "Je reviens demain avec une amie."),
    ("es", "Este perfume me mata."),
    ("es", "Mataría por una recarga."),
    ("es", "El calor va a matar las plantas."),
    ("es", "Voy a matar el tiempo en vuestra tienda."),
    ("es", "Voy a felicitar a la dependienta."),
    ("es", "Mañana vuelvo con una amiga."),
]


@pytest.mark.parametrize(("locale", "text"), [*AGAINST_SOMEBODY, *AGAINST_A_PLACE])
def test_a_threat_is_hidden_whoever_it_is_against_and_a_person_is_told(locale: str, text: str) -> None:
    report = moderate(text, locale)
    assert report.verdict == "hide"
    assert "threatened" in (report.to_person or "")
    assert [one.rule for one in check_safety(Copy(fields={"text": text}, locale=locale))] == ["copydesk.Threat"]


@pytest.mark.parametrize(("locale", "text"), OF_ONES_OWN)
def test_what_may_be_said_in_anger_or_in_jest_is_held(locale: str, text: str) -> None:
    report = moderate(text, locale)
    assert (report.verdict, report.to_person) == ("hold", "Somebody is threatened.")


@pytest.mark.parametrize(("locale", "text"), HARMLESS)
def test_what_only_sounds_like_a_threat_is_published(locale: str, text: str) -> None:
    assert moderate(text, locale).verdict == "publish"
    assert check_safety(Copy(fields={"text": text}, locale=locale)) == ()


@pytest.mark.parametrize("group", ["Muslims", "Jews", "Germans", "women", "men", "gays", "Christians", "deaf people"])
def test_a_threat_is_one_whoever_the_people_are(group: str) -> None:
    assert moderate(f"I am going to shoot the {group} in your shop.", "en").verdict == "hide"


def test_a_quoted_threat_is_held() -> None:
    assert moderate("She wrote “I will kill the woman in the shop” to me.", "en").verdict == "hold"
