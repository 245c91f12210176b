"""The draft as a Word file: the template, what it may hold, and filling it in safely."""
