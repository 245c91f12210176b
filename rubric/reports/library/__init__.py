"""Reports as coded findings: the shipped ones, and those that a council brought in."""
