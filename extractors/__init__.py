"""From bytes to records: parsing, finding, assembling; pure functions without database or network."""
