"""What kind of statement a sentence is, read by its likeness to labelled sentences."""
