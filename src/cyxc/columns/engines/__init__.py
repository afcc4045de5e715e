"""The engines: what each needs to do the work on its own columns."""
