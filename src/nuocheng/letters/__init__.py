"""Letters (送达): messages to people, written by acts."""
