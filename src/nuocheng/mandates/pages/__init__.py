"""Pages of mandates: for whom one acts now, mandates given and taken, and the window's register."""
