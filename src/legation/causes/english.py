"""English."""

from __future__ import annotations


def find_english(draft, number):
    return iter(())
