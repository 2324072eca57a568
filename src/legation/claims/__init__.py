"""Who says what."""

from legation.claims.assemble import assemble

__all__ = ["assemble"]
