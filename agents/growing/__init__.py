"""Decided requests and drafts that become cases of the quality suites."""
