"""Training the sentence encoder. Nothing here is imported by the product; see README.md beside this file."""
