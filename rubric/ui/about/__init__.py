"""How this works."""
