"""Tells somebody outside the desk: by mail, or by a webhook. Nothing here knows the ledger, or why."""
