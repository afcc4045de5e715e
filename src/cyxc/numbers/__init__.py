"""Exact numbers, units and the grammar that tells one from the other."""
