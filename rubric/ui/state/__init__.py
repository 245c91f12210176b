"""What lasts between two runs of a page: one session's memory, the shared caches, and work in the background."""
