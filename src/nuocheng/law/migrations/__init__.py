"""Migrations of the law office."""
