"""A desk in memory with scripted answers: the same door as the real one, no model, no files.

Steps appear `pace` seconds apart, so that a page can be watched; 0 finishes everything at once.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from agents.backup.manifest import BackupView
from agents.erasing.erasure import Erasure, ErasureView
from agents.graph.brief import Triage
from agents.graph.chart import nodes
from agents.graph.nodes import TITLES
from agents.ledger.chain import AuditReport
from agents.ledger.export import COLUMNS
from agents.notices.views import NoticeTest, NoticeView
from agents.policy.explain import Explanation
from agents.policy.in_words import cases_in_words, clocks_in_words, rules_in_words
from agents.policy.lint import Problem
from agents.policy.outcome import Requirement
from agents.policy.policy import Policy
from agents.policy.simulate import Simulation, simulate
from agents.retention.apply import RetentionView
from agents.signing.decided import DecidedDraft
from agents.signing.decision import Approve, Choice, Decision, Edit, Reject, Respond, Revise
from agents.views import (
    QUEUE_FIELDS,
    AllClearView,
    AnswerView,
    ApprovalCard,
    ApprovalView,
    ArgumentsView,
    AskRequest,
    AuditPage,
    AuditRecord,
    BatchLine,
    BriefChoices,
    CaseCard,
    CaseNoteView,
    CaseView,
    Check,
    DecisionView,
    DraftView,
    EvalCaseView,
    EvidenceView,
    Grown,
    GrownStatus,
    HoldView,
    LessonView,
    ModelSuite,
    ModelView,
    NewToken,
    OneTimePassword,
    PassageView,
    PolicyVersion,
    PolicyWords,
    PublicationView,
    QuestionView,
    QueueCounts,
    QueueField,
    QueueGroup,
    Reason,
    RunCounts,
    RunRow,
    RunView,
    SignatureView,
    StepView,
    TakenView,
    TierView,
    TokenView,
    ToolCallView,
    Usage,
    UserView,
    VersionView,
    WaitView,
    WorkflowView,
)
from agents.views.insights import DriftView, InsightRuns, InsightsView
from knowledge.base import IngestReport
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, Brand
from knowledge.changes import Change
from knowledge.documents import Document, DocumentKind, DocumentMeta
from knowledge.errors import InputError, NotFoundError
from knowledge.labels import LabelField, Unsure
from knowledge.passages import Hit, Passage, SearchResult
from knowledge.progress import Progress
from knowledge.record import Quarantined
from knowledge.report import QualityReport
from tests.ui import figures
from tests.ui.script import CAPTIONS, PASSAGE, PEOPLE, STEPS, findings_in, triage_of
from tools.channels import Channels
from tools.copy import Copy
from tools.findings import BrandReport, Section
from tools.rule_list import RuleView
from tools.text.markup import Format
from tools.why import RuleNote

DOCUMENT = Document(id="claims.md", brand="orrelune", title="Claims", meta=DocumentMeta(kind="claim"), sha256="0" * 64)
COUNTED = {"drafts", "unknown", "questions", "sent_back"}  # of a line in a list of runs


class FakeDesk:
    def __init__(self, pace: float = 0.0, captions: Sequence[str] = CAPTIONS) -> None:
        self.pace = pace
        self.captions = captions
        self._brand = Brand(
            id="orrelune", name="Orrelune", about="An invented house of fragrance.", locales=("en", "fr")
        )
        self._numbers = itertools.count(1)
        self._marks = itertools.count(1)
        self._runs: dict[str, dict[str, Any]] = {}
        self._approvals: dict[str, ApprovalView] = {}
        self._calls: dict[str, ToolCallView] = {}  # by approval
        self._cases: dict[str, CaseCard] = {}
        self._holds: dict[str, HoldView] = {}  # by brand
        self._passwords: dict[str, str] = {}
        self._tokens: dict[str, TokenView] = {}  # by what is shown once
        moved = figures.drift(_now())
        self._drifts = {moved.id: moved}
        self.log: list[dict[str, Any]] = []
        self.refusals: tuple[str, ...] = ()  # of policy files
        self.broken_rules: tuple[str, ...] = ()
        self._models: dict[str, ModelView] = {}
        self.listed_rules: tuple[RuleView, ...] = (
            RuleView(rule="voice.Bargain", family="voice", severity="amber", asks="Say what it is.", pack="voice"),
        )
        self._users = {
            name: UserView(name=name, full_name=full, roles=roles, active=True, has_password=False)
            for name, (full, roles) in PEOPLE.items()
        }

    @property
    def default_brand(self) -> Brand:
        return self._brand

    def brands(self) -> tuple[Brand, ...]:
        return (self._brand,)

    def warm(self) -> None:
        """Nothing to warm."""

    def start(self) -> list[str]:
        return []

    def init(self, name: str) -> Path:
        return Path("/home/brands") / name.casefold()

    # runs

    def ask(self, request: AskRequest, user: str, door: str) -> RunView:
        if self.user(user).roles == ("auditor",):
            raise InputError(f"{user} is an auditor, who reads and cannot ask. (rule: auditor-reads)")
        if len(request.text) > 20_000:
            raise InputError(f"The request has {len(request.text):,} characters; at most 20,000 can be read.")
        request = request.model_copy(update={"text": request.text or request.focus or ""})
        triage = self.triage(request.text, request.brand)
        run = f"r-{next(self._numbers):08d}"
        self._runs[run] = {
            "triage": triage,
            "user": user,
            "request": request,
            "created": _now(),
            "status": None,
            "drafts": {},
            "case": None,
            "publications": (),
        }
        self._record("run.asked", user, door, run)
        if triage.route == "copywriting":
            self._draft(run)
            if not request.hold:
                self._submit(run, ())
        if triage.route == "escalation":
            self._open_case(run)
        return self.run(run)

    def brief_choices(self, brand: str | None = None) -> BriefChoices:
        channels = Channels.load()
        return BriefChoices(
            products=("Orrelune Refillable Bottle", "Calm Balm"),
            segments=("commuters", "gift-buyers"),
            channels=tuple(channels.get(id) for id in self._brand.channels),
            locales=self._brand.locales,
            voices=("warm", "calm"),
            hooks=("curiosity", "pride"),
        )

    def wait(self, run: str, timeout: float) -> RunView:
        return self.run(run)

    def run(self, run: str) -> RunView:
        kept = self._kept(run)
        triage: Triage = kept["triage"]
        done = len(self.steps(run)) == len(STEPS[triage.route]) and self.steps(run)[-1].status == "done"
        drafts = tuple(kept["drafts"].values()) if done else ()
        status = self._status(kept) if done else "running"
        pending = [a for a in self._approvals.values() if a.run == run and a.status == "pending"]
        return RunView(
            run=run,
            status=status,
            brand="orrelune",
            requester=kept["user"],
            request=kept["request"].text,
            route=triage.route,
            flags=triage.flags,
            brief=triage.brief,
            decided_by=triage.decided_by,
            why=triage.why,
            drafts=drafts,
            answer=self._answer(kept) if done and triage.route == "research" else None,
            case=kept["case"] if done else None,
            publications=kept["publications"],
            usage=Usage(calls=9, tokens=1740, seconds=12.4) if triage.route == "copywriting" else Usage(),
            created=kept["created"],
            updated=kept["created"],
            waiting_for="Waiting for Brand, due in 2 h" if pending and done else None,
            waits=tuple(WaitView(draft=a.draft, approval=a.id, signers="Brand", due=a.due) for a in pending if done),
        )

    def runs(
        self,
        *,
        brand: str | None = None,
        requester: str | None = None,
        status: str | None = None,
        words: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[RunRow, ...]:
        views = [self.run(name) for name in reversed(self._runs)]
        rows = [
            RunRow(
                **{key: getattr(v, key) for key in RunRow.model_fields if key not in COUNTED},
                drafts=len(v.drafts),
                questions=sum(one.answer is None for one in v.questions),
                sent_back=sum(one.sent_back is not None and one.sent_back.waits for one in v.drafts),
                unknown=v.answer is not None and not v.answer.answered,
            )
            for v in views
            if requester in (None, v.requester) and status in (None, v.status)
            if all(word.casefold() in v.request.casefold() for word in (words or "").split())
        ]
        return tuple(rows[offset : offset + limit])

    def run_counts(self, user: str, words: str | None = None) -> RunCounts:
        made, known = self.runs(requester=user, words=words, limit=10_000), self.runs(requester=user, limit=10_000)
        return RunCounts(made=len(made), questions=sum(row.questions for row in known))

    def steps(self, run: str, after: int = 0) -> tuple[StepView, ...]:
        kept = self._kept(run)
        elapsed = (_now() - kept["created"]).total_seconds()
        seen = []
        for number, (node, title, summary) in enumerate(STEPS[kept["triage"].route], 1):
            start, end = (number - 1) * self.pace, number * self.pace
            if elapsed < start:
                break
            finished = elapsed >= end
            seen.append(
                StepView(
                    seq=number,
                    node=node,
                    title=title,
                    summary=summary if finished else "",
                    details=("products/refillable-bottle.md", "voice/voice-guide.md") if node == "retrieve" else (),
                    status="done" if finished else "running",
                    at=kept["created"] + timedelta(seconds=start),
                    seconds=max(self.pace, 0.2) if finished else None,
                )
            )
        return tuple(step for step in seen if step.seq > after)

    def choose(self, run: str, choice: Choice, user: str, door: str) -> RunView:
        kept = self._kept(run)
        if user != kept["user"]:
            raise InputError(f"{run} is {kept['user']}'s request: only {kept['user']} chooses.")
        if choice.kind == "withdraw":
            return self.withdraw(run, user, door)
        for tweak in choice.tweaks:
            self._rewrite(run, tweak.draft, tweak.fields, user)
        for wish in choice.wishes:
            old: DraftView = kept["drafts"][wish.draft]
            if wish.locale is None:
                fields = {name: f"{text} ({wish.notes})" for name, text in old.fields.items()}
                self._rewrite(run, wish.draft, fields, "copydesk", wish.notes)
            else:
                name = f"{wish.draft}-{wish.locale}"
                fresh = self._view(name, old.variant, dict(old.fields))
                kept["drafts"][name] = fresh.model_copy(update={"locale": wish.locale})
        if choice.kind == "submit":
            self._submit(run, choice.drafts)
        return self.run(run)

    def withdraw(self, run: str, user: str, door: str) -> RunView:
        self._kept(run)["status"] = "withdrawn"
        for name, approval in self._approvals.items():
            if approval.run == run and approval.status == "pending":
                self._approvals[name] = approval.model_copy(update={"status": "withdrawn"})
        self._record("run.withdrawn", user, door, run)
        return self.run(run)

    def recall(self, run: str, user: str, reason: str, door: str) -> RunView:
        self._kept(run)["status"] = "recalled"
        return self.run(run)

    def resume(self, run: str, user: str, door: str) -> RunView:
        return self.run(run)

    # approvals

    def approvals(
        self,
        *,
        user: str | None = None,
        role: str | None = None,
        status: str | None = "pending",
        where: dict[QueueField, str] | None = None,
        limit: int = 50,
        offset: int = 0,
        viewer: str | None = None,
    ) -> tuple[ApprovalView, ...]:
        roles = set(self.user(user).roles) if user else ({role} if role else None)
        found = [
            view
            for view in self._approvals.values()
            if (status in (None, view.status) or (status == "decided" and view.status != "pending"))
            and (roles is None or roles & set(view.roles))
            and all(self._field(view, field, viewer or user) == value for field, value in (where or {}).items())
            and (view.run is None or self.run(view.run).status != "running")
        ]
        found.sort(key=lambda view: view.due)
        if status not in (None, "pending"):
            found.sort(key=lambda view: view.decided_at or view.created, reverse=True)
        return tuple(found[offset : offset + limit])

    def approval_counts(self, *, user: str | None = None, status: str | None = "pending") -> QueueCounts:
        mine = {view.id for view in self.approvals(user=user, status=status, limit=10_000)} if user else set()
        return QueueCounts(
            groups=tuple(
                QueueGroup(
                    **{name: self._field(view, name, user) for name in QUEUE_FIELDS},
                    count=1,
                    mine=int(view.id in mine),
                )
                for view in self.approvals(status=status, limit=10_000)
            )
        )

    def _field(self, view: ApprovalView, name: QueueField, viewer: str | None) -> str:
        if name != "taken":
            return getattr(view, name) or ""
        if any(each.user == viewer for each in view.taken):
            return "mine"
        return "others" if view.taken else "nobody"

    def take_approval(self, id: str, user: str, door: str, over: bool = False) -> ApprovalCard:
        view = self._approval(id)
        roles = [role for role in self.user(user).roles if role in view.open_roles]
        if not roles:
            raise InputError(f"{user} cannot sign this: it needs {', '.join(view.open_roles)}. (rule: wrong-role)")
        others = [each for each in view.taken if each.user != user]
        if others and not over:
            raise InputError(
                f"{others[0].user} has taken this. Take it over, or leave it to them. (rule: taken-already)"
            )
        mine = TakenView(user=user, roles=tuple(roles), since=_now())
        self._approvals[id] = view.model_copy(update={"taken": (mine,)})
        self._record("approval.taken_over" if others else "approval.taken", user, door, id)
        return self.approval(id)

    def hand_back_approval(self, id: str, user: str, door: str) -> ApprovalCard:
        view = self._approval(id)
        left = tuple(each for each in view.taken if each.user != user)
        if left == view.taken:
            raise InputError("Nobody has taken this, so there is nothing to hand back. (rule: not-taken)")
        self._approvals[id] = view.model_copy(update={"taken": left})
        self._record("approval.handed_back", user, door, id)
        return self.approval(id)

    def mark(self, requester: str | None = None, run: str | None = None) -> str:
        """Another each time: there may always be news."""
        return str(next(self._marks))

    def waiting_for(self, user: str, limit: int = 100) -> int:
        return len(self.approvals(user=user, limit=limit))

    def approval(self, id: str) -> ApprovalCard:
        view = self._approval(id)
        if id in self._calls:
            return ApprovalCard(**dict(view), call=self._calls[id])
        copy = self._kept(view.run)["drafts"][view.draft]
        return ApprovalCard(**dict(view), copy=copy, findings=copy.report.findings)

    def rate(self, approval_id: str, fields: dict[str, str]) -> BrandReport:
        return self.check(Copy(fields=fields))

    def decide(self, id: str, decision: Decision, user: str, door: str) -> DecisionView:
        view = self._approval(id)
        if view.status != "pending":
            raise InputError(f"Already {view.status} by {view.decided_by} at {view.decided_at:%H:%M}.")
        allowed = view.open_roles if isinstance(decision, Approve) else view.deciding_roles
        role = next((role for role in allowed if role in self.user(user).roles), None)
        if role is None:
            raise InputError(f"{user} cannot sign this: it needs {', '.join(view.open_roles)}. (rule: roles)")
        if decision.digest not in (None, view.digest) or (view.edited and decision.digest is None):
            raise InputError("The text has changed since: read the current one and decide.")
        changes = self._changes(view, decision, user, role, door)
        self._approvals[id] = view = view.model_copy(update=changes)
        self._record("approval.decided", user, door, id)
        self._settle(view)
        return DecisionView(
            approval=id,
            status=view.status,
            decision=decision.kind,
            by=user,
            run=view.run,
            run_status=self.run(view.run).status if view.run else None,
            rating=view.rating,
            digest=view.digest,
            open_roles=view.open_roles,
        )

    def _changes(self, view: ApprovalView, decision: Decision, user: str, role: str, door: str) -> dict[str, Any]:
        decided = {"decided_by": user, "decided_at": _now(), "decision": decision.kind}
        if view.id in self._calls:
            return self._call_changes(view, decision, user, role, door)
        if isinstance(decision, Respond):
            raise InputError("A draft is approved, edited, sent back or rejected; there is nothing to answer.")
        if isinstance(decision, Reject):
            return {"status": "rejected", **decided}
        changes: dict[str, Any] = {}
        if isinstance(decision, Revise):
            draft = self._kept(view.run)["drafts"][view.draft]
            first = next(iter(draft.fields))
            fields = {**draft.fields, first: f"{draft.fields[first]} (again: {decision.notes})"}
            copy = self._rewrite(view.run, view.draft, fields, "copydesk", decision.notes)
            return {"digest": copy.digest, "rating": copy.rating, "round": view.round + 1, "signed": ()}
        if isinstance(decision, Edit):
            copy = self._rewrite(view.run, view.draft, decision.fields, user)
            changes = {"digest": copy.digest, "rating": copy.rating, "edited": True, "round": view.round + 1}
        left = tuple(other for other in view.open_roles if other != role)
        digest = changes.get("digest", view.digest)
        signature = SignatureView(user=user, role=role, at=_now(), digest=digest, door=door)
        changes |= {"signed": (*view.signed, signature), "open_roles": left}
        return changes if left else {**changes, "status": "approved", **decided}

    def _call_changes(self, view: ApprovalView, decision: Decision, user: str, role: str, door: str) -> dict[str, Any]:
        decided = {"decided_by": user, "decided_at": _now(), "decision": decision.kind}
        if isinstance(decision, Revise):
            raise InputError("A tool call is not written again. Reject it with your notes as the reason.")
        if isinstance(decision, Reject | Respond):
            return {"status": "rejected" if isinstance(decision, Reject) else "answered", **decided}
        call, digest = self._calls[view.id], view.digest
        if isinstance(decision, Edit):
            arguments = {**call.arguments, **(decision.arguments or {})}
            digest = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
            version = call.versions[-1].model_copy(
                update={"version": len(call.versions) + 1, "arguments": arguments, "digest": digest, "author": user}
            )
            self._calls[view.id] = call.model_copy(
                update={"arguments": arguments, "versions": (*call.versions, version)}
            )
        signature = SignatureView(user=user, role=role, at=_now(), digest=digest, door=door)
        signed = {"signed": (signature,), "open_roles": (), "digest": digest}
        return {**signed, "status": "approved", **decided}

    def call(self, tool: str, arguments: dict[str, Any], requester: str) -> str:
        """An agent elsewhere wants to run a tool; returns the approval."""
        digest = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode()).hexdigest()
        id = f"a-call-{len(self._calls) + 1}"
        first = ArgumentsView(version=1, arguments=arguments, digest=digest, author=requester, at=_now())
        self._calls[id] = ToolCallView(
            tool=tool,
            description="Sends an e-mail.",
            arguments=arguments,
            versions=(first,),
            thread="t-1",
            call="call-1",
            ran="no",
        )
        self._approvals[id] = ApprovalView(
            id=id,
            subject_kind="tool_call",
            run=None,
            draft=None,
            tool=tool,
            brand="orrelune",
            status="pending",
            kind="sign",
            round=1,
            rating=None,
            reason=Reason(rule="no-rule-matched", words="No rule speaks of this, so Brand decides."),
            roles=("brand",),
            open_roles=("brand",),
            deciding_roles=("brand",),
            signed=(),
            due=_now() + timedelta(hours=4),
            digest=digest,
            edited=False,
            requester=requester,
            request=f"Run the tool {tool}",
            channel=None,
            locale=None,
            segments=(),
            value=None,
            created=_now(),
        )
        return id

    # cases

    def cases(self, status: str | None = None) -> tuple[CaseView, ...]:
        return tuple(case for case in self._cases.values() if status in (None, case.status))

    def case(self, id: str) -> CaseCard:
        if id not in self._cases:
            raise NotFoundError(f"There is no case '{id}'. `copydesk cases list` shows them.")
        return self._cases[id]

    def take_case(self, id: str, user: str, door: str) -> CaseView:
        self._works_on(user, id)
        return self._change(id, status="taken", taken_by=user, taken_at=_now())

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> CaseView:
        self._works_on(user, id)
        return self._change(id, status="resolved", cause=cause, resolution=note, resolved_by=user, resolved_at=_now())

    def note_case(self, id: str, text: str, user: str, door: str) -> CaseCard:
        self._works_on(user, id)
        return self._noted(id, CaseNoteView(id="cn-1", kind="note", by=user, text=text, at=_now()))

    def transfer_case(self, id: str, to: str, reason: str, user: str, door: str) -> CaseCard:
        self._works_on(user, id)
        self._change(id, status="open", assigned_to=self.user(to).name, taken_by=None, taken_at=None)
        return self._noted(id, CaseNoteView(id="cn-2", kind="transfer", by=user, to=to, text=reason, at=_now()))

    def _works_on(self, user: str, id: str) -> None:
        if user != self.case(id).assigned_to:
            self._may(user, *self.case(id).working_roles)

    def _noted(self, id: str, note: CaseNoteView) -> CaseCard:
        return self._change(id, notes=(*self.case(id).notes, note))

    def all_clears(self, brand: str | None = None) -> tuple[AllClearView, ...]:
        return ()

    def end_all_clear(self, id: str, user: str, door: str) -> AllClearView:
        raise NotFoundError(f"Triage has learnt nothing called '{id}'. `copydesk cases learnt` lists it.")

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        if not self.case(id).may_be_released:
            raise InputError("Harm is never released to a draft.")
        return self._change(id, status="released", conditions=conditions, resolved_by=user, resolved_at=_now())

    # reading

    def triage(self, text: str, brand: str | None = None) -> Triage:
        if brand not in (None, "orrelune"):
            raise NotFoundError(f"There is no brand '{brand}'. This desk has: orrelune.")
        return triage_of(text, len(self.captions))

    def ingest(
        self,
        paths: Sequence[Path],
        kind: str | None = None,
        brand: str | None = None,
        progress: Progress | None = None,
        given: dict[str, str | list[str]] | None = None,
    ) -> IngestReport:
        if progress:
            progress("Reading documents", len(paths), len(paths))
        return IngestReport(added=tuple(path.name for path in paths), passages=12, facts=3)

    def upload_limit(self) -> int:
        return 1_000

    def upload_document(
        self,
        file: Path,
        name: str,
        user: str,
        door: str,
        brand: str | None = None,
        kind: DocumentKind | None = None,
        progress: Progress | None = None,
    ) -> IngestReport:
        self._may(user, "admin", "brand", "legal", "compliance")
        self._record("document.uploaded", user, door, name)
        return IngestReport(added=(name,), passages=1)

    def quality(self, brand: str | None = None) -> QualityReport:
        return QualityReport(
            documents=1,
            passages=12,
            facts=3,
            claims=2,
            by_kind={"product": 1},
            by_locale={"en": 1},
            not_in_use={},
            undated_facts=(),
            without_owner=("claims.md",),
            duplicates=(),
            claims_without_evidence=(),
            refused=(),
        )

    def documents(self, brand: str | None = None) -> tuple[Document, ...]:
        return (DOCUMENT,)

    def passage_counts(self, brand: str | None = None) -> dict[str, int]:
        return {DOCUMENT.id: 1}

    def read_document(self, id: str, brand: str | None = None) -> tuple[Passage, ...]:
        return (PASSAGE,)

    def publish_document(self, id: str, user: str, door: str, brand: str | None = None) -> Document:
        return DOCUMENT

    def retire_document(self, id: str, user: str, door: str, brand: str | None = None) -> Document:
        return DOCUMENT

    def describe_document(
        self, id: str, values: dict[str, str | None], user: str, door: str, brand: str | None = None
    ) -> Document:
        return DOCUMENT

    def document_changes(self, id: str, brand: str | None = None) -> tuple[Change, ...]:
        return ()

    def quarantine(self, brand: str | None = None) -> tuple[Quarantined, ...]:
        return ()

    def release_passage(self, id: str, user: str, door: str, brand: str | None = None) -> Quarantined:
        raise NotFoundError(f"There is no '{id}' in quarantine.")

    def unsure_labels(self, brand: str | None = None) -> tuple[Unsure, ...]:
        return ()

    def label_passage(
        self, passage: str, field: LabelField, value: str, user: str, door: str, brand: str | None = None
    ) -> Passage:
        return PASSAGE

    def index(self, brand: str | None = None, progress: Progress | None = None, briefly: bool = False) -> None:
        pass

    def search(
        self,
        query: str,
        k: int = 5,
        brand: str | None = None,
        kind: DocumentKind | None = None,
        locale: str | None = None,
        product: str | None = None,
    ) -> SearchResult:
        known = "manager" not in query
        return SearchResult(query=query, answered=known, hits=(Hit(passage=PASSAGE, score=0.91),), owner="ana")

    def check(
        self,
        copy: Copy,
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: Format | None = None,
        cited: tuple[str, ...] = (),
    ) -> BrandReport:
        found = tuple(itertools.chain.from_iterable(findings_in(name, text) for name, text in copy.fields.items()))
        worst = [finding.severity for finding in found]
        rating = "red" if "red" in worst else "amber" if "amber" in worst else "green"
        sections = tuple(
            Section(
                family=family,
                rating=next((f.severity for f in found if f.family == family), "green"),  # type: ignore[arg-type]
                rules=count,
                findings=sum(f.family == family for f in found),
            )
            for family, count in (("voice", 12), ("claims", 9), ("grounding", 4), ("channel", 5))
        )
        score = 100 - 20 * len(found)
        return BrandReport(rating=rating, score=score, sections=sections, findings=found, rules_digest="0" * 64)

    def rules(self, brand: str | None = None) -> tuple[RuleView, ...]:
        return self.listed_rules

    def rule_problems(self, brand: str | None = None) -> tuple[str, ...]:
        return self.broken_rules

    def why(self, rule: str, brand: str | None = None, rules: tuple[Path, ...] = ()) -> RuleNote:
        if rule != "voice.Bargain":
            raise NotFoundError(f"There is no rule '{rule}'.")
        return RuleNote(rule=rule, family="voice", severity="amber", asks="Say what it is.", bad=("A bargain.",))

    # people

    def users(self) -> tuple[UserView, ...]:
        return tuple(self._users.values())

    def user(self, name: str) -> UserView:
        if name not in self._users:
            raise NotFoundError(f"There is no user '{name}'. `copydesk users list` shows who there is.")
        return self._users[name]

    def add_user(self, name: str, roles: tuple[str, ...], full_name: str, by: str, door: str) -> UserView:
        if name in self._users:
            raise InputError(f"There is a user '{name}' already.")
        self._users[name] = UserView(
            name=name, full_name=full_name or name, roles=roles, active=True, has_password=False
        )
        return self._users[name]

    def disable_user(self, name: str, by: str, door: str) -> UserView:
        self._users[name] = self.user(name).model_copy(update={"active": False})
        return self._users[name]

    def enable_user(self, name: str, by: str, door: str) -> UserView:
        self._users[name] = self.user(name).model_copy(update={"active": True})
        return self._users[name]

    def set_roles(self, name: str, roles: tuple[str, ...], by: str, door: str) -> UserView:
        self._users[name] = self.user(name).model_copy(update={"roles": roles})
        return self._users[name]

    def set_absent(
        self, name: str, until: datetime, by: str, door: str, since: datetime | None = None, deputy: str | None = None
    ) -> UserView:
        away = {"away_from": since or datetime.now(UTC), "away_until": until, "deputy": deputy}
        self._users[name] = self.user(name).model_copy(update=away)
        return self._users[name]

    def set_back(self, name: str, by: str, door: str) -> UserView:
        self._users[name] = self.user(name).model_copy(update={"away_until": None, "deputy": None})
        return self._users[name]

    def set_password(self, name: str, password: str, by: str, door: str) -> UserView:
        if len(password) < 12:
            raise InputError("A password has at least 12 characters.")
        self._passwords[name] = password
        mark = hashlib.sha256(password.encode()).hexdigest()
        given = {"has_password": True, "password_mark": mark, "password_once": False}
        self._users[name] = self.user(name).model_copy(update=given)
        return self._users[name]

    def reset_password(self, name: str, by: str, door: str) -> OneTimePassword:
        self._may(by, "admin")
        password = f"once-{next(self._numbers):016d}"
        self.set_password(name, password, by, door)
        self._users[name] = self.user(name).model_copy(update={"password_once": True})
        return OneTimePassword(user=name, password=password)

    def user_changes(self) -> dict[str, datetime]:
        return {}

    def tokens(self, user: str | None = None) -> tuple[TokenView, ...]:
        return tuple(view for view in reversed(self._tokens.values()) if user in (None, view.user))

    def create_token(self, name: str, user: str, door: str, days: int = 90) -> NewToken:
        id, now = f"t-{next(self._numbers):08d}", _now()
        view = TokenView(
            id=id, user=user, name=name, state="live", created=now, expires=now + timedelta(days=days), used=None
        )
        self._tokens[f"cpd_{id}"] = view
        return NewToken(**dict(view), token=f"cpd_{id}")

    def revoke_token(self, id: str, user: str, door: str) -> TokenView:
        for token, view in self._tokens.items():
            if view.id == id:
                self._tokens[token] = view.model_copy(update={"state": "revoked", "ended": _now(), "ended_by": user})
                return self._tokens[token]
        raise NotFoundError(f"There is no token '{id}'.")

    def by_token(self, token: str) -> UserView:
        view = self._tokens.get(token)
        if view is None or view.state != "live" or not self.user(view.user).active:
            raise InputError("This token opens nothing.")
        return self.user(view.user)

    def authenticate(self, name: str, password: str) -> UserView:
        if self._passwords.get(name, "\0") != password or not self._users[name].active:
            raise InputError("The name or the password is wrong.")
        return self._users[name]

    # the record

    def audit_page(
        self,
        *,
        about: str | None = None,
        person: str | None = None,
        event: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> AuditPage:
        found = [one for one in self.log if before is None or one["seq"] < before]
        shown = tuple(
            AuditRecord.model_validate({**one, "at": one["at"] or _now()}) for one in reversed(found[-limit:])
        )
        return AuditPage(
            records=shown, newer=before is not None, older=len(found) > limit, head="f" * 64, last=len(self.log)
        )

    def audit_verify(self, heads: tuple[str, ...] = (), progress: Progress | None = None) -> AuditReport:
        return AuditReport(ok=set(heads) <= {"f" * 64}, records=len(self.log), head="f" * 64, problem=None)

    def audit_export(self, since: datetime | None = None) -> Iterator[dict[str, Any]]:
        return iter(self.log)

    def audit_name(self, reference: str) -> str:
        raise NotFoundError(f"Nobody is behind '{reference}'.")

    def erase(
        self, wanted: Erasure, user: str, door: str, dry_run: bool = False, progress: Progress | None = None
    ) -> ErasureView:
        self._may(user, "admin", "privacy")
        why = "run" if wanted.run else "text" if wanted.text else "person"
        receipt, digest = (None, None) if dry_run else ("e-00000001", "0" * 64)
        return ErasureView(
            receipt=receipt, digest=digest, at=_now(), by=user, why=why, runs=("r-00000001",), rows={"runs": 1}
        )

    def backup(self, file: Path, progress: Progress | None = None) -> BackupView:
        return BackupView(file=str(file), files=3, size=1024, head=f"1:{'f' * 64}", open_runs=len(self._runs))

    def release_runs(self, run: str | None, user: str, door: str) -> tuple[str, ...]:
        self._may(user, "admin", "on-call")
        return (run,) if run else tuple(self._runs)

    def retention(self) -> tuple[RetentionView, ...]:
        return (RetentionView(brand="orrelune", days={"drafts": 365}, due={"drafts": 1}),)

    def apply_retention(self, user: str, door: str, progress: Progress | None = None) -> tuple[RetentionView, ...]:
        self._may(user, "admin", "privacy")
        return self.retention()

    def explain(self, approval_id: str) -> Explanation:
        view = self._approval(approval_id)
        needed = Requirement(
            rule=view.reason.rule,
            reason=view.reason.words,
            policy_digest="0" * 64,
            kind="sign",
            roles=view.roles,
            quorum=len(view.roles),
        )
        return Explanation(requirement=needed, steps=())

    def lint(self, brand: str | None = None, without: str | None = None) -> tuple[Problem, ...]:
        return ()

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: datetime | None = None,
        brand: str | None = None,
    ) -> Simulation:
        own = BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml"
        return simulate((), Policy.load(own) if policy is None else Policy.parse(policy, name=name))

    def policy_refusals(self) -> tuple[str, ...]:
        return self.refusals

    def policy_versions(self, brand: str | None = None) -> tuple[PolicyVersion, ...]:
        return ()

    def policy_text(self, digest: str, brand: str | None = None) -> str:
        raise NotFoundError(f"There is no policy with the digest '{digest}'.")

    def lessons(self, brand: str | None = None) -> tuple[LessonView, ...]:
        return ()

    def examples(self, brand: str | None = None, limit: int = 100) -> tuple[DecidedDraft, ...]:
        return ()

    def keep_lesson(self, id: str, user: str, door: str) -> LessonView:
        raise NotFoundError(f"There is no change '{id}'.")

    def end_lesson(self, id: str, user: str, door: str) -> LessonView:
        raise NotFoundError(f"There is no change '{id}'.")

    def eval_cases(
        self,
        status: GrownStatus = "candidate",
        suite: Grown | None = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[EvalCaseView, ...]:
        return ()

    def accept_eval_case(
        self, id: str, reason: str, user: str, door: str, label: str | None = None, brand: str | None = None
    ) -> EvalCaseView:
        raise NotFoundError(f"There is no decided case '{id}'.")

    def decline_eval_case(self, id: str, reason: str, user: str, door: str, brand: str | None = None) -> EvalCaseView:
        raise NotFoundError(f"There is no decided case '{id}'.")

    def sign_many(self, digests: dict[str, str], user: str, door: str) -> tuple[BatchLine, ...]:
        done = [self.decide(id, Approve(digest=digest), user, door) for id, digest in digests.items()]
        return tuple(BatchLine(approval=one.approval, signed=True, status=one.status) for one in done)

    def ask_requester(self, approval: str, question: str, user: str, door: str) -> ApprovalCard:
        self._record("question.asked", user, door, approval)
        asked = QuestionView(id="q-1", approval=approval, asked_by=user, text=question, asked=datetime.now(UTC))
        return self.approval(approval).model_copy(update={"questions": (asked,)})

    def answer_question(self, question: str, answer: str, user: str, door: str) -> RunView:
        raise NotFoundError(f"There is no question '{question}'.")

    def policy_words(self, days: int = 30, brand: str | None = None) -> PolicyWords:
        policy = Policy.load(BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml")
        return PolicyWords(
            brand="orrelune",
            digest=policy.digest,
            text=policy.text,
            currency=policy.file.currency,
            timezone=policy.file.timezone,
            days=days,
            filed=0,
            by_policy=0,
            rules=tuple(rules_in_words(policy)),
            cases=tuple(cases_in_words(policy)),
            clocks=tuple(clocks_in_words(policy)),
        )

    def workflow(self, days: int = 30, brand: str | None = None) -> WorkflowView:
        return WorkflowView(nodes=tuple(nodes(TITLES, {})), days=days, since=_now() - timedelta(days=days))

    def tiers(self, brand: str | None = None) -> tuple[TierView, ...]:
        return ()

    def open_tier(self, tier: str, user: str, door: str, brand: str | None = None) -> TierView:
        raise NotFoundError(f"The policy has no tier '{tier}'.")

    def close_tier(self, tier: str, reason: str, user: str, door: str, brand: str | None = None) -> TierView:
        raise NotFoundError(f"The policy has no tier '{tier}'.")

    def models(self, brand: str | None = None) -> tuple[ModelView, ...]:
        return tuple(self._models.values())

    def validate_model(
        self, model: str, suites: tuple[ModelSuite, ...], user: str, door: str, brand: str | None = None
    ) -> tuple[ModelView, ...]:
        self._record("model.validated", user, door, model)
        self._models[model] = ModelView(
            model=model, in_use=True, state="validated", suites=suites, signed_by=user, at=_now()
        )
        return self.models()

    def revoke_model(
        self, model: str, reason: str, user: str, door: str, brand: str | None = None
    ) -> tuple[ModelView, ...]:
        self._record("model.revoked", user, door, model)
        before = self._models[model]
        ended = {"state": "revoked", "revoked_by": user, "revoked_at": _now(), "why": reason, "in_use": False}
        self._models[model] = before.model_copy(update=ended)
        return self.models()

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None:
        self._record("brand.held", user, door, brand or "orrelune")

    def lift(self, brand: str | None, user: str, door: str) -> None:
        self._record("brand.lifted", user, door, brand or "orrelune")

    def holds(self, brand: str | None = None) -> tuple[HoldView, ...]:
        return tuple(self._holds.values())

    def crisis_on(self, brand: str | None, reason: str, until: datetime, user: str, door: str) -> HoldView:
        self._may(user, "admin", "on-call")
        kept = until.astimezone(UTC)
        held = HoldView(
            id="h-1", brand=brand or "orrelune", kind="crisis", reason=reason, by=user, at=_now(), until=kept
        )
        self._holds[held.brand] = held
        return held

    def crisis_off(self, brand: str | None, user: str, door: str) -> None:
        self._may(user, "admin", "on-call")
        self._holds.pop(brand or "orrelune")

    # insights

    def insights(
        self, since: datetime | None = None, until: datetime | None = None, brand: str | None = None
    ) -> InsightsView:
        return figures.insights(since, until, tuple(self._drifts.values()))

    def insight_runs(
        self,
        measure: str,
        group: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> InsightRuns:
        rows = self.runs(limit=10_000)
        page = rows[offset : offset + limit]
        ids = tuple(row.run for row in page)
        return InsightRuns(measure=measure, group=group, total=len(rows), ids=ids, runs=page)

    def decide_drift(self, id: str, words: str, user: str, door: str) -> DriftView:
        if id not in self._drifts:
            raise NotFoundError(f"There is no moved measure '{id}'. `copydesk insights` shows them.")
        self._may(user, self._drifts[id].role, "admin")
        said = {"words": words, "decided_by": user, "decided_at": _now()}
        self._drifts[id] = self._drifts[id].model_copy(update=said)
        return self._drifts[id]

    def notices(self, *, user: str | None = None, dead: bool = False, limit: int = 50) -> tuple[NoticeView, ...]:
        return ()

    def retry_notice(self, id: str, user: str, door: str) -> NoticeView:
        raise NotFoundError(f"There is no message '{id}'. `copydesk notices list` shows them.")

    def test_notice(self, name: str, user: str, door: str, brand: str | None = None) -> NoticeTest:
        raise InputError(f"notify.yaml names no '{name}'. It names: nobody.")

    def doctor(self) -> tuple[Check, ...]:
        return (Check(name="home", ok=True, detail="It can be written."),)

    def close(self) -> None:
        pass

    # behind the door

    def _may(self, user: str, *roles: str) -> None:
        if not set(roles) & set(self.user(user).roles):
            raise InputError(f"{user} may not do this: it needs the role {' or '.join(roles)}. (rule: roles)")

    def _record(self, event: str, actor: str, door: str, subject: str) -> None:
        record = dict.fromkeys(COLUMNS) | {"seq": len(self.log) + 1, "event": event, "actor": actor, "door": door}
        self.log.append(record | {"subject": subject, "details": {}, "hash": "f" * 64})

    def _kept(self, run: str) -> dict[str, Any]:
        if run not in self._runs:
            raise NotFoundError(f"There is no run '{run}'. `copydesk runs list` shows them.")
        return self._runs[run]

    def _approval(self, id: str) -> ApprovalView:
        if id not in self._approvals:
            raise NotFoundError(f"There is no approval '{id}'. `copydesk approvals list` shows what waits.")
        return self._approvals[id]

    def _change(self, id: str, **changes: Any) -> CaseCard:
        self._cases[id] = self.case(id).model_copy(update=changes)
        return self._cases[id]

    def _status(self, kept: dict[str, Any]) -> str:
        if kept["status"]:
            return str(kept["status"])
        route = kept["triage"].route
        if route == "copywriting":
            return "waiting" if any(d.approval for d in kept["drafts"].values()) else "choosing"
        if route == "escalation":
            return "escalated" if self._cases[kept["case"]].status in {"open", "taken"} else "resolved"
        return {"research": "answered", "brand_check": "checked"}[route]

    def _answer(self, kept: dict[str, Any]) -> AnswerView:
        found = self.search(kept["request"].text)
        passages = tuple(
            PassageView(
                id=h.passage.id,
                document=h.passage.document,
                heading=h.passage.heading,
                text=h.passage.text,
                score=h.score,
                citation=h.passage.citation,
            )
            for h in found.hits
        )
        text = "It costs EUR 68 and can be refilled up to 50 times." if found.answered else "Nothing here says so."
        return AnswerView(answered=found.answered, text=text, passages=passages, owner=found.owner)

    def _draft(self, run: str) -> None:
        for variant, text in enumerate(self.captions, 1):
            name = f"d-{run[2:]}-{variant}"
            self._kept(run)["drafts"][name] = self._view(name, variant, {"caption": text})

    def _view(self, name: str, variant: int, fields: dict[str, str]) -> DraftView:
        report = self.check(Copy(fields=fields, channel="instagram"))
        digest = _digest(fields)
        text = "\n".join(fields.values())
        version = VersionView(
            version=1, fields=fields, text=text, digest=digest, rating=report.rating, author="copydesk", at=_now()
        )
        evidence = EvidenceView(
            passage=PASSAGE.id, citation=PASSAGE.citation, text=PASSAGE.text, sentences=(text.split(". ")[-1],)
        )
        return DraftView(
            id=name,
            variant=variant,
            alternative="A",
            channel="instagram",
            locale="en",
            status="proposed",
            text=text,
            fields=fields,
            version=1,
            digest=digest,
            rating=report.rating,
            report=report,
            evidence=(evidence,),
            fact="It can be refilled up to 50 times.",
            angle="the morning commute",
            why="Commuters carry it every day; refilling is what sets it apart.",
            approval=None,
            versions=(version,),
        )

    def _rewrite(self, run: str, draft: str, fields: dict[str, str], author: str, note: str | None = None) -> DraftView:
        old: DraftView = self._kept(run)["drafts"][draft]
        fields = {**old.fields, **fields}
        fresh = self._view(draft, old.variant, fields)
        number = old.version + 1
        version = fresh.versions[0].model_copy(update={"version": number, "author": author, "note": note})
        changes = {"version": number, "versions": (*old.versions, version), "status": old.status}
        self._kept(run)["drafts"][draft] = fresh.model_copy(update={**changes, "approval": old.approval})
        return self._kept(run)["drafts"][draft]

    def _submit(self, run: str, chosen: tuple[str, ...]) -> None:
        drafts: dict[str, DraftView] = self._kept(run)["drafts"]
        for name, draft in drafts.items():
            if chosen and name not in chosen:
                drafts[name] = draft.model_copy(update={"status": "withdrawn"})
                continue
            approval = self._file(run, draft)
            drafts[name] = draft.model_copy(update={"status": "submitted", "approval": approval.id})

    def _file(self, run: str, draft: DraftView) -> ApprovalView:
        kept = self._kept(run)
        high = kept["request"].value is not None and kept["request"].value.amount > 100_000
        roles = ("relationship-manager",) if high else ("brand", "legal") if draft.rating == "red" else ("brand",)
        view = ApprovalView(
            id=f"a-{draft.id[2:]}",
            run=run,
            draft=draft.id,
            brand="orrelune",
            status="pending",
            kind="sign",
            round=1,
            rating=draft.rating,
            reason=Reason(rule="high-value" if high else "everything", words="Everything is signed by Brand at first."),
            roles=roles,
            open_roles=roles,
            deciding_roles=roles,
            signed=(),
            due=_now() + timedelta(hours=2, minutes=draft.variant),
            digest=draft.digest,
            edited=False,
            requester=kept["user"],
            request=kept["request"].text,
            channel=draft.channel,
            variant=draft.variant,
            alternative=draft.alternative,
            locale=draft.locale,
            segments=("commuters",),
            value=kept["request"].value,
            created=_now(),
        )
        self._approvals[view.id] = view
        return view

    def _settle(self, view: ApprovalView) -> None:
        if view.run is None:
            return
        kept = self._kept(view.run)
        drafts: dict[str, DraftView] = kept["drafts"]
        outcome = {"approved": "published", "rejected": "rejected"}.get(view.status)
        if outcome is None:
            return
        drafts[view.draft] = drafts[view.draft].model_copy(update={"status": outcome})
        if outcome == "published":
            kept["publications"] += (
                PublicationView(key=f"k-{view.draft}", draft=view.draft, target="files", status="delivered", at=_now()),
            )
        if not any(a.status == "pending" for a in self._approvals.values() if a.run == view.run):
            kept["status"] = "published" if kept["publications"] else "rejected"

    def _open_case(self, run: str) -> None:
        kept = self._kept(run)
        case = CaseCard(
            id=f"c-{run[2:]}",
            run=run,
            brand="orrelune",
            severity="P1",
            status="open",
            flags=("harm",),
            owner_role="on-call",
            working_roles=("on-call", "admin"),
            may_get=tuple(name for name, user in self._users.items() if {"on-call", "admin"} & set(user.roles)),
            request=kept["request"].text,
            requester=kept["user"],
            why="A child was hurt and a hospital is named.",
            holding_reply="We are very sorry to read this. A colleague will call you within the hour.",
            opened=_now(),
            transfer_due=_now() + timedelta(minutes=2),
            acknowledge_due=_now() + timedelta(minutes=15),
        )
        kept["case"] = case.id
        self._cases[case.id] = case


def _digest(fields: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opening(desk: FakeDesk) -> Iterator[FakeDesk]:
    """What `Frame.opener` calls: the same desk each time."""
    yield desk
