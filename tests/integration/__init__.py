"""Tests of the parts working together."""
