"""Actors, places, dates and quantities in the text."""
