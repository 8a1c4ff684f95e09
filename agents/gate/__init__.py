"""Any LangChain tool behind this desk: `signed(tool, …)`, `DeskMiddleware` for `create_agent`, and `go_on`.

from agents.gate import go_on, signed

agent = create_agent(model, [signed(send_email, desk=desk, requester="mara")], checkpointer=saver)
agent.invoke(question, config)       # pauses with a HITLRequest where the agent wants to send
go_on(agent, config, desk)           # once people have decided: runs it, or tells the agent why not
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agents.gate.middleware import DeskMiddleware
    from agents.gate.resume import go_on
    from agents.gate.tool import signed
    from agents.signing.arguments import Stake

__all__ = ["DeskMiddleware", "Stake", "go_on", "signed"]

_FROM = {
    "DeskMiddleware": "agents.gate.middleware",
    "Stake": "agents.signing.arguments",
    "go_on": "agents.gate.resume",
    "signed": "agents.gate.tool",
}


def __getattr__(name: str) -> object:
    """Each when it is first used: the middleware needs the `langchain` package, the rest does not."""
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_FROM[name]), name)
