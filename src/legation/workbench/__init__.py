"""The dossier in the browser."""

from legation.workbench.app import create_app
from legation.workbench.settings import Limits, Settings

__all__ = ["Limits", "Settings", "create_app"]
