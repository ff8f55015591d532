"""The administrator's pages about what is handed over."""
