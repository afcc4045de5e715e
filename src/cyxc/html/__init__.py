"""What browsers and notebooks show: the report of an evaluation as one page, objects as tables."""
