"""LangChain's own tracing, kept off: it would send prompts and states to a service that nobody named here."""

from contextlib import AbstractContextManager


def untraced() -> AbstractContextManager[None]:
    """Within it no tracer is attached, whatever LANGSMITH_TRACING and its kin say. A new thread needs its own."""
    from langsmith.run_helpers import tracing_context

    return tracing_context(enabled=False, parent=False)
