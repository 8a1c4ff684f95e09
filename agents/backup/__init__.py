"""A home in one file, and a file that becomes a home again."""
