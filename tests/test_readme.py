"""The README says what the code does: its graph, its commands, its settings, its policy."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from agents.graph.drawing import mermaid
from agents.model.weights import shipped
from agents.settings import HOME_DEFAULT, Settings
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.sidecar import Sidecars
from knowledge.sources import Source
from tests.documents import ROOT, document
from tools.rules.rule_file import REFUSED
from ui.cli.main import cli

README = document("README.md")
PACKAGES = ("agents", "tools", "knowledge", "evals", "ui")
GET = re.compile(r"""\bget\(\s*"([A-Z][A-Z0-9_]+)\"""")


def leaves(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    if not isinstance(command, click.Group):
        yield words, command
        return
    if command.invoke_without_command and words:
        yield words, command
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None, name
        yield from leaves(found, (*words, name))


def called(arguments: list[str]) -> tuple[click.Command, list[str]]:
    """The command that these arguments call, and what is left for it."""
    command: click.Command = cli
    while isinstance(command, click.Group):
        assert arguments, f"{command.name} needs a command"
        word, *arguments = arguments
        found = command.get_command(click.Context(command), word)
        assert found is not None, f"there is no command '{word}' in {command.name}"
        command = found
    return command, arguments


def arguments_of(command: click.Command) -> list[click.Parameter]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Argument)]


def options_of(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


COMMANDS = dict(leaves(cli))


def test_the_graph_is_the_one_that_runs() -> None:
    """If it is not: .venv/bin/python -c "from agents.graph.drawing import mermaid; print(mermaid())"."""
    assert README.blocks("mermaid") == [mermaid()]


def shell_lines() -> list[str]:
    """What a reader would type: one command a line, pipes taken apart."""
    typed = (
        line.text.split(" # ")[0] for name in ("README.md", "CONTRIBUTING.md") for line in document(name).lines("sh")
    )
    return [part.strip() for line in typed for part in re.split(r"\s[|]\s|\s&&\s", line) if not part.startswith("#")]


@pytest.mark.parametrize("line", shell_lines())
def test_each_shell_line_can_be_typed(line: str) -> None:
    program, *arguments = shlex.split(line)
    match program.removeprefix(".venv/bin/"):
        case "copydesk":
            command, rest = called(arguments)
            command.make_context(command.name, rest)  # raises for what click would refuse
        case "make":
            assert set(arguments) <= make_targets()
        case "export":
            assert arguments[0].split("=")[0] in variables_read()
        case "ruff" | "mypy" | "lint-imports" | "python" | "." | "cd" | "echo":
            pass
        case _:
            pytest.fail(f"the documents name a program that nobody checks: {line}")


def named_commands() -> list[str]:
    spans = (span for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md") for span in document(name).spans())
    return sorted({span for span in spans if span.startswith("copydesk ")})


@pytest.mark.parametrize("span", named_commands())
def test_each_command_that_is_named_exists_with_its_options(span: str) -> None:
    arguments = shlex.split(span)[1:]
    if arguments == ["--help"]:
        return
    if len(arguments) == 1 and isinstance(cli.get_command(click.Context(cli), arguments[0]), click.Group):
        return  # a group by its name
    command, rest = called(arguments)
    assert {word for word in rest if word.startswith("-") and word != "-"} <= options_of(command)


def listed_commands() -> dict[tuple[str, ...], list[str]]:
    """Of the command list: the words that call each, and its arguments."""
    (block,) = [block for block in README.blocks("text") if block.startswith("copydesk ")]
    usages = [re.split(r"\s{2,}", line)[0].split()[1:] for line in block.splitlines()]
    return {
        tuple(word for word in usage if word.islower()): [word for word in usage if not word.islower()]
        for usage in usages
    }


def test_every_command_is_listed_and_no_other() -> None:
    assert set(listed_commands()) == set(COMMANDS)


@pytest.mark.parametrize(("words", "arguments"), sorted(listed_commands().items()))
def test_the_list_gives_each_command_its_arguments(words: tuple[str, ...], arguments: list[str]) -> None:
    own = arguments_of(COMMANDS[words])
    assert len(arguments) == len(own)
    for word, argument in zip(arguments, own, strict=True):
        assert word.startswith("[") is not argument.required, f"{word}: may it be left out?"
        assert word.rstrip("]").endswith("…") is (argument.nargs == -1), f"{word}: may it be given several times?"


def test_every_command_but_the_tour_takes_json() -> None:
    without = {words for words, command in COMMANDS.items() if "--json" not in options_of(command)}
    assert without == {("demo",)}


def variables_read() -> set[str]:
    sources = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {name for path in sources for name in GET.findall(path.read_text(encoding="utf-8"))}


def test_the_configuration_table_names_what_is_read_and_nothing_else() -> None:
    assert set(README.table("Variable")) == variables_read()


def test_the_configuration_table_gives_the_defaults(tmp_path: Path) -> None:
    rows = README.table("Variable")
    settings = Settings(home=tmp_path)
    assert f"{settings.max_calls}" in rows["COPYDESK_MAX_CALLS"]
    assert f"{settings.max_tokens:,}" in rows["COPYDESK_MAX_TOKENS"]
    assert f"{settings.cache}" in rows["COPYDESK_CACHE"]
    assert f"{HOME_DEFAULT}" in rows["COPYDESK_HOME"]


def test_the_policy_is_the_sample_brands() -> None:
    shown = next(found["rules"] for block in README.blocks("yaml") if "rules" in (found := yaml.safe_load(block)))
    real = yaml.safe_load((BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml").read_text(encoding="utf-8"))["rules"]
    assert shown == [rule for rule in real if rule["id"] in {each["id"] for each in shown}]


def test_the_sidecar_shown_can_be_used(tmp_path: Path) -> None:
    block = next(one for one in README.blocks("yaml") if "documents" in yaml.safe_load(one))
    (tmp_path / "knowledge.yaml").write_text(block, encoding="utf-8")
    (tmp_path / "brochures").mkdir()
    file = tmp_path / "brochures" / "spring.pdf"
    named, for_all = Sidecars().of(Source("brochures/spring.pdf", file, tmp_path))
    assert named == {"kind": "product", "tags": ["print"]}
    assert for_all == {"owner": "ana", "locale": "en"}


def test_the_embedded_model_is_the_one_that_is_loaded() -> None:
    text = README.path.read_text(encoding="utf-8")
    manifest = shipped()
    assert manifest.sha256 in text
    assert manifest.repo in text
    assert f"{len(manifest.parts)} packages" in text


def test_every_kind_of_rule_that_is_refused_is_named() -> None:
    assert set(REFUSED) <= set(README.spans())


def make_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
