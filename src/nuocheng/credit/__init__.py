"""Credit (诚信): integrity files, marks, standing, credit repair."""
