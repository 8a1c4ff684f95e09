"""What is told to whom, and in which words. Pure: the ledger's rows and the sending are elsewhere."""
