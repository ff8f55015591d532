"""The pages of credit: a party's own integrity file, and the desk of repairs."""
