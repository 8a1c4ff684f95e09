"""A piece of copy: named fields in the order of its channel."""

from pydantic import BaseModel, ConfigDict


class Copy(BaseModel):
    """What is checked. `fields` keeps the channel's order: {"caption": …} or {"subject": …, "body": …}."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, str]
    channel: str | None = None
    locale: str = "en"
    machine_made: bool = False  # a machine wrote it, so that it may have to say so

    @property
    def text(self) -> str:
        """All of it as a person reads it: one field bare, several as labelled lines."""
        if len(self.fields) == 1:
            return next(iter(self.fields.values()))
        return "\n".join(f"{name}: {value}" for name, value in self.fields.items())
