"""A policy file that somebody breaks, or that nobody could satisfy, while the desk runs: the one before it stays."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.policy.policy import Policy
from agents.policy.watch import PolicyFileWatch
from agents.service import Desk
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import a_desk
from tests.agents.policies import policy

PEOPLE: Mapping[str, tuple[str, ...]] = {"brand": ("ana", "elif"), "legal": ("tomas",), "marketer": ("mara",)}
LOCKED = "rules:\n  - {id: two-of-one, because: Two., when: {}, then: {sign: [data-science, data-science]}}\n"


def text(*then: str) -> str:
    rules = [f"- {{id: r-{n}, because: Why., when: {{}}, then: {one}}}" for n, one in enumerate(then, 1)]
    return "\n".join(["version: 1", "currency: EUR", "rules:", *rules, ""])


BRAND, LEGAL, NOBODY = text("{sign: [brand]}"), text("{sign: [legal]}"), text("{sign: [privacy]}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(BRAND, encoding="utf-8")
    return path


def roles(watch: PolicyFileWatch) -> tuple[str, ...]:
    then = watch.current().rules[0].then
    assert then.sign is not None
    return then.sign.roles


def test_what_locks_everybody_out_is_refused_and_said_once(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    watch = PolicyFileWatch(file, lambda: PEOPLE)
    assert (roles(watch), watch.refusal()) == (("brand",), None)
    file.write_text(NOBODY, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert roles(watch) == roles(watch) == ("brand",)
    assert watch.refusal() == (
        f"{file} is not in force: it locks people out. r-1: Nobody could satisfy it: there are not enough different "
        "people for Privacy. Give somebody the role. The policy before it stays."
    )
    assert [record.message for record in caplog.records] == [watch.refusal()]
    file.write_text(LEGAL, encoding="utf-8")
    assert (roles(watch), watch.refusal()) == (("legal",), None)


def test_it_comes_into_force_once_somebody_has_the_role(file: Path) -> None:
    people = dict(PEOPLE)
    watch = PolicyFileWatch(file, lambda: people)
    watch.current()
    file.write_text(NOBODY, encoding="utf-8")
    assert roles(watch) == ("brand",)
    people = {**PEOPLE, "privacy": ("leila",)}
    assert (roles(watch), watch.refusal()) == (("privacy",), None)


def test_a_file_that_breaks_is_refused_in_one_line(file: Path) -> None:
    watch = PolicyFileWatch(file, lambda: PEOPLE)
    watch.current()
    file.write_text(BRAND.replace("sign", "signed"), encoding="utf-8")
    assert roles(watch) == ("brand",)
    assert watch.refusal() == (
        f"{file}, line 4: unknown key 'rules[1].then.signed'. Did you mean 'sign'? The policy in force stays."
    )
    file.unlink()
    assert roles(watch) == ("brand",)


def test_what_is_locked_already_may_be_changed(file: Path) -> None:
    """People left. The next file is no worse, so that a desk can be mended step by step."""
    people = dict(PEOPLE)
    watch = PolicyFileWatch(file, lambda: people)
    watch.current()
    people = {"legal": ("tomas",), "marketer": ("mara",)}
    file.write_text(BRAND.replace("Why", "Because"), encoding="utf-8")
    assert (watch.current().rules[0].because, watch.refusal()) == ("Because.", None)


def test_the_first_file_is_taken_as_it_is_and_says_so_in_lint(file: Path) -> None:
    file.write_text(NOBODY, encoding="utf-8")
    watch = PolicyFileWatch(file, lambda: PEOPLE)
    assert (roles(watch), watch.refusal()) == (("privacy",), None)
    assert [problem.rule for problem in watch.current().lockouts(PEOPLE)] == ["r-1"]


def test_a_start_goes_back_to_what_was_decided_under_last(file: Path) -> None:
    file.write_text(NOBODY, encoding="utf-8")
    watch = PolicyFileWatch(file, lambda: PEOPLE, lambda: Policy.parse(LEGAL))
    assert roles(watch) == ("legal",)
    assert watch.refusal() is not None


def test_a_start_on_a_broken_file_goes_back_too(file: Path) -> None:
    file.write_text("version: 1\n", encoding="utf-8")
    watch = PolicyFileWatch(file, lambda: PEOPLE, lambda: Policy.parse(LEGAL))
    assert roles(watch) == ("legal",)
    assert "line 1: the key 'currency' is missing" in str(watch.refusal())


def test_without_a_policy_there_is_nothing_to_go_back_to(file: Path) -> None:
    file.write_text("version: 1\n", encoding="utf-8")
    with pytest.raises(InputError, match="the key 'currency' is missing"):
        PolicyFileWatch(file, lambda: PEOPLE).current()


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ([{"when": {}, "then": {"also": ["privacy"]}}, {"when": {}, "then": {"sign": ["brand"]}}], "Brand and Privacy"),
        ([{"when": {}, "then": {"hold": ["privacy"]}}, {"when": {}, "then": {"sign": ["brand"]}}], "Brand and Privacy"),
        ([{"when": {}, "then": {"block": ["legal", "legal"]}}], "Legal"),
    ],
)
def test_signers_that_are_always_added_count(rules: list[dict[str, object]], words: str) -> None:
    found = policy(*rules).lockouts(PEOPLE)
    assert {problem.rule for problem in found} >= {f"rule-{len(rules)}"}
    assert f"not enough different people for {words}" in found[-1].words


def test_a_rule_that_nothing_reaches_locks_nobody_out() -> None:
    dead = policy({"when": {}, "then": {"sign": ["brand"]}}, {"when": {"rating": "red"}, "then": {"sign": ["privacy"]}})
    assert dead.lockouts(PEOPLE) == ()


def test_a_desk_of_one_whose_requests_nobody_else_can_sign() -> None:
    alone = {"brand": ("ana",), "marketer": ("ana",), "auditor": ("edda",)}
    (fallback, rule) = policy({"when": {}, "then": {"sign": ["brand"]}}).lockouts(alone)
    assert "whoever asks, there are not enough others for Brand" in fallback.words
    assert rule.rule == "rule-1"
    switched = policy({"when": {}, "then": {"sign": ["brand"]}}, desk_of_one={"requester_may_sign": True})
    assert switched.lockouts(alone) == ()


# at a desk that runs


@pytest.fixture
def brand_policy(home: Path) -> Iterator[Path]:
    return home / "brands" / "orrelune" / "policy.yaml"


def lock_out(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("rules:\n", LOCKED, 1), encoding="utf-8")


def test_a_running_desk_refuses_it_and_goes_on(desk: Desk, brand_policy: Path) -> None:
    waiting = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    lock_out(brand_policy)
    assert scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).roles == ("brand",)
    assert scenes.sign(desk, waiting.run, "ana").status == "published"
    (line,) = desk.policy_refusals()
    assert "\n" not in line
    assert line.startswith(f"{brand_policy} is not in force: it locks people out. two-of-one: Nobody could satisfy it")
    check = next(check for check in desk.doctor() if check.name == "policy")
    assert (check.ok, check.detail) == (False, line)
    first, *_ = desk.lint()
    assert (first.level, first.words) == (
        "error",
        "This file is not in force, because it would lock people out. The policy before it stays.",
    )
    assert [version.in_force for version in desk.policy_versions()] == [True]


def test_a_restart_does_not_bring_it_into_force(desk: Desk, home: Path, brand_policy: Path, clock: ManualClock) -> None:
    scenes.ask(desk, scenes.CAPTION)
    lock_out(brand_policy)
    desk.close()
    again = a_desk(home, clock=clock)
    assert scenes.only(again, scenes.ask(again, scenes.CAPTION).run).roles == ("brand",)
    assert len(again.policy_refusals()) == 1
    again.add_user("kim", ("data-science",), "Kim", by="joost", door="test")
    assert again.policy_refusals() == ()
    assert scenes.only(again, scenes.ask(again, scenes.CAPTION).run).roles == ("data-science", "data-science")
    again.close()
