"""Tests of `ingest/loaders/`."""
