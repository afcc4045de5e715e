"""Data handed in: observations, the cells they are read from, the files those stand in."""
