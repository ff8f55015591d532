"""The ways to ask somebody else whether a pledge is true: one file for each channel."""
