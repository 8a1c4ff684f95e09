import pytest

from knowledge.statuses import StatusError, claim_status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("approved", "substantiated"),
        ("Signed off", "substantiated"),
        ("Genehmigt", "substantiated"),
        ("approved with conditions", "partly"),
        ("not approved", "forbidden"),
        ("EXPIRED", "forbidden"),
        ("refusé", "forbidden"),
    ],
)
def test_a_status_has_many_words(word, status):
    assert claim_status(word) == (status, None)


@pytest.mark.parametrize(
    "word", ["pending", "In review", "draft", "not yet approved", "nicht freigegeben", "À valider"]
)
def test_what_nobody_has_approved_yet_must_not_be_said(word):
    assert claim_status(word) == ("forbidden", f"Not approved yet: the register has it as “{word}”.")


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("aproved", "did you mean 'approved' (substantiated)?"),
        ("in-reveiw", "did you mean 'in review' (pending)?"),
        ("🙂", "there are substantiated, partly, forbidden, pending"),
        ("", "there are substantiated, partly, forbidden, pending"),
    ],
)
def test_an_unknown_word_is_never_guessed(word, words):
    with pytest.raises(StatusError) as caught:
        claim_status(word)
    assert words in str(caught.value)
