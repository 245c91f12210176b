"""What screens are drawn from; it knows no feature."""
