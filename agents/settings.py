"""Settings of one desk, read once where the service is built. An explicit argument beats the environment."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from knowledge.errors import InputError

HOME_DEFAULT = Path(".copydesk")


class Settings(BaseModel):
    """Where things are and how far they may go. Times in seconds."""

    model_config = ConfigDict(frozen=True)

    home: Path
    api_key: str | None = None  # OPENAI_API_KEY
    base_url: str | None = None  # OPENAI_BASE_URL
    model: str | None = None  # COPYDESK_MODEL
    judge_model: str | None = (
        None  # COPYDESK_JUDGE_MODEL: judges in live suites; without one, the desk's own model does
    )
    judge_base_url: str | None = None  # COPYDESK_JUDGE_BASE_URL
    judge_api_key: str | None = None  # COPYDESK_JUDGE_API_KEY
    embedding_model: str | None = None  # COPYDESK_EMBEDDING_MODEL, at the same endpoint
    model_path: Path | None = None  # COPYDESK_MODEL_PATH: a GGUF file for the embedded server
    cache: Path = Path("~/.cache/copydesk")  # COPYDESK_CACHE: joined weights
    model_timeout: float | None = Field(default=None, gt=0, allow_inf_nan=False)  # COPYDESK_MODEL_TIMEOUT: of one call
    max_calls: int = Field(default=80, ge=1)  # COPYDESK_MAX_CALLS: of the language model, a run
    max_tokens: int = Field(default=60_000, ge=1)  # COPYDESK_MAX_TOKENS: prompt and answer, a run
    max_file_mb: float = Field(default=20.0, gt=0, allow_inf_nan=False)  # COPYDESK_MAX_FILE_MB: of one document, MB
    max_pages: int = Field(default=1_000, ge=1)  # COPYDESK_MAX_PAGES: pages, slides or sheets of one document
    max_passages: int = Field(default=5_000, ge=1)  # COPYDESK_MAX_PASSAGES: that one document becomes
    max_file_seconds: float = Field(default=120.0, gt=0, allow_inf_nan=False)  # COPYDESK_MAX_FILE_SECONDS
    workers: int = 2  # runs advanced at once
    max_request: int = 20_000  # characters

    @classmethod
    def read(cls, environ: Mapping[str, str], home: Path | None = None) -> "Settings":
        def get(key: str) -> str | None:
            return environ.get(key) or None

        values: dict[str, object] = {
            "home": (home or Path(get("COPYDESK_HOME") or HOME_DEFAULT)).expanduser().absolute(),
            "api_key": get("OPENAI_API_KEY"),
            "base_url": get("OPENAI_BASE_URL"),
            "model": get("COPYDESK_MODEL"),
            "judge_model": get("COPYDESK_JUDGE_MODEL"),
            "judge_base_url": get("COPYDESK_JUDGE_BASE_URL"),
            "judge_api_key": get("COPYDESK_JUDGE_API_KEY"),
            "embedding_model": get("COPYDESK_EMBEDDING_MODEL"),
            "model_path": get("COPYDESK_MODEL_PATH"),
            "model_timeout": get("COPYDESK_MODEL_TIMEOUT"),
            "max_calls": get("COPYDESK_MAX_CALLS"),
            "max_tokens": get("COPYDESK_MAX_TOKENS"),
            "max_file_mb": get("COPYDESK_MAX_FILE_MB"),
            "max_pages": get("COPYDESK_MAX_PAGES"),
            "max_passages": get("COPYDESK_MAX_PASSAGES"),
            "max_file_seconds": get("COPYDESK_MAX_FILE_SECONDS"),
            "cache": Path(get("COPYDESK_CACHE") or "~/.cache/copydesk").expanduser(),
        }
        try:
            return cls.model_validate({key: value for key, value in values.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            key = str(first["loc"][0])
            name = "OPENAI_BASE_URL" if key == "base_url" else f"COPYDESK_{key.upper()}"
            said = first["msg"].removeprefix("Value error, ")
            raise InputError(f"{name} is '{first['input']}', which does not do: {said}.") from error

    @field_validator("base_url", "judge_base_url")
    @classmethod
    def _an_address(cls, given: str | None) -> str | None:
        if given is not None and not given.startswith(("http://", "https://")):
            raise ValueError("an address begins with http:// or https://")
        return given

    @property
    def has_endpoint(self) -> bool:
        """An OpenAI-compatible endpoint was named; otherwise the embedded model serves."""
        return bool(self.api_key or self.base_url)
