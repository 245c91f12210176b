"""One file a screen: title, inputs, one call, empty case, output. Registered in `rubric/ui/shell.py`."""
