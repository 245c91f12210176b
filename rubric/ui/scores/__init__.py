"""Published scores: the national counts and one council's scores."""
