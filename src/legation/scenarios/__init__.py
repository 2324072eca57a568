"""What may follow."""

from legation.scenarios.assemble import assemble

__all__ = ["assemble"]
