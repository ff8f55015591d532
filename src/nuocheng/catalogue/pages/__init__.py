"""The pages of the catalogue: what the public reads, and the desk of those who edit it."""
