"""`copydesk check` beyond one report: pages, tables, fixes, reasons, and what is wrong with rule files."""

import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from agents.service import Desk
from agents.settings import Settings
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.check_settings import CheckSettings
from tests.ui.cli.saying import Say
from ui.cli.frame import Frame
from ui.cli.main import main

TABLE = (
    "text;Channel;locale;id\n"
    "Treat yourself to this bargain price;instagram;en;1\n"
    '"broken; row\n'
    "Calm scent of linden.;sms;en;3\n"
    "too;many;cells;4;5\n"
    '"two\nlines of calm";x;en;6\n'
    ";x;en;7\n"
    "Mädchen;tiktok;de;8\n"
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(Settings(home=tmp_path_factory.mktemp("home")))
    yield desk
    desk.close()


@pytest.fixture
def say(real: Desk, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments, Frame(home=real.home.path, opener=lambda _: nullcontext(real)))  # type: ignore[arg-type]
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def written(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_broken_row_costs_one_line_and_the_others_run(say: Say, tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path / "d.csv", TABLE, encoding)
    code, out, err = say("check", file)
    assert code == 1
    assert [line.removeprefix(f"{file}: ") for line in err.splitlines() if ": row " in line] == [
        "row 3: a quotation mark is not closed",
        "row 5: 5 cells where the head names 4: is a separator or a quotation mark missing?",
        "row 7: the draft is empty",
        "row 8: Unknown channel 'tiktok'. Known: google-rsa, meta-ad, linkedin-ad, linkedin, x, instagram, email, sms, "
        "push.",
    ]
    assert f"{file}: not read: id" in err
    assert "row 2  ● amber" in out
    assert out.splitlines()[-2].split() == ["All", "2", "1", "0", "3"]
    assert out.splitlines()[-1] == "4 rows could not be read."


def test_a_table_as_json_lines_has_one_for_each_row(say: Say, tmp_path: Path) -> None:
    code, out, err = say("check", written(tmp_path / "d.csv", TABLE), "--json", "--fix")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [row["row"] for row in rows] == [2, 3, 4, 5, 6, 7, 8]
    assert ["error" in row for row in rows] == [False, True, False, True, False, True, True]
    assert rows[0]["fixed"] == {"caption": "Take this price"}
    assert "3 drafts: 2 green, 1 amber, 0 red; 4 rows could not be read" in err


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_columns_are_a_channels_fields(say: Say, tmp_path: Path, separator: str) -> None:
    rows = [["Subject", "channel", "Body"], ["Calm", "email", "Grab it"], ["", "email", "Calm"]]
    file = written(tmp_path / "d.tsv", "\n".join(separator.join(row) for row in rows))
    code, out, _ = say("check", file, "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert [one["field"] for one in first["findings"] if one["span"] == "Grab"] == ["body"]
    assert any("subject is missing" in one["message"] for one in second["findings"])
    assert code == 3


def test_a_table_without_drafts_is_refused_with_what_is_there(say: Say, tmp_path: Path) -> None:
    code, _, err = say("check", written(tmp_path / "d.csv", "name,price\nA,1\n"))
    assert code == 2
    assert "row 1: no column holds drafts: there is 'name', 'price'" in err


def test_json_lines_by_name(say: Say, tmp_path: Path) -> None:
    file = written(tmp_path / "d.jsonl", '{"text": "Treat yourself to it"}\n{"txt": "calm"}\n')
    code, out, _ = say("check", file, "--fix")
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 1
    assert first["fixed"] == {"text": "Take it"}
    assert "'text' is missing" in second["error"]


def test_a_line_may_give_a_channels_fields(say: Say, tmp_path: Path) -> None:
    lines = [
        {"fields": {"body": "Grab it", "subject": "Calm"}, "channel": "email"},
        {"fields": {"titel": "Grab it"}, "channel": "push"},
        {"fields": {"subject": "Grab it"}},
        {"fields": {}, "channel": "email"},
        {"fields": {"body": 3}, "channel": "email"},
        {"fields": "Grab it", "channel": "email"},
        {"fields": {"body": "Grab it"}, "text": "Grab it"},
        {"fields": {"body": "Grab it"}, "channel": "emial"},
        {"subject": "Calm", "body": "Grab it", "channel": "email"},
    ]
    file = written(tmp_path / "d.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))
    code, out, _ = say("check", file, "--fix")
    assert code == 1
    email, push, bare, *wrong = (json.loads(line) for line in out.splitlines())
    assert [one["field"] for one in email["findings"] if one["span"] == "Grab"] == ["body"]
    assert list(email["fixed"]) == ["subject", "body"]
    assert any(one["rule"] == "channel.UnknownField" for one in push["findings"])
    assert [one["field"] for one in bare["findings"] if one["span"] == "Grab"] == ["subject"]
    assert wrong[0]["error"] == "`fields` is empty: there is no draft."
    assert wrong[1]["error"].startswith('`fields` maps a channel\'s fields to their texts: {"fields": {"subject": ')
    assert wrong[2]["error"] == wrong[1]["error"]
    assert wrong[3]["error"] == "Both 'text' and 'fields' are there: which is the draft?"
    assert "Unknown channel 'emial'" in wrong[4]["error"]
    assert "there is 'subject', 'body', 'channel'" in wrong[5]["error"]
    assert 'with several fields, {"fields": {"subject"' in wrong[5]["error"]


def test_an_encoding_that_had_to_be_guessed_is_told(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "d.csv"
    file.write_bytes(b"text,channel\nCalm \xff\xfe hay,instagram\n")
    _, _, err = say("check", str(file))
    assert f"{file}: it is not UTF-8: it was read as cp1252; look at its accents" in err


@pytest.mark.parametrize("text", ['{"text": "Calm."}', '[{"text": "Calm."}]', '{\n"fields": {"caption": "Calm."}\n}\n'])
def test_a_json_document_is_not_read_as_prose(say: Say, tmp_path: Path, text: str) -> None:
    code, out, err = say("check", written(tmp_path / "d.json", text))
    assert (code, out) == (2, "")
    assert "d.json is a JSON document" in err
    assert ".jsonl" in err
    assert say("check", written(tmp_path / "d.txt", text))[0] != 2


def test_a_page_is_read_as_one(say: Say, tmp_path: Path) -> None:
    page = "<html><body><style>b { width: 600px }</style><p>Grab <b>calm</b> hay</p></body></html>"
    code, out, _ = say("check", written(tmp_path / "p.html", page), "--json")
    found = json.loads(out)["findings"]
    assert code == 0
    assert [one["span"] for one in found if one["severity"] != "advice"] == ["Grab"]


def test_fix_prints_the_text_and_leaves_the_file(say: Say, tmp_path: Path) -> None:
    text = "Treat yourself to this bargain price, it cures eczema."
    file = written(tmp_path / "a.txt", text)
    code, out, err = say("check", file, "--fix")
    assert code == 3
    assert out == "Take this price, it cures eczema.\n"
    assert Path(file).read_text(encoding="utf-8") == text
    assert "1:1 “Treat yourself to” → “Take” (orrelune.Indulge)" in err
    assert "2 fixes applied; 1 finding left for a person. Checked again: red" in err, "the illness is named once"
    assert "1:21 red “cures eczema” " in err
    assert "(orrelune.HealthClaim)" in err


def test_fix_names_all_that_is_left_and_nothing_gives_way_to_itself(say: Say, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "fig fig fig leaves! It costs EUR 999. Guys, it is here!")
    code, out, err = say("check", file, "--fix")
    assert code == 3
    assert out == "fig leaves. It costs EUR 999. Guys, it is here.\n"
    assert "gave way" not in err
    found = [line for line in err.splitlines() if " red " in line or " amber " in line]
    left = next(line for line in err.splitlines() if "left for a person" in line)
    assert f"; {len(found)} finding" in left, "as many as are named"
    assert any("“Guys”" in line for line in found)
    assert any("“EUR 999”" in line for line in found)


@pytest.mark.parametrize(
    ("locale", "text", "fixed"),
    [
        ("es", "Abre hoy a las 10:30! Ven.", "Abre hoy a las 10:30. Ven."),
        ("fr", "Le flacon coûte 96,00 € !", "Le flacon coûte 96,00 €."),
        ("fr", "Merci ! Il est là !", "Merci. Il est là."),
    ],
)
def test_a_mark_that_goes_needs_no_other_half(say: Say, tmp_path: Path, locale: str, text: str, fixed: str) -> None:
    _, out, _ = say("check", written(tmp_path / "a.txt", text), "--fix", "-l", locale)
    assert out.strip().replace("\u00a0", " ") == fixed


def test_what_is_fixed_in_a_table_is_fixed_to_the_end(say: Say, tmp_path: Path) -> None:
    file = written(tmp_path / "d.jsonl", '{"text": "fig fig fig fig"}\n')
    _, out, _ = say("check", file, "--fix")
    line = json.loads(out)
    assert line["fixed"] == {"text": "fig"}
    assert {one["rule"] for one in line["applied"]} == {"copydesk-en.RepeatedWord"}


def test_why_shows_the_rule_its_source_its_examples_and_what_is_missing(say: Say, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", "Grab it, it costs EUR 999.")
    code, out, _ = say("check", file, "--json")
    rules = [one["rule"] for one in json.loads(out)["findings"]]
    code, out, _ = say("check", file, "--why", str(rules.index("orrelune.Grab") + 1))
    assert code == 0
    assert "Source: voice/voice-guide.md" in out
    assert "Objects to: “" in out
    assert "Passes: “" in out
    code, out, _ = say("check", file, "--why", "copydesk.UngroundedPrice")
    assert "EUR 999" in out
    assert "Missing:" in out
    code, _, err = say("check", file, "--why", "99")
    assert (code, "No finding has the number 99" in err) == (2, True)


def test_why_shows_what_a_vale_rule_looks_for_and_its_link(say: Say, tmp_path: Path) -> None:
    style = tmp_path / "House"
    style.mkdir()
    head = "message: \"Use '%s' instead of '%s'.\"\nlink: https://vale.example/plain\n"
    (style / "Plain.yml").write_text(f"extends: substitution\n{head}swap: {{leverage: use, 'purchas(?:e|ing)': buy}}\n")
    (style / "Long.yml").write_text("extends: occurrence\nmessage: long\nscope: sentence\nmax: 3\ntoken: '\\w+'\n")
    file = written(tmp_path / "a.txt", "We leverage it.")
    code, out, _ = say("check", file, "--rules", str(style), "--why", "House.Plain")
    assert code == 0
    assert "https://vale.example/plain" in out
    assert "Looks for: purchas(?:e|ing) → buy; leverage → use" in out
    _, out, _ = say("check", file, "--rules", str(style), "--why", "House.Plain", "--json")
    assert json.loads(out)["link"] == "https://vale.example/plain"
    _, out, _ = say("check", "--rules", str(style), "--why", "House.Long")
    assert "Looks for: \\w+" in out


def test_a_rule_can_be_asked_about_without_a_text(say: Say) -> None:
    code, out, _ = say("check", "--why", "ORRELUNE.grab", "--json")
    assert code == 0
    assert json.loads(out)["rule"] == "orrelune.Grab"
    code, _, err = say("check", "--why", "orrelune.Grap")
    assert (code, "Did you mean orrelune.Grab?" in err) == (2, True)
    assert say("check")[0] == 2


def test_what_is_wrong_with_rule_files_is_told_once_on_stderr_and_in_the_document(say: Say, tmp_path: Path) -> None:
    style = tmp_path / "House"
    style.mkdir()
    (style / "Bad.yml").write_text("extends: existence\nmessage: x\ntoken: [a]\n")
    (style / "Good.yml").write_text("extends: existence\nmessage: \"'%s'\"\nlevel: error\ntokens: [hay]\n")
    file = written(tmp_path / "a.txt", "Hay and hay.")
    code, out, err = say("check", file, "--rules", str(style), "--json")
    report = json.loads(out)
    assert code == 0
    assert f"{style / 'Bad.yml'}:3: token:" in err
    assert len(report["problems"]) >= 1
    assert any(one["rule"] == "House.Good" for one in report["findings"])
    lines = written(tmp_path / "d.jsonl", '{"text": "hay"}\n' * 3)
    _, _, err = say("check", lines, "--rules", str(style))
    assert err.count("Bad.yml:3") == 1


def test_posts_of_users_have_a_policy_of_their_own(say: Say, tmp_path: Path) -> None:
    code, out, _ = say("moderate", written(tmp_path / "a.txt", "Lovely scent, thank you!"), "--json")
    assert (code, json.loads(out)["verdict"]) == (0, "publish")
    code, out, _ = say("moderate", written(tmp_path / "b.txt", "I will kill you."))
    assert code == 0
    assert out.startswith("● hide")
    code, _, err = say("moderate", written(tmp_path / "many.jsonl", '{"text": "I will kill you."}\n'))
    assert code != 0
    assert "stdin" in err


def test_each_post_is_read_in_its_own_language(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "Putos maricones de mierda",
        '{"text": "Lovely!", "locale": "de_AT"}',
        '{"text": "Lovely!", "locale": "klingon"}',
        '{"text": 4}',
        "{not JSON, a post}",
        '{"name": "no text"}',
    ]

    def moderated(posts: list[str], *more: str) -> tuple[int, list[dict[str, Any]]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(posts).encode())))
        code, out, _ = say("moderate", "-", *more)
        return code, [json.loads(line) for line in out.splitlines()]

    code, (slur, given, unknown, number, braces, textless) = moderated(lines)
    assert code == 1
    assert (slur["verdict"], slur["locale"]) == ("hide", "es")
    assert (given["verdict"], given["locale"]) == ("publish", "de-AT")
    assert "'klingon' is no locale" in unknown["error"]
    assert "strings" in number["error"]
    assert [braces["verdict"], textless["verdict"]] == ["publish", "publish"]
    _, (read,) = moderated(lines[:1], "--locale", "en")
    assert read["locale"] == "en"
    code, _, err = say("moderate", "-", "--locale", "klingon")
    assert (code, "is no locale" in err) == (2, True)


def test_a_post_may_repeat_the_brands_own_contacts(
    say: Say, real: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = real.default_brand.model_copy(update={"check": CheckSettings(contacts=("@orrelune.example",))})
    monkeypatch.setattr(real, "brands", lambda: (own,))
    post = written(tmp_path / "p.txt", "Our neighbour told me: write to marta.silva@orrelune.example, she answers.")
    _, out, _ = say("moderate", post, "--json")
    assert json.loads(out)["verdict"] != "publish"
    _, out, _ = say("moderate", post, "--brand", "orrelune", "--json")
    assert json.loads(out)["verdict"] == "publish"
    code, _, err = say("moderate", post, "--brand", "nobody")
    assert code == 2
    assert "There is no brand 'nobody'" in err


@pytest.mark.parametrize("locale", ["english", "xx", "de-", "Deutsch", " "])
def test_a_locale_that_is_none_is_refused(say: Say, tmp_path: Path, locale: str) -> None:
    (tmp_path / "copy.txt").write_text("A quarter turn locks the cap.", encoding="utf-8")
    code, out, said = say("check", str(tmp_path / "copy.txt"), "--locale", locale)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert "is no locale" in said


def test_a_locale_in_another_spelling_is_taken(say: Say, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text("Die Vierteldrehung verriegelt die Kappe.", encoding="utf-8")
    assert say("check", str(tmp_path / "copy.txt"), "--locale", "de_de", "--json")[0] == 0


@pytest.fixture
def labelled(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose brand asks for a label on what a machine wrote."""
    home = tmp_path / "home"
    shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, home / "brands" / SAMPLE_BRAND)
    with (home / "brands" / SAMPLE_BRAND / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write("\ncheck:\n  disclosure: {ai_label: true}\n")
    desk = Desk(Settings(home=home))
    yield desk
    desk.close()


def test_a_draft_that_a_machine_wrote_owes_the_label_that_the_brand_asks_for(
    labelled: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def owed(file: str, *options: str) -> list[bool]:
        frame = Frame(home=labelled.home.path, opener=lambda _: nullcontext(labelled))  # type: ignore[arg-type]
        main(("check", file, "--json", *options), frame)
        out = capsys.readouterr().out
        rows = [json.loads(out)] if file.endswith(".txt") else [json.loads(line) for line in out.splitlines()]
        return ["disclosure.AiLabel" in {one["rule"] for one in row["findings"]} for row in rows]

    text = written(tmp_path / "d.txt", "Calm hay.")
    table = written(tmp_path / "d.csv", "text,machine made\nCalm hay.,yes\nCalm hay.,no\nCalm hay.,\n")
    lines = written(
        tmp_path / "d.jsonl",
        '{"text": "Calm hay.", "machine_made": true}\n{"text": "Calm hay.", "machine_made": false}\n{"text": "Hay."}\n',
    )
    assert (owed(text), owed(text, "--machine-made")) == ([False], [True])
    for file in (table, lines):
        assert (owed(file), owed(file, "--machine-made")) == ([True, False, False], [True, False, True])


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("d.csv", "text,machine_made\nHay.,perhaps\n", "row 2: 'machine_made' is yes or no, not 'perhaps'"),
        ("d.jsonl", '{"text": "Hay.", "machine_made": "yes"}\n', "`machine_made` is true or false."),
    ],
)
def test_who_wrote_it_is_said_plainly(say: Say, tmp_path: Path, name: str, text: str, said: str) -> None:
    code, out, err = say("check", written(tmp_path / name, text))
    assert code == 1
    assert said in out + err


def test_a_long_list_shows_the_heaviest_and_how_many_more_there_are(say: Say, tmp_path: Path) -> None:
    text = "Calm hay at a bargain price. " * 40 + "It cures eczema."
    file = written(tmp_path / "d.txt", text)
    whole = json.loads(say("check", file, "--json")[1])["findings"]
    assert len(whole) > 40
    _, out, _ = say("check", file)
    shown = [line.split(" ■")[0].strip() for line in out.splitlines() if " ■ " in line]
    reds = [str(number) for number, one in enumerate(whole, 1) if one["severity"] == "red"]
    assert len(shown) == 30
    assert set(reds) <= set(shown)
    assert shown == sorted(shown, key=int)
    assert f"… and {len(whole) - 30} more (" in out.splitlines()[-1]
    assert out.splitlines()[-1].endswith(": --all")
    _, out, _ = say("check", file, "--all")
    assert sum(" ■ " in line for line in out.splitlines()) == len(whole)
    table = written(tmp_path / "d.csv", f"text\n{text}\n")
    assert sum("■ " in line for line in say("check", table)[1].splitlines()) == 10
    assert sum("■ " in line for line in say("check", table, "--all")[1].splitlines()) > 40


@pytest.mark.parametrize(
    ("name", "text", "more"),
    [
        pytest.param("d.csv", TABLE, (), marks=pytest.mark.slow),
        pytest.param("d.csv", TABLE, ("--json", "--fix"), marks=pytest.mark.slow),
        (
            "d.jsonl",
            '{"text": "Only €5 !"}\n{broken\n\n{"text": "x", "channel": "nowhere"}\n{"text": "A calm scent."}\n',
            (),
        ),
    ],
)
def test_several_processes_tell_what_one_tells(
    real: Desk,
    say: Say,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    text: str,
    more: tuple[str, ...],
) -> None:
    file = written(tmp_path / name, text)
    alone = say("check", file, *more)
    code = main(("check", file, "--processes", "2", *more), Frame(home=real.home.path))
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if "checking drafts" not in line]
    assert (code, said.out, lines) == (
        alone[0],
        alone[1],
        [line for line in alone[2].splitlines() if "checking drafts" not in line],
    )
    assert code == 1
