"""What people read: breakdowns and outlines as rows of text, and the forms they fill in."""
