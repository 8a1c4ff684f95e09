"""Rules in Vale's YAML format: read, made safe, and run over copy."""
