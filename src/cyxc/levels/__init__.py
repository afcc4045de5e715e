"""Many places, and levels above them: places, counts of titles, roll-ups, traces."""
