"""Causes and motives: which reason is given for an act, by whom, and how openly."""

from legation.causes.assemble import assemble

__all__ = ["assemble"]
