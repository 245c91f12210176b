"""Files and links attached to evidence, wherever they are met: drawn, kept, replaced."""
