"""What a reader sees, from top to bottom."""
