"""Files to passages to the index, and the index itself."""
