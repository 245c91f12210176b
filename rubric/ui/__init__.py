"""The screens: what is drawn, what is remembered between clicks, and how the app is served."""
