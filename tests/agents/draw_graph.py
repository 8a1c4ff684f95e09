"""Draws the graph's snapshot anew: `python -m tests.agents.draw_graph`, after a change of nodes or ways."""

from pathlib import Path

from agents.graph.drawing import mermaid

if __name__ == "__main__":
    (Path(__file__).parent / "graph.mmd").write_text(mermaid(), encoding="utf-8")
