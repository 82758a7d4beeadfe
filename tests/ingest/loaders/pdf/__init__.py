"""Tests of `ingest/loaders/pdf/`."""
