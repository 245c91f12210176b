"""Draft: its sections, writing notes and template."""
