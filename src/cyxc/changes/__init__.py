"""Two evaluations compared: what changed between them, and why."""
