"""The errors of this package. Every message is one line that says what is wrong and what to do."""


class AssistantError(Exception):
    """Anything that the assistant can raise."""


class BadQuestion(AssistantError):
    """The question is empty, or longer than the assistant reads."""
