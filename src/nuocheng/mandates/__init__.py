"""Mandates (授权): who may act for whom, in which capacity, for what, from when until when; given, registered, ended."""
