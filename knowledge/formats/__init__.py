"""Files of every kind marketing keeps, read into blocks: one module a format, the same shape out of each."""
