"""The documents beside the draft: the evidence base, the briefing and the improvement plan."""
