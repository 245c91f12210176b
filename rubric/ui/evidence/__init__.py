"""Evidence: the items of one aspect at a time."""
