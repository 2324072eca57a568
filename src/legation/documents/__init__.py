"""Files, pages and tables to documents."""
