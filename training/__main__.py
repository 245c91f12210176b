"""`python -m training`: train the encoder on the coded sentences and put it in its place.

The held-out hands are never learned from: their sentences say how good the shipped file is, and how sure a reading.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer

from rubric import framework
from training import calibrate, corpus, encoder, export

PLACE = Path(str(files("rubric.claims"))) / "data" / "encoder"
LOG = Path(__file__).parent / "log.jsonl"


def main() -> None:
    """See the module's first lines."""
    given = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    given.add_argument("--rounds", type=int, default=encoder.Settings().rounds)
    given.add_argument("--curve", action="store_true", help="only show what part of the rows would reach")
    asked = given.parse_args()
    how = replace(encoder.Settings(), rounds=asked.rounds)
    aspects = tuple(framework.load("").aspect_ids)
    with tempfile.TemporaryDirectory() as folder:
        start = encoder.unpack(Path(folder))
        if asked.curve:
            curve(aspects, start, how)
        else:
            ship(aspects, start, how)


def ship(aspects: tuple[str, ...], start: Path, how: encoder.Settings) -> None:
    """Train, calibrate and write the files that ship, the log beside this file and the card beside the encoder."""
    learned, held = corpus.load(aspects)
    with LOG.open("w", encoding="utf-8") as log:
        reader = encoder.train(learned, held, len(aspects), start, how, log)
    read = encoder.logits(reader, AutoTokenizer.from_pretrained(start), held, how)
    heat = calibrate.heat(read, held)
    read = {name: scores / heat[name] for name, scores in read.items()}
    card: dict[str, Any] = {
        "sha256": export.export(reader, start, PLACE),
        "model": "all-MiniLM-L6-v2, fine-tuned",
        "licence": "Apache-2.0",
        "started_from_sha256": encoder.START_SHA256,
        "rows": {"learned": len(learned.texts), "held_out": len(held.texts)},
        "held_out_hands": list(corpus.HELD_OUT),
        "held_out_figures": encoder.figures(read, held),
        "held_out_tone": {
            "council": encoder.tone_right(read, held, held.council > 0),
            "regulator": encoder.tone_right(read, held, held.council == 0),
        },
        "floors": calibrate.floors(read, held),
        "reliability": calibrate.reliability(read, held),
    }
    export.save_heads(reader, aspects, heat, PLACE)
    (PLACE / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def curve(aspects: tuple[str, ...], start: Path, how: encoder.Settings) -> None:
    """Print what an eighth, a quarter, a half and all of the hands reach on those held out."""
    learned, held = corpus.load(aspects)
    for part in (8, 4, 2, 1):
        rows = corpus.part_of(learned, part)
        with (LOG.parent / f"curve-{part}.jsonl").open("w", encoding="utf-8") as log:
            encoder.train(rows, held, len(aspects), start, how, log)


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
