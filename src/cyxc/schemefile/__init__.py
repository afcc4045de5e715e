"""Scheme files: read with line marks, expanded to the interchange form, structured, checked."""
