"""The errors of this package. Every message is one line that says what is wrong and what to do."""


class AssistantError(Exception):
    """Anything that the assistant can raise."""


class BadQuestion(AssistantError):
    """The question is empty, or longer than the assistant reads."""


class ModelFailed(AssistantError):
    """The language model gave no text that can be used; `kind` is what is counted."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
