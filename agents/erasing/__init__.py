"""Erasing what the desk keeps of a person, and the proof that it was done."""
