"""The ledger's tables. A change here comes with a migration in `migrations/versions`."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

HEAD = "0019"  # the newest migration


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as ISO 8601 text of fixed width, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("requester", String, nullable=False),
    Column("door", String, nullable=False),
    Column("request", Text, nullable=False),  # the original; nothing but intake reads it
    Column("masked", Text),  # what models, embeddings and pages see
    Column("options", JSON, nullable=False),  # AskRequest without the text
    Column("status", String, nullable=False),
    Column("flags", JSON, nullable=False, default=list),
    Column("triage", JSON),
    Column("passages", JSON),  # retrieved for it, by id
    Column("answer", JSON),
    Column("error", Text),
    Column("finished", Boolean, nullable=False, default=False),
    Column("calls", Integer, nullable=False, default=0),
    Column("tokens", Integer, nullable=False, default=0),
    Column("model_seconds", Float, nullable=False, default=0.0),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index("runs_by_requester", "requester", "created"),
    Index("runs_unfinished", "finished", "created"),
    Index("runs_by_brand", "brand", "created"),
)

steps = Table(
    "steps",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("node", String, nullable=False),
    Column("title", String, nullable=False),
    Column("summary", Text, nullable=False),
    Column("details", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seconds", Float),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("variant", Integer, nullable=False),
    Column("alternative", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("audience", JSON, nullable=False),
    Column("targets", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("version", Integer, nullable=False, default=0),  # the current one; 0 before the first
    Column("attempts", Integer, nullable=False, default=0),  # machine-written versions
    Column("plan", JSON),
    Column("notes", Text),  # of the person who sent it back, until it is rewritten
    UniqueConstraint("run", "variant", "alternative", "channel", "locale"),
)

versions = Table(
    "versions",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("attempt", Integer),  # None: a person wrote it
    Column("author", String, nullable=False),
    Column("model", String),  # which wrote it; None: a person did, or nobody took it down yet
    Column("prompt", String),  # the SHA-256 of the prompt file that it was written by
    Column("fields", JSON, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Column("rating", String),  # None until brand_check has rated it
    Column("report", JSON),
    Column("note", Text),
    Column("created", Moment, nullable=False),
    UniqueConstraint("draft", "attempt"),
    Index("versions_rated", "draft", "version", "rating"),
)

# red and amber ones, counted when a version is rated: they stay when its words are erased
version_findings = Table(
    "version_findings",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("family", String, primary_key=True),
    Column("findings", Integer, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject_kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("run", ForeignKey("runs.id")),
    Column("brand", String, nullable=False),
    Column("status", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("edited", Boolean, nullable=False, default=False),
    Column("barred", JSON, nullable=False, default=list),  # who edited it in a way that somebody else must sign
    Column("under_revision", Boolean, nullable=False, default=False),
    Column("requirement", JSON, nullable=False),
    Column("asked", JSON, nullable=False, default=list),  # roles of the chain that were asked in this round
    Column("conditions", JSON, nullable=False, default=list),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("decision", String),
    Column("cause", String),  # of a rejection
    Column("reason", Text),
    Column("decided_by", String),
    Column("decided_at", Moment),
    UniqueConstraint("subject_kind", "subject"),
    Index("approvals_queue", "status", "due", "id"),
    Index("approvals_decided", "decided_at", "id"),
    Index("approvals_by_run", "run"),
    Index("approvals_by_brand", "brand", "decided_at"),
)

# roles in which a signature is wanted now, of approvals that wait for one: kept with each change of an approval
openings = Table(
    "openings",
    metadata,
    Column("approval", ForeignKey("approvals.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Index("openings_by_role", "role", "approval"),
)

signatures = Table(
    "signatures",
    metadata,
    Column("approval", ForeignKey("approvals.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("user", String, primary_key=True),
    Column("roles", JSON, nullable=False),  # that the signer held then
    Column("digest", String, nullable=False),
    Column("door", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text),  # why what policy blocks goes out all the same
)

cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False, unique=True),
    Column("brand", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("status", String, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("owner_role", String, nullable=False),
    Column("release_roles", JSON, nullable=False),
    Column("why", Text, nullable=False),
    Column("holding_reply", Text, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("transfer_due", Moment, nullable=False),
    Column("acknowledge_due", Moment, nullable=False),
    Column("turn", Integer, nullable=False, default=0),  # how often it was handed over
    Column("waits_since", Moment),  # for somebody to take it: when it was opened or last handed over
    Column("assigned_to", String),  # whom it was last handed to
    Column("taken_by", String),
    Column("taken_at", Moment),
    Column("cause", String),
    Column("resolution", Text),
    Column("resolved_by", String),
    Column("resolved_at", Moment),
    Column("conditions", JSON, nullable=False, default=list),
    Column("releases", JSON, nullable=False, default=dict),  # user → roles, of those who let it go on
    Index("cases_queue", "status", "acknowledge_due"),
    Index("cases_by_brand", "brand", "opened"),
)

# what people wrote on a case: notes, and why it was handed over
case_notes = Table(
    "case_notes",
    metadata,
    Column("id", String, primary_key=True),
    Column("case", ForeignKey("cases.id"), nullable=False),
    Column("kind", String, nullable=False),  # note, transfer
    Column("by", String, nullable=False),
    Column("to", String),  # of a transfer
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("case_notes_by_case", "case", "at"),
)

# messages that somebody decided were no incident: triage knows them again
all_clears = Table(
    "all_clears",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("case", ForeignKey("cases.id"), nullable=False, unique=True),
    Column("flags", JSON, nullable=False),
    Column("words", Text, nullable=False),  # of the masked request, as they are compared
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", String, nullable=False),  # kept, ended
    Column("ended_by", String),
    Column("ended_at", Moment),
    Index("all_clears_by_brand", "brand", "status"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("key", String, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("draft", ForeignKey("drafts.id"), nullable=False),
    Column("target", String, nullable=False),
    Column("brand", String, nullable=False),
    Column("payload", JSON, nullable=False),  # everything that delivery needs
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("path", String),
    Column("error", Text),
    Column("created", Moment, nullable=False),
    Column("delivered", Moment),
    UniqueConstraint("draft", "target"),
    Index("outbox_pending", "status", "created"),
    Index("outbox_by_run", "run"),
    Index("outbox_by_brand", "brand", "delivered"),
)

holds = Table(
    "holds",
    metadata,
    Column("id", String, primary_key=True),
    Column("scope", String, nullable=False),  # "brand:orrelune" or "run:r-…"
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", String, nullable=False, default="hold"),  # hold, crisis
    Column("until", Moment),  # of a crisis: it ends then by itself
    Column("lifted_by", String),
    Column("lifted_at", Moment),
    Index("holds_by_scope", "scope", "lifted_at"),
)

users = Table(
    "users",
    metadata,
    Column("name", String, primary_key=True),
    Column("full_name", String, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("password", String),  # argon2
    Column("password_once", Boolean, nullable=False, default=False),  # given by an admin: the next step is one's own
    Column("created", Moment, nullable=False),
)

# what lets a person's programs act for them
tokens = Table(
    "tokens",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False),
    Column("name", Text, nullable=False),  # what its owner calls it
    Column("digest", String, nullable=False, unique=True),  # SHA-256 of the token, which itself is kept nowhere
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),  # the day of its last use, and no more
    Column("ended", Moment),
    Column("ended_by", String),
    Index("tokens_by_user", "user", "created"),
)

policies = Table(
    "policies",
    metadata,
    Column("brand", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("seen", Moment, nullable=False),
)

# phrases that approvers put others in place of
lessons = Table(
    "lessons",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("draft", ForeignKey("drafts.id"), nullable=False),
    Column("locale", String, nullable=False),
    Column("find", Text, nullable=False),
    Column("replace", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("status", String, nullable=False),  # seen, kept, ended
    Column("at", Moment, nullable=False),
    Index("lessons_by_brand", "brand", "status", "locale"),
)

# decisions that became cases of the quality suites, or were left out; their words stay in their runs' rows
eval_cases = Table(
    "eval_cases",
    metadata,
    Column("id", String, primary_key=True),  # of the approval or the case that it was decided in
    Column("brand", String, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("suite", String, nullable=False),
    Column("label", String, nullable=False),
    Column("status", String, nullable=False),  # accepted, declined
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("eval_cases_by_brand", "brand", "status"),
)

absences = Table(
    "absences",
    metadata,
    Column("user", ForeignKey("users.name"), primary_key=True),
    Column("deputy", ForeignKey("users.name")),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("by", String, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", String, primary_key=True),
    Column("approval", ForeignKey("approvals.id"), nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("asked_by", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("answered_by", String),
    Column("answer", Text),
    Column("answered", Moment),
    Index("questions_by_approval", "approval"),
    Index("questions_by_run", "run"),
)

# drafts that a tier would sign: what people did to them is its evidence
tier_drafts = Table(
    "tier_drafts",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("brand", String, nullable=False),
    Column("tier", String, nullable=False),
    Column("digest", String, nullable=False),  # as it was filed
    Column("by_policy", Boolean, nullable=False),  # signed by the tier itself
    Column("filed", Moment, nullable=False),
    Column("outcome", String),
    Column("decided", Moment),
    Index("tier_evidence", "brand", "tier", "outcome"),
)

# each time that people began to sign a tier open
tier_openings = Table(
    "tier_openings",
    metadata,
    Column("brand", String, primary_key=True),
    Column("tier", String, primary_key=True),
    Column("opening", Integer, primary_key=True, autoincrement=False),
    Column("digest", String, nullable=False),  # of the rule that is signed open
    Column("status", String, nullable=False),  # pending, open, closed
    Column("begun", Moment, nullable=False),
    Column("opened", Moment),
    Column("evidence", JSON),  # when it was opened
    Column("closed", Moment),
    Column("closed_by", String),
    Column("why", Text),
)

tier_signatures = Table(
    "tier_signatures",
    metadata,
    Column("brand", String, primary_key=True),
    Column("tier", String, primary_key=True),
    Column("opening", Integer, primary_key=True, autoincrement=False),
    Column("user", String, primary_key=True),
    Column("roles", JSON, nullable=False),  # that the signer held then
    Column("door", String, nullable=False),
    Column("at", Moment, nullable=False),
)

# the language model that the desk runs on
model_in_use = Table(
    "model_in_use",
    metadata,
    Column("place", String, primary_key=True),
    Column("model", String, nullable=False),
    Column("since", Moment, nullable=False),
)

# what people signed about a model for a brand: which suites passed with it
validations = Table(
    "validations",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("model", String, nullable=False),
    Column("suites", JSON, nullable=False),  # name, version, figures with their thresholds
    Column("status", String, nullable=False),  # validated, revoked, replaced
    Column("signed_by", String, nullable=False),
    Column("roles", JSON, nullable=False),  # that the signer held then
    Column("door", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("revoked_by", String),
    Column("revoked_at", Moment),
    Column("why", Text),
    Index("validations_by_model", "brand", "model", "status"),
)

# measures that moved between two periods: each is decided about once, by somebody of a named role
drifts = Table(
    "drifts",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("role", String, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("figures", JSON, nullable=False),  # now, before, change
    Column("opened", Moment, nullable=False),
    Column("decided_by", String),
    Column("decided_at", Moment),
    Column("words", Text),
    UniqueConstraint("brand", "measure", "until"),
)

# calls of other agents' tools: each is signed before it is run
tool_calls = Table(
    "tool_calls",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("requester", String, nullable=False),  # for whom the agent acts
    Column("tool", String, nullable=False),
    Column("description", Text, nullable=False),
    Column("arguments_schema", JSON, nullable=False),  # JSON Schema of what a person may write into an edit
    Column("stake", JSON),  # which argument holds the value at stake
    Column("thread", String, nullable=False),
    Column("call", String, nullable=False),  # the model's id of it
    Column("version", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Index("tool_calls_by_thread", "thread"),
)

tool_call_versions = Table(
    "tool_call_versions",
    metadata,
    Column("tool_call", ForeignKey("tool_calls.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("attempt", Integer, nullable=False),  # 1 and more: asked again, because it may have happened
    Column("author", String, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("created", Moment, nullable=False),
)

# that a signed call is run, once for each digest
effects = Table(
    "effects",
    metadata,
    Column("digest", String, primary_key=True),
    Column("tool_call", ForeignKey("tool_calls.id"), nullable=False),
    Column("status", String, nullable=False),  # claimed, done, unsure
    Column("claimed", Moment, nullable=False),
    Column("ended", Moment),
    Column("outcome", JSON),  # what the agent is told
)

notices = Table(
    "notices",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False, unique=True),  # one for what is told once: see agents/notices/kinds.py
    Column("event", String, nullable=False),  # the audit record's, written in the same transaction
    Column("subject", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("spread", Boolean, nullable=False, default=False),  # its messages are written
    Index("notices_fresh", "spread", "at"),
)

messages = Table(
    "messages",
    metadata,
    Column("key", String, primary_key=True),  # of delivery: the same each time it is tried
    Column("notice", ForeignKey("notices.id"), nullable=False),
    Column("brand", String, nullable=False),  # whose notify.yaml counts
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),  # "person:ana" or "webhook:desk", never an address
    Column("urgent", Boolean, nullable=False, default=False),
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next", Moment, nullable=False),  # not tried before
    Column("error", Text),
    Column("digest", String),  # the message that carried it
    Column("created", Moment, nullable=False),
    Column("sent", Moment),
    Index("messages_due", "status", "next"),
    Index("messages_by_digest", "digest"),
    Index("messages_by_notice", "notice"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("event", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("door", String, nullable=False),
    Column("subject", String, nullable=False),  # an id, never a text
    Column("digest", String),
    Column("rule", String),
    Column("role", String),  # what the actor acted as: "requester", or the roles that they held, "admin+brand"
    Column("policy", String),  # digest of the policy that the rule stands in
    Column("details", JSON, nullable=False),  # references and numbers, never texts or personal data
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Index("audit_by_subject", "subject"),
    Index("audit_by_event", "event"),
    Index("audit_by_actor", "actor"),
    Index("audit_by_time", "at"),
)

# what references in audit records mean; erased with the person, while the records stay
names = Table(
    "names",
    metadata,
    Column("ref", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("salt", String, nullable=False),
    UniqueConstraint("kind", "name"),
)

# receipts of erasure
erasures = Table(
    "erasures",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),  # a reference
    Column("why", String, nullable=False),
    Column("runs", JSON, nullable=False),
    Column("rows", JSON, nullable=False),  # table → number of rows
    Column("files", JSON, nullable=False),  # in the outbox, for a person to recall
    Column("swept", Moment),  # when the bytes were overwritten too
)

# what is gone of a run
erased = Table(
    "erased",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("at", Moment, nullable=False),
)
