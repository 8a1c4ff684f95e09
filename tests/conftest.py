"""No test needs a key or the network: sockets other than loopback are blocked, and no key is seen. None is timed."""

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    judge = ("COPYDESK_JUDGE_MODEL", "COPYDESK_JUDGE_BASE_URL", "COPYDESK_JUDGE_API_KEY")
    model = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "COPYDESK_MODEL", "COPYDESK_MODEL_PATH")
    for key in (*model, *judge, "COPYDESK_HOME"):
        monkeypatch.delenv(key, raising=False)
