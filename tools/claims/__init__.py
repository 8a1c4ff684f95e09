"""Claims against the register and what each kind of claim needs."""
