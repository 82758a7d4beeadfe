"""The errors of this package. Every message is one line that says what is wrong and what to do."""


class IngestError(Exception):
    """Anything that ingestion or the index can raise."""


class UnreadableFile(IngestError):
    """One file could not be read; the message is the reason shown in the report."""


class IndexUnavailable(IngestError):
    """The index does not exist yet, or its database or vector server cannot be reached."""


class IndexMismatch(IngestError):
    """The index was made with another model, splitter or program version."""


class IndexLocked(IngestError):
    """Another process is writing to the index."""


class ModelUnavailable(IngestError):
    """An embedding model could not be loaded, or its file is not the one its card names."""
