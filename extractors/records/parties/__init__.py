"""Who may be a party: places and institutions, and how a text points back to them."""
