"""What copy states, held against what the documents say: numbers, and sentences."""
