"""How sure a record is."""
