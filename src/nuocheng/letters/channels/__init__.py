"""Ways to reach somebody outside; the only rooms of letters with a network."""
