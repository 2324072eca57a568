"""What may follow."""
