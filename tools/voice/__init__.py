"""Whether copy sounds like the brand."""
