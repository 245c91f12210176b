"""One file a screen: title, inputs, one call, empty case, output. Registered in `rubric/ui/parts/navigation.py`."""
