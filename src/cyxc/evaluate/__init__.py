"""Evaluation: a scheme and data in, a tree of verdicts that adds up out."""
