"""The pages of looks: the officer's desk, the party's own record, the supervisor's watch, and checking a slip."""
