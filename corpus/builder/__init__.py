"""Builds the shipped reports: content files (YAML) in, PDF, DOCX, PPTX, XLSX and HTML out."""
