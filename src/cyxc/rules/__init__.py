"""Formulas compute, rules compare, statuses say how it came out."""
