"""Many places at once: the rules of the core over the columns of a data frame, on the caller's engine."""
