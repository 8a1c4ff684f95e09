"""The runner: moves runs along their graph, in threads of this process."""
