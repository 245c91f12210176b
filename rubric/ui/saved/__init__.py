"""A field that is saved as it is left, of whatever kind of thing."""
