"""What each column of the ledger may hold, so that erasing forgets none: a test holds this list to the schema."""

# a person's name at the desk: replaced by a reference when the person is erased
PEOPLE: dict[str, tuple[str, ...]] = {
    "runs": ("requester",),
    "versions": ("author",),
    "approvals": ("decided_by", "barred"),
    "signatures": ("user",),
    "cases": ("taken_by", "resolved_by", "releases"),
    "holds": ("by", "lifted_by"),
    "outbox": ("payload",),
    "users": ("name", "full_name"),
    "notices": ("actor",),
    "messages": ("target",),
    "names": ("name",),
    "tier_openings": ("closed_by",),
    "tier_signatures": ("user",),
    "questions": ("asked_by", "answered_by"),
    "absences": ("user", "deputy", "by"),
    "tool_calls": ("requester",),
    "tool_call_versions": ("author",),
    "lessons": ("by",),
}

# words that people or the model wrote
WORDS: dict[str, tuple[str, ...]] = {
    "runs": ("request", "masked", "options", "triage", "answer", "error"),
    "steps": ("summary", "details"),
    "drafts": ("audience", "plan", "notes"),
    "versions": ("fields", "report", "note"),
    "approvals": ("conditions", "reason"),
    "cases": ("why", "holding_reply", "resolution", "conditions"),
    "outbox": ("payload", "error"),
    "holds": ("reason",),
    "notices": ("details",),
    "messages": ("error",),
    "names": ("name",),
    "policies": ("text",),
    "tier_openings": ("why",),
    "questions": ("text", "answer"),
    "tool_calls": ("description", "arguments_schema", "thread", "call"),
    "tool_call_versions": ("arguments",),
    "effects": ("outcome",),
    "lessons": ("find", "replace"),
}

# ids, digests, references, words of a closed set, numbers, hashes of passwords
PLAIN: dict[str, tuple[str, ...]] = {
    "runs": ("id", "brand", "door", "status", "flags", "passages"),
    "steps": ("run", "node", "title", "status"),
    "drafts": ("id", "run", "alternative", "channel", "locale", "targets", "status"),
    "versions": ("draft", "citations", "digest", "rating"),
    "approvals": (
        "id", "subject_kind", "subject", "run", "brand", "status", "digest", "requirement", "asked", "decision",
    ),
    "signatures": ("approval", "roles", "digest", "door"),
    "cases": ("id", "run", "brand", "severity", "status", "flags", "owner_role", "release_roles"),
    "outbox": ("key", "run", "draft", "target", "brand", "status", "path"),
    "holds": ("id", "scope"),
    "users": ("roles", "password"),
    "policies": ("digest", "brand"),
    "notices": ("id", "key", "event", "subject"),
    "messages": ("key", "notice", "brand", "kind", "status", "digest"),
    "names": ("ref", "kind", "salt"),
    "erasures": ("id", "by", "why", "runs", "rows", "files"),
    "erased": ("run", "part"),
    "questions": ("id", "approval", "run"),
    "lessons": ("id", "brand", "draft", "locale", "status"),
    "tier_drafts": ("draft", "brand", "tier", "digest", "outcome"),
    "tier_openings": ("brand", "tier", "digest", "status", "evidence"),
    "tier_signatures": ("brand", "tier", "roles", "door"),
    "tool_calls": ("id", "brand", "tool", "stake"),
    "tool_call_versions": ("tool_call", "digest"),
    "effects": ("digest", "tool_call", "status"),
    "audit": (
        "event", "actor", "role", "door", "subject", "digest", "rule", "policy", "details", "previous", "hash",
    ),
}  # fmt: skip
