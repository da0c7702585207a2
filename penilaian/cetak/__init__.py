"""Papers of this room as plain data in, PDF out."""
