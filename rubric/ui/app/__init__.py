"""The window and the process: what runs at every click, what every page shares, and how the app is served."""
