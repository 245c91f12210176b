"""Plan: the actions of the improvement plan."""
