"""From files to a searchable archive, step by step, so that a crash at any moment loses nothing."""
