"""Copydesk's tests. A package with a name of its own, since a wheel that is installed beside it brings a `tests` too."""
