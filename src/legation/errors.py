"""The one tree of errors. A message gives the value, the place and the remedy."""

from __future__ import annotations


class LegationError(Exception):
    """Anything that legation reports to its user; `exit_code` is what the command line returns."""

    exit_code = 1


class InputError(LegationError):
    """A document that cannot be read: empty, binary, too large, truncated or mis-encoded."""

    exit_code = 3


class UsageError(LegationError):
    """An option or argument that makes no sense."""

    exit_code = 2


class LexiconError(LegationError):
    """A lexicon entry that breaks its own rules; names file and line."""


class DateError(LegationError):
    """A date that is no EDTF level 1 date."""

    exit_code = 2


class SpanError(LegationError):
    """A record whose span does not cut its quote out of the stored text."""


class DossierError(LegationError):
    """A dossier that is foreign, corrupt or of a schema this version does not know."""


class LockedError(DossierError):
    """Another process holds the dossier for writing."""

    exit_code = 4


class CheckError(LegationError):
    """A check that found something wrong: a damaged model, a broken installation."""

    exit_code = 5
