"""Makes the sample documents: source texts and a plan go in, files as they come in real life come out."""
