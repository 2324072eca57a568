"""legation: political news in Chinese and English, read into a dossier."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.analysis.dossier import Dossier
    from legation.api import Report, read

__version__ = "0.1.0"
__all__ = ["Dossier", "Report", "__version__", "read"]


_FRONT = {
    "read": "legation.api",
    "Report": "legation.api",
    "Dossier": "legation.analysis.dossier",
}


def __getattr__(name: str) -> Any:
    """Import the front door when it is first used: the command line must start without it."""
    if name not in _FRONT:
        raise AttributeError(f"module 'legation' has no attribute {name!r}")
    return getattr(import_module(_FRONT[name]), name)
