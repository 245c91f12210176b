"""How good is this: the record of the predictions and codings."""
