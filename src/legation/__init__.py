"""legation: political news in Chinese and English, read into a dossier."""

__version__ = "0.1.0"
