"""Files that are sent to the desk: limits while they come, a reason for each refusal, hostile names that do no harm."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from agents.clock import ManualClock
from knowledge.base import IngestReport
from knowledge.errors import InputError
from knowledge.loading import Refusal
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.fakes import FakeDesk
from tests.ui.script import PEOPLE
from tests.ui.web.library import CURATORS
from tests.ui.web.test_render import HOSTILE, seen
from ui.web.app import guard
from ui.web.incoming import MANY, Body, megabytes
from ui.web.render.knowledge.frame import Where
from ui.web.render.knowledge.upload import upload as drawn
from ui.web.sessions import Link
from ui.web.share import AGAIN, AT_ONCE, NotNowError, Shares
from ui.web.signin import SignIn
from ui.web.throttle import Throttle
from ui.web.uploads import BODY, OWN, Upload, Uploads

LIMIT = 1_000  # bytes, of the scripted desk
FORM = "multipart/form-data; boundary=x"
FILE = b'--x\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n'
SAYS = b"---\nstatus: published\n---\n# Caring for glass\n\nWipe the glass with a dry cloth.\n"


class Desk(FakeDesk):
    """Keeps what it was given; `held` lets a file be read only when it is set."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[tuple[str, bytes, str, str | None, str | None]] = []
        self.held = threading.Event()
        self.held.set()

    def upload_document(self, file, name, user, door, brand=None, kind=None, progress=None) -> IngestReport:
        progress("Learning words", 1, 3)
        assert self.held.wait(10)
        data = file.read_bytes()
        if b"defect" in data:
            raise RuntimeError("nobody foresaw this")
        if b"again" in data:
            return IngestReport(changed=(name,), passages=2)
        if b"known" in data:
            return IngestReport(unchanged=(name,), passages=2)
        if b"refuse" in data:
            return IngestReport(refused=(Refusal(path=name, reason="it is <broken>"),))
        self.taken.append((name, data, user, brand, kind))
        return super().upload_document(file, name, user, door, brand, kind, progress)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def uploads(desk: Desk) -> Uploads:
    return Uploads(desk, ManualClock(START))


@pytest.fixture
def client(desk: Desk, uploads: Uploads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with serving(uploads, tmp_path, desk) as client:
        yield client


@contextmanager
def serving(uploads: Uploads, tmp_path: Path, desk: Desk | None = None) -> Iterator[TestClient]:
    """Ana at the desk."""
    desk = desk or Desk()
    app = FastAPI()
    link = Link()
    app.include_router(SignIn(desk, link, Throttle(ManualClock(START))).routes())
    app.include_router(uploads.routes())
    guard(app, desk, tmp_path)
    with TestClient(app, base_url="http://127.0.0.1:7860", follow_redirects=False) as client:
        client.get(f"/sign-in?token={link.renew()}")
        client.post("/who", data={"user": "ana"})
        yield client


Files = list[tuple[str, tuple[str, bytes]]]


def files(*named: tuple[str, bytes]) -> Files:
    return [("files", one) for one in named]


def done(uploads: Uploads, user: str = "ana") -> dict[str, Upload]:
    until = time.monotonic() + 10
    while any(one.is_open for one in uploads.of(user, "orrelune")):
        assert time.monotonic() < until
        time.sleep(0.005)
    return {one.name: one for one in uploads.of(user, "orrelune")}


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith("copydesk-")]


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 B"), (999, "999 B"), (1_000, "1 KB"), (640_400, "640 KB"), (1_500_000, "1.5 MB")]
)
def test_a_size_is_told_in_the_unit_that_fits(size: int, said: str) -> None:
    assert megabytes(size) == said


def test_what_can_be_read_goes_in_and_the_rest_says_why(
    client: TestClient, desk: Desk, uploads: Uploads, tmp_path: Path
) -> None:
    sent = files(("a.md", b"one"), ("big.md", b"x" * (LIMIT + 1)), ("b.md", b"refuse"), ("c.md", b"defect"))
    answer = client.post("/uploads", files=[*sent, *files(("d.md", b"two"))], data={"kind": "legal"})
    assert answer.status_code == 202
    assert [one["name"] for one in answer.json()["uploads"]] == ["a.md", "big.md", "b.md", "c.md", "d.md"]
    found = done(uploads)
    assert {name: one.state for name, one in found.items()} == {
        "a.md": "in",
        "big.md": "refused",
        "b.md": "refused",
        "c.md": "refused",
        "d.md": "in",
    }
    assert found["big.md"].said.startswith("It is larger than 1 KB.")
    assert found["b.md"].said == "it is <broken>"
    assert "written to the log" in found["c.md"].said
    assert [(name, data, user, kind) for name, data, user, _, kind in desk.taken] == [
        ("a.md", b"one", "ana", "legal"),
        ("d.md", b"two", "ana", "legal"),
    ]
    assert left(tmp_path) == []


def test_the_answer_comes_before_anything_is_read(client: TestClient, desk: Desk, uploads: Uploads) -> None:
    desk.held.clear()
    assert client.post("/uploads", files=files(("a.md", b"one"), ("b.md", b"two"))).status_code == 202
    until = time.monotonic() + 10
    while uploads.of("ana", "orrelune")[-1].state != "reading" or not uploads.of("ana", "orrelune")[-1].total:
        assert time.monotonic() < until
    second, first = uploads.of("ana", "orrelune")
    assert (first.step, first.done, first.total) == ("Learning words", 1, 3)
    assert second.state == "waiting"
    desk.held.set()
    assert {one.state for one in done(uploads).values()} == {"in"}
    uploads.clear("ana", "orrelune")
    assert uploads.of("ana", "orrelune") == ()


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_those_who_publish_send_files(client: TestClient, desk: Desk, uploads: Uploads, name: str) -> None:
    client.post("/sign-out")
    client.post("/who", data={"user": name})
    answer = client.post("/uploads", files=files(("a.md", b"one")))
    if set(PEOPLE[name][1]) & set(CURATORS):
        assert answer.status_code == 202
        assert done(uploads, name)["a.md"].state == "in"
    else:
        assert answer.status_code == 403
        assert "Admin, Brand, Legal and Compliance can upload documents" in answer.json()["error"]
        assert desk.taken == []
        assert uploads.of(name, "orrelune") == ()


def test_nobody_sends_without_a_session_or_from_another_site(client: TestClient, desk: Desk) -> None:
    foreign = {"Origin": "http://evil.example"}
    assert client.post("/uploads", files=files(("a.md", b"one")), headers=foreign).status_code == 403
    client.cookies.clear()
    assert client.post("/uploads", files=files(("a.md", b"one"))).status_code == 401
    assert desk.taken == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "novel"}, "no such kind"),
        ({"brand": "nowhere"}, "no such brand"),
        ({"brand": "../x"}, "no such brand"),
    ],
)
def test_fields_that_mean_nothing_are_refused(
    client: TestClient, desk: Desk, tmp_path: Path, fields: dict[str, str], said: str
) -> None:
    answer = client.post("/uploads", files=files(("a.md", b"one")), data=fields)
    assert (answer.status_code, desk.taken) == (400, [])
    assert said in answer.json()["error"]
    assert left(tmp_path) == []


def test_a_body_is_stopped_while_it_comes(client: TestClient, desk: Desk, tmp_path: Path) -> None:
    """Without a length, as a stream: the limit does not believe a header."""
    sent = 0

    def stream() -> Iterator[bytes]:
        nonlocal sent
        yield FILE % b"a.md"
        for _ in range(1_000):
            sent += 1_000
            yield b"y" * 1_000
        yield b"\r\n--x--\r\n"

    kind = {"Content-Type": FORM}
    answer = client.post("/uploads", content=stream(), headers=kind)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(f"That is more than {megabytes(BODY * LIMIT)}")
    assert (desk.taken, left(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "text/plain", 415),
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data", 415),
        (b"nothing of the kind", FORM, 400),
        (
            FILE % b"a.md" + b"half",
            FORM,
            400,
        ),
        (b"--x--\r\n", FORM, 400),
        (
            FILE % b"" + b"\r\n--x--\r\n",
            FORM,
            400,
        ),
    ],
)
def test_what_is_no_form_with_files_is_refused(
    client: TestClient, desk: Desk, tmp_path: Path, content: bytes, kind: str, status: int
) -> None:
    answer = client.post("/uploads", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.json()["error"]
    assert (desk.taken, left(tmp_path)) == ([], [])


def test_too_many_at_once_wait_for_the_next_go(client: TestClient, desk: Desk, uploads: Uploads) -> None:
    named = [(f"{number}.md", b"x") for number in range(MANY + 2)]
    assert client.post("/uploads", files=files(*named)).status_code == 202
    found = done(uploads)
    assert sum(one.state == "in" for one in found.values()) == MANY
    assert found[f"{MANY + 1}.md"].said.startswith(f"At most {MANY} files")


def test_one_person_has_so_many_waiting_and_no_more(client: TestClient, desk: Desk, uploads: Uploads) -> None:
    desk.held.clear()
    for start in range(0, OWN, 10):
        sent = files(*((f"{start + each}.md", b"x") for each in range(10)))
        assert client.post("/uploads", files=sent).status_code == 202
    answer = client.post("/uploads", files=files(("more.md", b"x")))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, AGAIN)
    assert answer.json()["error"].startswith(f"{OWN} of your files wait to be read already.")
    client.post("/who", data={"user": "joost"})
    assert client.post("/uploads", files=files(("joost.md", b"x"))).status_code == 202
    desk.held.set()
    done(uploads, "joost")
    done(uploads)
    assert [name for name, *_ in desk.taken].index("joost.md") <= 2
    client.post("/who", data={"user": "ana"})
    assert client.post("/uploads", files=files(("more.md", b"x"))).status_code == 202


def test_one_persons_files_take_so_much_room_until_they_are_read(
    client: TestClient, desk: Desk, uploads: Uploads, tmp_path: Path
) -> None:
    desk.held.clear()
    for number in range(2 * BODY):
        answer = client.post("/uploads", files=files((f"{number}.md", b"x" * (LIMIT - 200))))
        if answer.status_code != 202:
            break
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, AGAIN)
    assert "take all the room that one person has" in answer.json()["error"]
    assert number >= BODY
    assert len(left(tmp_path)) == number
    desk.held.set()
    done(uploads)
    until = time.monotonic() + 10
    while client.post("/uploads", files=files(*((f"{each}.md", b"x" * 900) for each in range(9)))).status_code != 202:
        assert time.monotonic() < until, "what was read still counts"
        time.sleep(0.01)
    done(uploads)
    assert left(tmp_path) == []


def test_a_body_that_is_refused_or_cut_off_counts_for_nothing(client: TestClient, desk: Desk) -> None:
    kind = {"Content-Type": FORM}
    for _ in range(BODY + 1):
        half = FILE % b"a.md" + b"y" * (LIMIT - 100)
        assert client.post("/uploads", content=half, headers=kind).status_code == 400
    assert client.post("/uploads", files=files(("a.md", b"x" * (LIMIT - 100)))).status_code == 202


def test_nothing_comes_where_the_disk_is_nearly_full(tmp_path: Path) -> None:
    free = LIMIT - 1
    uploads = Uploads(Desk(), ManualClock(START), free=lambda: free)
    with serving(uploads, tmp_path) as client:
        answer = client.post("/uploads", files=files(("a.md", b"x")))
        assert (answer.status_code, "Retry-After" in answer.headers) == (507, False)
        assert "Ask an admin to make room" in answer.json()["error"]
        free = LIMIT
        assert client.post("/uploads", files=files(("a.md", b"x"))).status_code == 202
    done(uploads)


def test_few_bodies_of_one_person_come_at_once() -> None:
    shares = Shares(free=lambda: 10)
    with ExitStack() as held:
        for _ in range(AT_ONCE):
            held.enter_context(shares.sending("ana"))
        with pytest.raises(NotNowError, match=f"sending {AT_ONCE} files already"), shares.sending("ana"):
            pass
        with shares.sending("joost"):
            pass
    with shares.sending("ana"):
        pass


def test_a_new_version_says_that_it_has_to_be_published_first(client: TestClient, uploads: Uploads) -> None:
    client.post("/uploads", files=files(("a.md", b"again"), ("b.md", b"known"), ("c.md", b"new")))
    found = done(uploads)
    assert "nothing of this document is used" in found["a.md"].said
    assert [(one.state, one.said) for one in (found["b.md"], found["c.md"])] == [("same", ""), ("in", "")]
    page = str(drawn(uploads.of("ana", "orrelune"), "orrelune", LIMIT, Where(), opened=True))
    assert "Until somebody publishes it" in page
    assert "Known already, nothing new" in page


@pytest.mark.parametrize("cut", [1, 7, 64])
def test_a_body_may_be_cut_anywhere(cut: int) -> None:
    body = Body("multipart/form-data; boundary=xyz", LIMIT)
    text = (
        b'--xyz\r\nContent-Disposition: form-data; name="kind"\r\n\r\nlegal\r\n'
        b'--xyz\r\nContent-Disposition: form-data; name="files"; filename="a \xc3\xa4.md"\r\n\r\nline\r\n--xy\r\n'
        b"\r\n--xyz--\r\n"
    )
    for at in range(0, len(text), cut):
        body.write(text[at : at + cut])
    body.close()
    ((one, path),) = body.kept()
    assert (one.name, path.read_bytes(), body.fields) == ("a ä.md", b"line\r\n--xy\r\n", {"kind": "legal"})
    assert path.stat().st_mode & 0o077 == 0
    body.discard()
    assert not path.exists()


def test_thousands_of_parts_are_refused() -> None:
    body = Body(FORM, LIMIT)
    part = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n\r\n'
    with pytest.raises(InputError, match="At most"):
        body.write(part * 10_000)
    body.discard()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_shown_as_text(client: TestClient, uploads: Uploads, text: str) -> None:
    client.post("/uploads", files=files((f"{text}.md", b"refuse"), (f"../../{text}.md", b"ok")))
    done(uploads)
    page = str(drawn(uploads.of("ana", "orrelune"), "orrelune", LIMIT, Where(), opened=True))
    tags = seen(page)
    assert not tags.names & {"script", "img", "svg", "iframe"}
    assert tags.dangerous == []
    assert "it is &lt;broken&gt;" in page


def test_on_a_real_desk_it_becomes_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk = a_desk(copy_home(tmp_path / "home"))
    uploads = Uploads(desk, desk.clock)
    app, link = FastAPI(), Link()
    app.include_router(SignIn(desk, link, Throttle(desk.clock)).routes())
    app.include_router(uploads.routes())
    guard(app, desk, tmp_path)
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        client.get(f"/sign-in?token={link.renew()}")
        client.post("/who", data={"user": "ana"}, follow_redirects=False)
        sent = files(("../../glass.md", SAYS), ("evil.exe", b"MZ"), ("knowledge.yaml", b"status: published"))
        assert client.post("/uploads", files=sent).status_code == 202
    found = done(uploads)
    assert found["glass.md"].document == "glass.md"
    assert ".exe cannot be read" in found["evil.exe"].said
    assert "Rename it" in found["knowledge.yaml"].said
    (document,) = (one for one in desk.documents() if one.id == "glass.md")
    assert document.meta.status == "draft"
    assert found["glass.md"].said == ""
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        client.get(f"/sign-in?token={link.renew()}")
        client.post("/who", data={"user": "ana"}, follow_redirects=False)
        assert client.post("/uploads", files=files(("glass-again.md", SAYS))).status_code == 202
    again = done(uploads)["glass-again.md"]
    assert (again.state, again.said) == (
        "in",
        "The same content is here already, as “Caring for glass”. Retire one of them.",
    )
    kept = sorted(path.name for path in (desk.home.folder().path / "uploads").iterdir())
    assert kept == ["glass-again.md", "glass.md"]
    assert not list(tmp_path.rglob("*.exe"))
    desk.close()
