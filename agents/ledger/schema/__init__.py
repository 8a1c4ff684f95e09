"""The ledger's tables, by what they are about. A change here comes with a migration in `migrations/versions`."""

from agents.ledger.schema.autonomy import model_in_use as model_in_use
from agents.ledger.schema.autonomy import policies as policies
from agents.ledger.schema.autonomy import tier_drafts as tier_drafts
from agents.ledger.schema.autonomy import tier_openings as tier_openings
from agents.ledger.schema.autonomy import tier_signatures as tier_signatures
from agents.ledger.schema.autonomy import validations as validations
from agents.ledger.schema.base import Moment as Moment
from agents.ledger.schema.base import metadata as metadata
from agents.ledger.schema.incidents import all_clears as all_clears
from agents.ledger.schema.incidents import case_notes as case_notes
from agents.ledger.schema.incidents import cases as cases
from agents.ledger.schema.incidents import holds as holds
from agents.ledger.schema.learning import drifts as drifts
from agents.ledger.schema.learning import eval_cases as eval_cases
from agents.ledger.schema.learning import lessons as lessons
from agents.ledger.schema.outgoing import messages as messages
from agents.ledger.schema.outgoing import notices as notices
from agents.ledger.schema.outgoing import outbox as outbox
from agents.ledger.schema.people import absences as absences
from agents.ledger.schema.people import tokens as tokens
from agents.ledger.schema.people import users as users
from agents.ledger.schema.records import audit as audit
from agents.ledger.schema.records import erased as erased
from agents.ledger.schema.records import erasures as erasures
from agents.ledger.schema.records import names as names
from agents.ledger.schema.requests import drafts as drafts
from agents.ledger.schema.requests import runs as runs
from agents.ledger.schema.requests import steps as steps
from agents.ledger.schema.requests import version_findings as version_findings
from agents.ledger.schema.requests import versions as versions
from agents.ledger.schema.signing import approvals as approvals
from agents.ledger.schema.signing import effects as effects
from agents.ledger.schema.signing import openings as openings
from agents.ledger.schema.signing import questions as questions
from agents.ledger.schema.signing import signatures as signatures
from agents.ledger.schema.signing import taken as taken
from agents.ledger.schema.signing import tool_call_versions as tool_call_versions
from agents.ledger.schema.signing import tool_calls as tool_calls

HEAD = "0020"  # the newest migration
