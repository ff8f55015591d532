"""Verification (核查): one task per pledged fact, asked through channels, found by officers."""
