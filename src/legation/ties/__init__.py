"""Standing relations between actors."""

from legation.ties.assemble import assemble

__all__ = ["assemble"]
