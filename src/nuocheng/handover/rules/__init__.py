"""What a row that is handed over must say: pure functions over tables that are data."""
