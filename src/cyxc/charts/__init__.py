"""Charts of evaluations: what is drawn, as plain data, and how altair draws it (extra `charts`)."""
