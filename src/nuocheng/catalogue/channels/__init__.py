"""What the catalogue reads from outside the database: tables people made, and lists that ship with us."""
