"""The document against itself: which of its figures agree, and which can't all hold."""
