"""The index: one SQL truth, and two indexes derived from it (vectors and terms)."""
