"""The way to a platform that takes data by machine."""
