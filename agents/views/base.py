"""The shape of all views, and of what is given to the desk."""

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    model_config = ConfigDict(frozen=True)


class Given(BaseModel):
    """Takes no field that it does not know. Read one that was kept with `extra="ignore"`: another version wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
