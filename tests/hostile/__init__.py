"""Files and texts that are made to harm, by kind, and what the doors do with them."""
