"""Bring in files: Word drafts, workbooks and assessment files that come back."""
