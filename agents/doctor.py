"""What `copydesk doctor` looks at, from the file system to the model; it changes nothing and starts no model."""

import shutil
from collections.abc import Callable

from agents.benches import Benches
from agents.home import Home
from agents.ledger import audit, notices, outbox, people, receipts, runs
from agents.ledger.database import Ledger
from agents.settings import Settings
from agents.signing import staff
from agents.views import Check
from knowledge.errors import CopydeskError

NEEDED_BYTES = 2 * 1024**3  # joined weights, knowledge, ledger


def examine(
    settings: Settings, home: Home, benches: Benches, ledger: Ledger, secrets: Callable[[str], str | None]
) -> tuple[Check, ...]:
    looks: tuple[Callable[[], Check], ...] = (
        lambda: _space(home),
        lambda: _ledger(ledger),
        lambda: _people(ledger),
        lambda: _policy(home, benches, ledger),
        lambda: _rules(benches),
        lambda: _knowledge(benches),
        lambda: _model(settings),
        lambda: _runs(ledger),
        lambda: _outbox(ledger),
        lambda: _restored(ledger),
        lambda: _swept(ledger),
        lambda: _notices(home, benches, ledger, secrets),
    )
    return tuple(_look(look) for look in looks)


def _look(look: Callable[[], Check]) -> Check:
    try:
        return look()
    except CopydeskError as error:
        return Check(name="desk", ok=False, detail=str(error))


def _space(home: Home) -> Check:
    free = shutil.disk_usage(home.path).free
    return Check(
        name="home",
        ok=free > NEEDED_BYTES,
        detail=f"{home.path}, {free / 1024**3:.1f} GB free",
        remedy=None if free > NEEDED_BYTES else "Free some space, or name another folder with COPYDESK_HOME.",
    )


def _ledger(ledger: Ledger) -> Check:
    with ledger.read() as connection:
        report = audit.verify(connection)
    return Check(
        name="audit trail",
        ok=report.ok,
        detail=f"{report.records} records, unbroken" if report.ok else str(report.problem),
        remedy=None if report.ok else "Restore the home from a backup, and find out who changed the file.",
    )


def _people(ledger: Ledger) -> Check:
    with ledger.read() as connection:
        rows = people.listing(connection)
    active = [row for row in rows if row.active]
    protected = [row for row in active if row.password]
    return Check(
        name="people",
        ok=bool(active),
        detail=f"{len(active)} active, {len(protected)} with a password",
        remedy=None if active else "Add somebody: copydesk users add NAME --role admin",
    )


def _policy(home: Home, benches: Benches, ledger: Ledger) -> Check:
    from agents.policy.policy import Policy

    refused = benches.policy_refusal()
    if refused is not None:
        return Check(name="policy", ok=False, detail=refused, remedy="Mend the file, or give somebody the role.")
    policy = Policy.load(home.folder().policy)
    problems = policy.lint(staff.holders_of(ledger))
    return Check(
        name="policy",
        ok=not problems,
        detail=f"{len(policy.rules)} rules" + (f"; {problems[0].words}" if problems else ", nothing to object to"),
        remedy="copydesk policy lint shows all of them" if problems else None,
    )


def _rules(benches: Benches) -> Check:
    problems = benches.of().rating.rule_problems()
    return Check(
        name="brand rules",
        ok=not problems,
        detail="; ".join(problems[:2]) if problems else "all of them load",
        remedy="Mend these files; the other rules work." if problems else None,
    )


def _knowledge(benches: Benches) -> Check:
    documents = benches.of().knowledge.documents()
    return Check(
        name="knowledge",
        ok=bool(documents),
        detail=f"{len(documents)} documents",
        remedy=None if documents else "Give it something to know: copydesk ingest PATH",
    )


def _model(settings: Settings) -> Check:
    if settings.has_endpoint:
        where = settings.base_url or "api.openai.com"
        return Check(name="language model", ok=True, detail=f"{settings.model or 'the default model'} at {where}")
    from agents.model.weights import Weights

    look = Weights(settings.cache, named=settings.model_path).look()
    remedy = look.remedy or "make setup, or set OPENAI_API_KEY, or name a GGUF file in COPYDESK_MODEL_PATH"
    return Check(
        name="language model",
        ok=look.ok,
        detail=f"embedded, {look.words}" if look.ok else f"none: {look.words}",
        remedy=None if look.ok else remedy,
    )


def _runs(ledger: Ledger) -> Check:
    with ledger.read() as connection:
        failed = runs.with_status(connection, "failed")
    return Check(
        name="runs",
        ok=not failed,
        detail=f"{len(failed)} stopped on an error" if failed else "none stopped on an error",
        remedy=f"copydesk runs resume {failed[0].id}" if failed else None,
    )


def _outbox(ledger: Ledger) -> Check:
    with ledger.read() as connection:
        waiting = outbox.undelivered(connection)
    return Check(
        name="outbox",
        ok=not waiting,
        detail=f"{len(waiting)} runs not delivered yet" if waiting else "everything is delivered",
        remedy="It is tried again while `copydesk serve` runs." if waiting else None,
    )


def _notices(home: Home, benches: Benches, ledger: Ledger, secrets: Callable[[str], str | None]) -> Check:
    from agents.notices import audience
    from agents.notices.files import NotifyFiles
    from agents.notices.look import look
    from agents.signing.deciding import user_of

    files = NotifyFiles(home)
    brand = home.folder().brand.id
    with ledger.read() as connection:
        everybody = [user_of(connection, row.name) for row in people.listing(connection)]
        counts = notices.counts(connection)
    return look(
        files.read(brand),
        str(files.path(brand)),
        secrets=secrets,
        known={user.name for user in everybody if user.active},
        called=audience.on_call(benches.policy(brand).case_rules.on_call, everybody, ()),
        counts=counts,
    )


def _restored(ledger: Ledger) -> Check:
    """What a restore holds: it may have gone out from elsewhere since the backup."""
    from agents.backup.held import held_runs

    with ledger.read() as connection:
        held = held_runs(connection)
    return Check(
        name="held requests",
        ok=not held,
        detail=f"{len(held)}, {held[0].reason}" if held else "none is held by itself",
        remedy="Look which of them are out, then `copydesk runs release ID --as USER`, or `--all`." if held else None,
    )


def _swept(ledger: Ledger) -> Check:
    with ledger.read() as connection:
        waiting = receipts.unswept(connection)
    return Check(
        name="erasures",
        ok=not waiting,
        detail=f"{len(waiting)} not overwritten yet" if waiting else "what was erased is overwritten",
        remedy="Close other programs that read the ledger; it is tried again every hour." if waiting else None,
    )
