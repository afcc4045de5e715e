"""What it would still take: the cheapest whole steps that meet all targets at once, or why none do."""
