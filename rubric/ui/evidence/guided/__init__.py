"""Leading somebody through one item: four steps through its form, with a way out at each."""
