"""Why, and who says so."""
