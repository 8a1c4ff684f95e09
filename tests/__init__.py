"""Copydesk's tests. A package with a name of its own, since an installed wheel brings a `tests` too."""
