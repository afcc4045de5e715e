"""Frames with a row an observation."""
