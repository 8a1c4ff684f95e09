"""Inclusive language, in the format of retext-equality."""
