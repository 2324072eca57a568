"""Records in the shapes others read."""
