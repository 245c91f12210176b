"""The card that ships with the encoder: its figures are those of the files beside it, read as the tool reads them."""

import json
from importlib.resources import files

import numpy as np
import pytest

from rubric.claims.coder import Coder
from rubric.claims.encoder import load_encoder
from rubric.claims.heads import shipped_heads
from rubric.claims.prose import load_sentences
from rubric.framework import Speaker

CARD = json.loads((files("rubric.claims") / "data" / "encoder" / "card.json").read_text(encoding="utf-8"))
EVERY = 3  # one sentence in so many of those held out: each takes some milliseconds


@pytest.mark.parametrize("speaker", Speaker)
def test_held_out_sentences_are_read_by_the_tool_as_well_as_they_were_after_training(speaker: Speaker) -> None:
    hands = tuple(CARD["held_out_hands"])
    held = [claim for claim in load_sentences() if claim.id.startswith(hands)][::EVERY]
    own = [claim for claim in held if claim.speaker is speaker]
    found = Coder(load_encoder(), shipped_heads()).read_all([claim.text for claim in own], speaker)
    right = np.mean([reading.polarity is claim.polarity for claim, reading in zip(own, found, strict=True)])
    assert abs(right - CARD["held_out_tone"][speaker]) < 0.06  # in 8 bits, and of every third only
