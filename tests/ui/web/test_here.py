"""Who reads a message on a page is told the page's own way: no command, no setting, no rule code."""

import re
from datetime import UTC, datetime
from pathlib import Path

import httpx
import openai
import pytest
from pydantic import SecretStr

from agents.model.embedded import Endpoint
from agents.model.errors import NoModelError
from agents.model.failures import explain
from agents.request import WAY_OUT
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from ui import locales
from ui.web.here import WAYS, here
from ui.web.render import parts

ROOT = Path(__file__).parents[3]
TERMINAL = re.compile(r"`copydesk|COPYDESK_|OPENAI_|\(rule: ")
REQUEST = httpx.Request("POST", "http://127.0.0.1/v1")
ENDPOINT = Endpoint(
    label="https://models.example.org", model="m", base_url="https://models.example.org", api_key=SecretStr("k")
)
KEEPER = "Whoever runs this desk can help."


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (str(NotAllowedError("own-absence", "jonas enters his own.")), "jonas enters his own."),
        ("There is no run 'r-1'. `copydesk runs list` shows them.", "There is no run 'r-1'."),
        (
            "There is no user 'x'. `copydesk users list` shows who there is. (rule: unknown-user)",
            "There is no user 'x'.",
        ),
        (
            f"The request has 9,000 characters. {WAY_OUT}",
            "The request has 9,000 characters. Put long material into a document and upload it under Knowledge.",
        ),
        (
            "This run has used all of its 60 calls of the language model. Ask for fewer variants at a time, or raise "
            "COPYDESK_MAX_CALLS.",
            "This run has used all of its 60 calls of the language model. Ask for fewer variants at a time.",
        ),
        (
            "ValueError in Copydesk itself; `copydesk runs resume r-1` tries again.",
            "ValueError in Copydesk itself; Go on tries again.",
        ),
        ("COPYDESK_MODEL_PATH names /x, and there is none.", f"The desk is not set up for this. {KEEPER}"),
        (
            "it is no longer in the folder; retire it? `copydesk knowledge retire a.md`",
            "it is no longer in the folder; retire it on its page?",
        ),
        (
            "9 of 12 passages looked at since the last change; `copydesk knowledge labels` counts those that wait",
            "9 of 12 passages looked at since the last change",
        ),
        (
            "Nobody has the role 'legal'. Give it to somebody: `copydesk users add` or `users roles`.",
            "Nobody has the role 'legal'. Give it to somebody under People.",
        ),
        (
            "The model wrote nothing usable for E-mail in 3 tries. Ask again, in other words, or use a larger model.",
            "The model wrote nothing usable for E-mail in 3 tries. Ask again, in other words.",
        ),
        ("Nothing is wrong with an_underscore or `code`.", "Nothing is wrong with an_underscore or `code`."),
    ],
)
def test_a_message_says_the_pages_own_way(told: str, said: str) -> None:
    assert here(told) == said
    assert said in str(parts.notice(told)).replace("&#x27;", "'").replace("&#39;", "'")


def test_a_moment_in_a_message_is_told_as_the_page_tells_moments() -> None:
    at = datetime(2026, 11, 22, 23, 30, 5, tzinfo=UTC)
    told = str(AlreadyDecidedError("approved", "Ana Reyes", at))
    assert here(told) == "Already approved by Ana Reyes at 22 November 2026, 23:30 UTC. Nothing was changed."
    with locales.read_in("Asia/Tokyo"), locales.written_for(locales.wanted("de")):
        assert "at 23.11.2026, 08:30 JST. Nothing" in here(told)
    assert here("The report of 2026-13-45 25:00 UTC") == "The report of 2026-13-45 25:00 UTC"


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (openai.APITimeoutError(REQUEST), "did not answer within 40 seconds. Try again"),
        (openai.APIConnectionError(request=REQUEST), "cannot be reached"),
        (
            openai.AuthenticationError("no", response=httpx.Response(401, request=REQUEST), body=None),
            "refused the key",
        ),
        (openai.NotFoundError("no", response=httpx.Response(404, request=REQUEST), body=None), "does not know"),
        (ValueError("junk"), "not a chat completion"),
    ],
)
def test_a_model_that_fails_is_told_without_the_machines_settings(error: Exception, kept: str) -> None:
    said = here(explain(ENDPOINT, error, 40).words)
    assert kept in said
    assert "hoever runs this desk can help" in said
    assert not TERMINAL.search(said)


def test_no_model_at_all_is_told_with_whom_to_ask() -> None:
    said = here(str(NoModelError("it is not installed")))
    assert said.startswith("No language model can be had: it is not installed.")
    assert not TERMINAL.search(said)


def test_a_refusal_is_told_without_a_code() -> None:
    assert "(rule: " not in str(parts.notice("Not yours. (rule: own-run)", rows=("No. (rule: quorum)",)))
    assert "(rule: " not in str(parts.empty("Nothing", "Not yours. (rule: own-run)"))


def test_each_way_of_a_terminal_is_still_what_the_desk_says() -> None:
    """What nothing names any more would be left behind."""
    code = "".join(
        path.read_text(encoding="utf-8") for part in ("agents", "knowledge") for path in (ROOT / part).rglob("*.py")
    )
    for told in WAYS:
        assert all(name in code for name in re.findall(r"COPYDESK_[A-Z_]+|`copydesk [a-z -]+", told)), told
