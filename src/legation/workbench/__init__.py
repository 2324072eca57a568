"""The dossier in the browser."""
