"""Standing relations."""
