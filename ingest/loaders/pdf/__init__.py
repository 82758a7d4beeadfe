"""Reads PDF files: a path goes in, an `Extract` or `UnreadableFile` comes out."""

from ingest.loaders.pdf.load import load_pdf

__all__ = ["load_pdf"]
