"""A field that is saved as one types, of whatever kind of thing."""
