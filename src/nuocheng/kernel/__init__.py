"""Words every office uses: pure Python, no framework, no clock, no network."""
