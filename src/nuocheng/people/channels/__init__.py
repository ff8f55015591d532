"""Who vouches for people outside; the only rooms of this office with a network."""
