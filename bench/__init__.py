"""Side-by-side measurements: against the LangChain quick start, and of one way to search against another."""
