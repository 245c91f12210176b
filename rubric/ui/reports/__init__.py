"""Reports: published reports brought in, checked and counted."""
