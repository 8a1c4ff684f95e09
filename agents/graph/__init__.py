"""The graph: who does what next in a run."""
