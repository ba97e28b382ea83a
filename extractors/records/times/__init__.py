"""Days of signing, terms, and the day from which a text looks at things."""
