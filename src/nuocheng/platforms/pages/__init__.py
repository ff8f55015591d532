"""What the administrator sees of other systems."""
