"""Notices on their way: from the ledger's row to people and webhooks."""
