"""Every sentence of a copy against the passages it cites."""
