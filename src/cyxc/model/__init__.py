"""The nouns: a scheme and what it is made of, immutable and typed."""
