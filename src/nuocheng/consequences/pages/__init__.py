"""The pages of consequences: the desk where matters are dealt with, and the party's own page."""
