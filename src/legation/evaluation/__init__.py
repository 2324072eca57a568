"""How right the records are: annotated articles, and the comparison of a reading with them."""
