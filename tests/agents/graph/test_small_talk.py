"""What asks for nothing is told from what does, in many languages; a language nobody here knows is no gibberish."""

import pytest

from agents.graph.small_talk import is_unintelligible, reply_words, small_talk


@pytest.mark.parametrize(
    "text",
    [
        "Who are you?", "what can you do for me?", "Are you a bot?", "How are you today?", "hello", "hi there",
        "Hi Ana!", "good morning everyone", "Hello, who are you?", "help", "Wer bist du?",
        "Was kannst du alles?", "Guten Morgen", "Hallo zusammen!", "Qui êtes-vous ?", "Que peux-tu faire ?",
        "Bonjour à tous", "¿Quién eres?", "¿Qué puedes hacer?", "Buenos días", "Chi sei?", "Cosa sai fare?",
        "Buongiorno", "Wie ben je?", "Wat kun je?", "Goedemorgen", "Quem és?", "O que podes fazer?", "Bom dia",
        "あなたは誰ですか？", "何ができますか？", "こんにちは", "Hej!", "Dzień dobry", "Привет", "你好",
    ],
)  # fmt: skip
def test_who_greets_or_asks_what_this_is_is_told(text: str) -> None:
    assert small_talk(text) == "about"


@pytest.mark.parametrize(
    "text",
    [
        "thanks!", "Thank you so much", "ok", "OK, great, thanks a lot!", "perfect", "never mind", "bye", "👍",
        "Danke dir!", "alles klar", "Merci beaucoup", "d'accord", "Muchas gracias", "vale", "Grazie mille",
        "va bene", "Dank je wel", "prima", "Obrigada", "está bem", "ありがとうございます", "了解しました",
        "Tack", "Спасибо", "谢谢",
    ],
)  # fmt: skip
def test_thanks_and_ok_are_noted(text: str) -> None:
    assert small_talk(text) == "noted"


@pytest.mark.parametrize(
    "text",
    [
        "hello, my child is in hospital after your balm",
        "Hi, what does the refillable bottle cost?",
        "thanks, but my bottle leaked",
        "ok write a caption",
        "good morning caption for the candle",
        "help me",
        "Hello fire",
        "Who are your customers?",
        "What can you do about my rash?",
        "danke für nichts",
        "everyone",
        "the team",
        "",
        "?",
        "hello " * 40,
    ],
)
def test_what_says_anything_else_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "asdf qwer zxcv",
        "asdf",
        "qwertz uiop",
        "fjdksl wieurow cmxnv",
        "kjhgf dfghj",
        "hello asdf",
        "aaaaaaa",
        "lalala",
        "blah blah blah",
        "123 456",
        "?!?",
        "…",
        "",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
        "фыва йцук",
        "DROP TABLE runs;--",
        "'; DROP TABLE users; --",
        "select * from runs where 1=1",
        "DELETE FROM users;",
        "' OR '1'='1",
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "{{7*7}}",
        "${jndi:ldap://x}",
    ],
)
def test_nobody_can_read_this(text: str) -> None:
    assert is_unintelligible(text)


@pytest.mark.parametrize(
    "text",
    [
        "Refill pouch",
        "Lapsellani on ihottumaa balsamin jälkeen",
        "Moje dziecko ma wysypkę po waszym balsamie",
        "smrt v obchodu",
        "Strč prst skrz krk",
        "Crwth a chwrw",
        "Con tôi bị nổi mẩn",
        "Після вашого бальзаму висип",
        "아이가 밤을 쓰고 발진이 났어요",
        "طفلي في المستشفى بعد البلسم",
        "Schifffahrt brennt",
        "me duele, tengo dolor",
        "PDF HTML",
        "Feuer!",
        "html kaputt",
        "Please drop the table of figures",
        "Drop table reservations; my child got a rash. Help!",
        "Select a scent from the range; my skin burns after it",
        "Delete from your list: me. My data was leaked",
        "Update prices: the balm burns",
        "<b>My child has a rash</b>",
        "<script> my child got a rash",
        "{{name}}, my child got a rash",
        "{{my child got a rash}}",
        "<script>my child (3) got a rash</script>",
    ],
)
def test_words_of_any_language_can_be_read(text: str) -> None:
    assert not is_unintelligible(text)


def test_each_reply_gives_two_examples() -> None:
    for reply in ("about", "noted", "unclear"):
        said = reply_words(reply, "Evening Candle")
        assert said.count("“") == 2
        assert said.count("Evening Candle") == 2
    assert "our newest product" in reply_words("about", None)
