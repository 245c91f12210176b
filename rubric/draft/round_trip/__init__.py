"""A draft that was edited in Word and came back: what it says now, and what differs."""
