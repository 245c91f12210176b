"""What a published report looks like: which blocks are whose, scores, paragraphs, council and date."""
