"""Every number of a copy against the facts and the passages."""
