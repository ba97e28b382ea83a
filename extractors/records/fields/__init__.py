"""Which fields of cooperation belong to which agreement."""
