"""How documents get in, and how well they are read."""
