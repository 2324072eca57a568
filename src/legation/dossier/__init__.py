"""The DuckDB dossier: schema, writer, views."""
