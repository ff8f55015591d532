"""The pages of the programme of work."""
