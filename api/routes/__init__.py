"""The HTTP calls, a module a subject."""
