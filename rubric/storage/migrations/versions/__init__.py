"""One file for each step, named after its revision. A step that has been released never changes."""
