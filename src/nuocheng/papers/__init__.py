"""Papers (文书): official papers kept byte for byte, and printed from what was kept."""
