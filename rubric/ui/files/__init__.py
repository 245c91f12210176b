"""Bring back files: Word drafts, workbooks and assessment files that come back."""
