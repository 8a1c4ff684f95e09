"""Who decides what happens next."""

import os

# LangGraph reads this when it is imported: checkpoints hold plain values only, and nothing else is ever unpacked.
os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
