"""A brand file that is wrong says where: file, line, key, and what to do."""

from pathlib import Path

import pytest

from knowledge.brand import BrandFolder
from knowledge.errors import InputError

HEAD = "id: hay\nname: Hay\nabout: Hay.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}curency: EUR\n", "line 4: unknown key 'curency'. Did you mean 'currency'?"),
        (f"{HEAD}currency: euro\n", "line 4: 'currency': String should match pattern"),
        (f"{HEAD}check:\n  advisory: [inclusive, voyce]\n", "line 5: 'check.advisory[2]': Input should be 'voice'"),
        (f"{HEAD}check:\n  rules:\n    House.Grab: orange\n", "line 6: 'check.rules.House.Grab': Input should be"),
        (f"{HEAD}check:\n  red_bellow: 4\n", "line 5: unknown key 'check.red_bellow'. Did you mean 'red_below'?"),
        (f"{HEAD}retention:\n  drafts: soon\n", "line 5: 'retention.drafts': Input should be a valid integer"),
        (f"{HEAD}name: Other\n", "line 4: the key 'name' is there twice. Keep one of them."),
        ("id: hay\nname: Hay\n", "line 1: the key 'about' is missing. Add it."),
        (f"{HEAD}channels: [x\n", "line 5: this is not valid YAML"),
        ("- hay\n", "line 1: expected keys and values"),
        ("", "line 1: expected keys and values, found nothing"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        BrandFolder(tmp_path)
    assert f"{file}, {said}" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_in_another_encoding_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_bytes("id: hay\nname: Küste\nabout: Hay.\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"is not UTF-8 text \(byte 15\)\. Save it as UTF-8\."):
        BrandFolder(tmp_path)
