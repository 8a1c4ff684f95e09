"""Puts the ledger's rows together into what people and programs see."""

from agents.presenting.approvals import approval_card as approval_card
from agents.presenting.approvals import approval_view as approval_view
from agents.presenting.approvals import decision_view as decision_view
from agents.presenting.cases import EARLIER as EARLIER
from agents.presenting.cases import case_card as case_card
from agents.presenting.cases import case_view as case_view
from agents.presenting.drafts import UNRATED as UNRATED
from agents.presenting.drafts import Passages as Passages
from agents.presenting.drafts import draft_view as draft_view
from agents.presenting.people import token_view as token_view
from agents.presenting.people import user_view as user_view
from agents.presenting.questions import question_view as question_view
from agents.presenting.queued import Queued as Queued
from agents.presenting.runs import passage_view as passage_view
from agents.presenting.runs import publication_view as publication_view
from agents.presenting.runs import run_row as run_row
from agents.presenting.runs import run_view as run_view
from agents.presenting.runs import shown as shown
from agents.presenting.tool_calls import call_card as call_card
from agents.presenting.waiting import waiting_for as waiting_for
