"""Copy against its locale."""
