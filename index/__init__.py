"""Search: query language, analysis and the engines."""
