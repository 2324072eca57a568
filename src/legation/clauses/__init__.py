"""Predicates, arguments, status and attribution: shared by the five readers."""
