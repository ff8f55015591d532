"""Whole sets at once: reference sets in columns, the one expression that matches them, and the engines that run it."""
