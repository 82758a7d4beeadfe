"""Evidence to sentences that a language model writes, each of them checked before it is told."""
