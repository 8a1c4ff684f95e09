"""The classifier of sentences: fitted, and measured on sentences that it was not fitted to."""
