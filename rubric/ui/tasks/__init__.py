"""Task list: the start page of an assessment. What each part has and lacks, and what to do next."""
