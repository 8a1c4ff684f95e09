"""Looks at a home from outside, with nothing of the desk's own: what went out, who signed it, and what became of it."""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import yaml

WAITING = frozenset({"waiting", "blocked", "choosing", "scheduled", "escalated"})
POLICY = "policy"


def judge(home: Path) -> dict[str, list[str]]:
    """What is wrong, in words: "lost", "twice", "unsigned". All empty where nothing is."""
    book = Book(home)
    try:
        return {
            "lost": list(lost(book)),
            "twice": list(twice(book)),
            "unsigned": [*unsigned(book), *own(book)],
        }
    finally:
        book.close()


class Book:
    """The rows of a ledger, read without the ledger's code, and the files of its outbox."""

    def __init__(self, home: Path) -> None:
        self._connection = sqlite3.connect(f"{(home / 'ledger.db').as_uri()}?mode=ro", uri=True)
        self._connection.row_factory = sqlite3.Row
        self.files = sorted((home / "outbox").rglob("*.md"))
        self.lists = sorted((home / "outbox").rglob("*.csv"))

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(query, values)]

    def one(self, query: str, *values: object) -> dict[str, Any]:
        (row,) = self.rows(query, *values)
        return row

    def close(self) -> None:
        self._connection.close()


def lost(book: Book) -> Iterator[str]:
    """Runs that neither ended nor wait for anybody, and drafts that were approved and never went out."""
    for run in book.rows("SELECT * FROM runs"):
        if not run["finished"] and run["status"] not in WAITING:
            yield f"run {run['id']} is {run['status']}: {run['error']}"
        for draft in book.rows("SELECT * FROM drafts WHERE run = ?", run["id"]):
            if run["finished"] and draft["status"] in {"submitted", "revising", "approved"}:
                yield f"draft {draft['id']} is {draft['status']} in a run that is {run['status']}"
    for approval in book.rows("SELECT * FROM approvals JOIN runs ON runs.id = approvals.run WHERE runs.finished"):
        if approval["status"] == "pending":
            yield f"an approval of {approval['subject']} is pending in a run that has ended"


def own(book: Book) -> Iterator[str]:
    """Signatures of whoever asked, published or not, and rounds that more than one signature completed."""
    query = "SELECT * FROM signatures s JOIN approvals a ON a.id = s.approval JOIN runs r ON r.id = a.run"
    for mark in book.rows(query):
        if mark["user"] == mark["requester"] and not json.loads(mark["requirement"])["requester_may_sign"]:
            yield f"{mark['user']} signed their own request {mark['run']}"
    completed = Counter(
        (row["subject"], json.loads(row["details"])["round"])
        for row in book.rows("SELECT * FROM audit WHERE event IN ('approval.approve', 'approval.edit')")
        if json.loads(row["details"])["status"] == "approved"
    )
    yield from (f"{count} signatures completed {of}" for of, count in completed.items() if count > 1)


def twice(book: Book) -> Iterator[str]:
    """Two rows or records for one draft and target, more files than rows, a line that is in the list twice."""
    entries = book.rows("SELECT * FROM outbox")
    for of, count in Counter((entry["draft"], entry["target"]) for entry in entries).items():
        if count > 1:
            yield f"{count} rows in the outbox for {of}"
    released = [
        json.loads(row["details"])["key"] for row in book.rows("SELECT * FROM audit WHERE event = 'draft.released'")
    ]
    yield from (f"{key} was released {count} times" for key, count in Counter(released).items() if count > 1)
    yield from (f"{key} was released without a row" for key in set(released) - {entry["key"] for entry in entries})
    names = Counter(path.stem for path in book.files)
    yield from (f"{count} files for {name}" for name, count in names.items() if count > 1)
    keys = {entry["key"] for entry in entries}
    yield from (f"a file for {name}, which is not in the outbox" for name in names if name not in keys)
    for path in book.lists:
        lines = [line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines() if "," in line]
        first = [line for line in lines if line in keys]
        yield from (f"{key} is in {path.name} {count} times" for key, count in Counter(first).items() if count > 1)


def unsigned(book: Book) -> Iterator[str]:
    """What went out, or is about to, without a complete set of valid signatures on exactly its words."""
    for entry in book.rows("SELECT * FROM outbox"):
        payload = json.loads(entry["payload"])
        yield from (f"{entry['key']}: {problem}" for problem in _problems(book, entry, payload))
    for path in book.files:
        yield from (f"{path.name}: {problem}" for problem in _file_problems(book, path))


def _problems(book: Book, entry: Mapping[str, Any], payload: Mapping[str, Any]) -> Iterator[str]:
    draft = book.one("SELECT * FROM drafts WHERE id = ?", entry["draft"])
    version = book.one("SELECT * FROM versions WHERE draft = ? AND version = ?", entry["draft"], payload["version"])
    approval = book.one("SELECT * FROM approvals WHERE subject_kind = 'draft' AND subject = ?", entry["draft"])
    run = book.one("SELECT * FROM runs WHERE id = ?", draft["run"])
    if json.loads(version["fields"]) != payload["fields"]:
        yield "the words are not those of the version that was signed"
    made = digest_of(run["brand"], draft, payload["fields"], json.loads(version["citations"]))
    if not made == payload["digest"] == version["digest"]:
        yield f"its words make {made[:12]}, it says {payload['digest'][:12]}"
    again = approval["status"] != "approved"  # taken back after it went out: a recall
    if again and draft["status"] != "recalled":
        yield f"its approval is {approval['status']}"
    if approval["digest"] != payload["digest"]:
        yield "its approval is on another digest"
    yield from signature_problems(book, approval, run, payload["digest"])


def signature_problems(book: Book, approval: Mapping[str, Any], run: Mapping[str, Any], digest: str) -> Iterator[str]:
    need = json.loads(approval["requirement"])
    query = "SELECT * FROM signatures WHERE approval = ? AND round = ? ORDER BY at, rowid"
    marks = book.rows(query, approval["id"], approval["round"])
    if need["kind"] == "tier":
        filed = book.rows("SELECT * FROM tier_drafts WHERE draft = ?", approval["subject"])
        ours = [row for row in filed if row["by_policy"] and (row["digest"], row["tier"]) == (digest, need["tier"])]
        if len(ours) != 1 or approval["decided_by"] != POLICY or approval["round"] != 1 or marks:
            yield "policy's own signature is not on it"
        return
    yield from (f"{mark['user']} signed another text" for mark in marks if mark["digest"] != digest)
    if any(mark["user"] == run["requester"] for mark in marks) and not need["requester_may_sign"]:
        yield f"{run['requester']} signed their own request"
    barred = {mark["user"] for mark in marks} & set(json.loads(approval["barred"]))
    if barred and not need["one_person_may_fill_all"]:
        yield f"{min(barred)} signed words of their own that somebody else must sign"
    if len({mark["user"] for mark in marks}) != len(marks):
        yield "somebody signed twice"
    if need["kind"] == "block":
        yield from (
            f"{mark['user']} signed over policy's block without a reason" for mark in marks if not mark["reason"]
        )
    roles = [set(json.loads(mark["roles"])) for mark in marks]
    if need["ordered"] and not in_order(need, roles, json.loads(approval["asked"])):
        yield f"{[mark['user'] for mark in marks]} signed in another order than {need['roles']}"
    if not fills(need, roles, json.loads(approval["asked"])):
        yield f"it needs {need['roles']} ({need['quorum']}), and {[mark['user'] for mark in marks]} signed"
    approving = book.rows(
        "SELECT * FROM audit WHERE subject = ? AND digest = ? AND event IN ('approval.approve', 'approval.edit')",
        approval["id"],
        digest,
    )
    completing = [row for row in approving if json.loads(row["details"]).get("status") == "approved"]
    rounds = [json.loads(row["details"])["round"] for row in completing]
    if rounds.count(approval["round"]) != 1:
        yield f"{rounds.count(approval['round'])} signatures completed round {approval['round']}"


def in_order(need: Mapping[str, Any], roles: Sequence[set[str]], asked: Sequence[str]) -> bool:
    """Whether each signer, as they came, holds the role of the slot whose turn it was, or stands in for it."""
    stand_ins = set(need["chain"]) & set(asked)
    if need["one_person_may_fill_all"]:
        return True
    return all(slot in held or held & stand_ins for slot, held in zip(need["roles"], roles, strict=False))


def fills(need: Mapping[str, Any], roles: Sequence[set[str]], asked: Sequence[str]) -> bool:
    """By trying every seating: whether these signers sit on enough of the slots, a slot each."""
    slots: list[str] = need["roles"]
    stand_ins = set() if need["kind"] == "block" else set(need["chain"]) & set(asked)
    if need["one_person_may_fill_all"]:
        return all(any(slot in held or held & stand_ins for held in roles) for slot in slots)
    if not need["quorum"] or len(roles) < need["quorum"]:
        return False
    for seats in permutations(range(len(slots)), min(len(roles), len(slots))):
        seated = [(slots[seat], held) for seat, held in zip(seats, roles, strict=False)]
        right = [slot for slot, held in seated if slot in held or held & stand_ins]
        if len(right) >= need["quorum"] and all(right.count(one) >= slots.count(one) for one in need["required"]):
            return True
    return False


def digest_of(brand: str, draft: Mapping[str, Any], fields: Mapping[str, str], citations: Sequence[str]) -> str:
    """As the design describes it: SHA-256 of the canonical JSON of all that a reader sees."""
    content = {
        "kind": "draft",
        "format": 1,
        "brand": brand,
        "channel": draft["channel"],
        "locale": draft["locale"],
        "audience": sorted(set(json.loads(draft["audience"]))),
        "targets": sorted(set(json.loads(draft["targets"]))),
        "fields": fields,
        "citations": citations,
        "attachments": [],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _file_problems(book: Book, path: Path) -> Iterator[str]:
    """The file's bytes below its front matter are the signed text, and the front matter names its digest."""
    found = book.rows("SELECT * FROM outbox WHERE key = ?", path.stem)
    if not found:
        return
    payload = json.loads(found[0]["payload"])
    head, _, body = path.read_bytes().decode("utf-8").removeprefix("---\n").partition("---\n\n")
    fields = list(payload["fields"].items())
    text = fields[0][1] if len(fields) == 1 else "\n\n".join(f"## {name}\n\n{value}" for name, value in fields)
    if body != text + "\n":
        yield "its words are not the signed ones"
    if yaml.safe_load(head)["digest"] != payload["digest"]:
        yield "it names another digest"
    if not yaml.safe_load(head)["signatures"]:
        yield "it names nobody who signed"
