"""The page for the director."""
