"""Figures of documents: values with their unit, what they count, and the date they hold for."""
