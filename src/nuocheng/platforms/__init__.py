"""Platforms (对接平台): other systems that follow what happens here, and send people in from their own pages."""
