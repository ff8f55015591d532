"""The demonstration: fictional people live two months of the scheme, every step by a real act."""
