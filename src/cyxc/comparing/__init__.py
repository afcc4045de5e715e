"""Schemes side by side: what each asks of the same concept, which is stricter, what only one asks for."""
