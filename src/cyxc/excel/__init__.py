"""Workbooks: the form an office fills in, and the breakdown it sends on."""
