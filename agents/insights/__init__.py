"""How the desk does: figures over the ledger, each with its interval, its number of cases and its runs."""
