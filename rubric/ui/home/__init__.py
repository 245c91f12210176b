"""Home: the assessments there are, and beginning one."""
