"""What can go wrong with a language model, each in one line with the way out."""

from knowledge.errors import CopydeskError


class ModelError(CopydeskError):
    """The language model did not answer."""

    asked = True  # False: the request never reached a model, so it used up none of the budget's calls
    seconds = 0.0  # waited for nothing
    tokens = 0  # of an answer that does not do


class NotWrittenError(ModelError):
    """The language model answers, and cannot be had to write this one text; another it may."""


class RunEndedError(ModelError):
    """Nobody waits for the answer any more: the run was withdrawn while it was being written."""

    asked = False


class NoModelError(ModelError):
    """No language model can be had."""

    asked = False

    def __init__(self, why: str) -> None:
        super().__init__(
            f"No language model can be had: {why}. Three ways out: set OPENAI_API_KEY (and OPENAI_BASE_URL for an "
            "endpoint of your own), install the embedded model with `make setup`, or name a GGUF file in "
            "COPYDESK_MODEL_PATH. Everything that needs no model still works."
        )


class WeightsError(ModelError):
    """The weights of the embedded language model cannot be used."""

    asked = False


class BudgetExceededError(NotWrittenError):
    """This run has used up its share of the language model."""
