"""Benefits held against a case: who is eligible, how much, for how long, by which clause and reading."""
