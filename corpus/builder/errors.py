"""The errors of the builder: a content file that cannot be typeset, and why."""


class ContentError(Exception):
    """A content file breaks a rule of the markup or names an unknown source."""
