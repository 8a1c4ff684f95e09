"""What could harm the people who read it."""
