"""The ledger: business facts, in tables that only this package writes."""
