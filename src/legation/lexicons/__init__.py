"""Typed, cached loaders of the compiled lexicons."""
