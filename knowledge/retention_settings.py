"""`retention:` in brand.yaml: how many days a brand keeps what people wrote, counted from the end of each request."""

from pydantic import BaseModel, ConfigDict, Field

_MOST = 36_500


class RetentionSettings(BaseModel):
    """Days; what is not named is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    originals: int | None = Field(
        default=None, ge=1, le=_MOST
    )  # requests as they came, before personal data are masked
    requests: int | None = Field(default=None, ge=1, le=_MOST)  # requests in any form, with brief, answer and steps
    drafts: int | None = Field(default=None, ge=1, le=_MOST)  # every version, its findings, notes and reasons
    publications: int | None = Field(default=None, ge=1, le=_MOST)  # the words of what went out; its files stay
    cases: int | None = Field(default=None, ge=1, le=_MOST)  # why it was opened, conditions and resolution
    notifications: int | None = Field(default=None, ge=1, le=_MOST)  # what was told and to whom
