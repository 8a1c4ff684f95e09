"""What is kept of the same objects is given again; other objects, and lists that have changed, are read anew."""

from tools.kept import kept


def test_the_same_objects_are_read_once() -> None:
    read: list[tuple[object, ...]] = []
    made = kept(lambda *given: read.append(given) or len(read))
    one, other = object(), object()
    both = (one, other)
    assert made(both, "en") == 1
    assert made(both, "en") == 1
    assert made((one, other), "en") == 1
    assert made([one, other], "en") == 1
    assert made((other, one), "en") == 2
    assert made(both, "de") == 3


def test_a_list_that_has_changed_is_read_anew() -> None:
    made = kept(len)
    given = [object()]
    assert made(given) == 1
    given.append(object())
    assert made(given) == 2


def test_a_tuple_is_not_taken_for_one_that_has_gone() -> None:
    made = kept(lambda given: [id(one) for one in given])
    for _ in range(2_000):
        one = object()
        assert made((one,)) == [id(one)]
