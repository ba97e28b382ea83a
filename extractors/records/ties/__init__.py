"""Which parties are tied to each other, learned from texts with gold."""
