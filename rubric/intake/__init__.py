"""What a council already has, as proposed evidence: its documents, and its logs and plans in tables."""
