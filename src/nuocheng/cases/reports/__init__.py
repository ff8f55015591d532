"""What a case can be asked to report about itself: one report, one file."""
