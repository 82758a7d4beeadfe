"""The errors of this package. Every message is one line that says what is wrong and what to do."""


class ApiError(Exception):
    """Anything that the service or the command line raises itself."""


class SettingsError(ApiError):
    """A setting is wrong; the message names it."""


class UsageError(ApiError):
    """A command was called in a way that makes no sense; the message says what to write."""


class StoreUnavailable(ApiError):
    """Conversations, question log and feedback cannot be read or written."""


class LimitsUnavailable(ApiError):
    """The server that several processes share their limits on does not answer."""


class Problem(ApiError):
    """A failed HTTP call: its status, a stable `code`, a message and perhaps a hint for people."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        hint: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.retry_after = retry_after
