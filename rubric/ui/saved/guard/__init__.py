"""The guard for personal data: a note under the field where it was typed, and a stop before a file is taken away."""
