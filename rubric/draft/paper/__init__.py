"""Documents built from values: headings, words, tables and pictures in, an accessible Word file out."""
