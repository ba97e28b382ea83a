"""Signed, planned, lapsed: what the words of a clause do to an agreement."""
