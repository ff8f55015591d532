"""Template tags of the edge."""
