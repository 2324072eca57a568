"""Predicates to events."""

from legation.events.assemble import assemble

__all__ = ["assemble"]
