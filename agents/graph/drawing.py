"""The graph as a picture, in Mermaid's text format, drawn from the same table that builds it."""

from collections.abc import Iterator, Mapping

from langgraph.graph import END

from agents.graph.build import WAYS

# Whom a run waits for at each gate that only a person opens, and what for at the one that the clock opens.
PEOPLE: Mapping[str, str] = {
    "choose": "the requester",
    "approval": "the approvers",
    "handoff": "the case owner",
}
TIMES: Mapping[str, str] = {"schedule": "its time"}

_STYLE = (
    "classDef person fill:#f6d9a8,stroke:#8a5a00,color:#2b1d00,stroke-width:2px",
    "classDef time fill:#e4e7ee,stroke:#5b6478,color:#1c2230",
)


def mermaid() -> str:
    """A flowchart. Gates say what they wait for; a gate that goes on waiting (an edge to itself) is not drawn."""
    lines = ["flowchart TD", *(f"    {line}" for line in (*_nodes(), *_edges(), *_STYLE))]
    return "\n".join(lines) + "\n"


def _nodes() -> Iterator[str]:
    yield "request([a request])"
    for name in WAYS:
        if name in PEOPLE:
            yield f'{name}{{{{"{name}<br/>waits for {PEOPLE[name]}"}}}}:::person'
        elif name in TIMES:
            yield f'{name}("{name}<br/>waits for {TIMES[name]}"):::time'
        else:
            yield f"{name}[{name}]"
    yield "done([done])"


def _edges() -> Iterator[str]:
    yield "request --> intake"
    for name, ways in WAYS.items():
        for way in ways:
            if way != name:
                yield f"{name} --> {'done' if way == END else way}"
