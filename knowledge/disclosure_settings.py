"""What a brand, or a channel, wants disclosed in copy: under `disclosure:` in brand.yaml or a channel's entry."""

from pydantic import BaseModel, ConfigDict


class DisclosureSettings(BaseModel):
    """`ai_label`: copy that a machine wrote says so. `label` is the wording by language ("de": "Mit KI geschrieben."),
    where the shipped one does not do; `source` is who asks for it, None where nobody can be named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ai_label: bool = False
    label: dict[str, str] = {}
    source: str | None = None
    unsubscribe: bool = False  # an e-mail's body itself, and not its template, says how to unsubscribe
