"""Scripts that make the larger word lists of the extractors out of packages; not needed at run time."""
