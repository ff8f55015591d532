"""Hand-over (数据报送): cases and what verification found, handed to the platforms above, and reconciled with them."""
