"""Predicates to events."""
