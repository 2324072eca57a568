"""Stages composed into a reader."""

from legation.reading.reader import Reader, Stage
from legation.reading.stages import STAGES, default_reader, fast_reader

__all__ = ["STAGES", "Reader", "Stage", "default_reader", "fast_reader"]
