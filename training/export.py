"""From a trained reader to the files that ship: an ONNX file in 8 bits, its tokenizer, its heads and its card."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.encoder import SCALE, Reader

NAMES = {"aspect": "aspect", "tone": "polarity", "level": "maturity", "voices": "voices", "reach": "reach"}


class _Vectors(nn.Module):
    """The encoder alone: word pieces in, two vectors of length 1 out."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.reader.embed(ids, mask)


def export(reader: Reader, start: Path, folder: Path) -> str:
    """Write encoder.onnx (weights in 8 bits) and tokenizer.json; the SHA-256 of the first is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    sample = torch.ones((1, 12), dtype=torch.int64)
    either = {0: "texts", 1: "pieces"}
    torch.onnx.export(
        _Vectors(reader).eval(),
        (sample, sample),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["vector", "second"],
        dynamic_axes={"ids": either, "mask": either, "vector": {0: "texts"}, "second": {0: "texts"}},
        opset_version=17,
        dynamo=False,
    )
    # 7 of the 8 bits, as sums of full 8-bit products overflow on processors without the newer instructions
    quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    shutil.copyfile(start / "tokenizer.json", folder / "tokenizer.json")
    return hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest()


def save_heads(reader: Reader, aspects: tuple[str, ...], heat: dict[str, float], folder: Path) -> None:
    """Write heads.npz: by thing asked the weights, over the `heat` that calibrates. The last two columns are what is
    added for a council's sentence and for the regulator's, as `rubric.claims.heads.rows` has them."""
    stored: dict[str, NDArray[np.float32]] = {}
    for own, name in NAMES.items():
        head = reader.heads[own]
        council = (head.weight[:, -1] + head.bias).unsqueeze(1)
        all_of_it = torch.cat([head.weight[:, :-1], council, head.bias.unsqueeze(1)], dim=1).detach().numpy()
        stored[name] = (all_of_it / heat[own]).astype(np.float32)
    # of the first vector alone, as `rubric.claims.topics` reads it; the last column is added for every sentence
    topic = torch.cat([reader.topic.weight, reader.topic.bias.unsqueeze(1)], dim=1).detach().numpy()
    stored["topic"] = (topic / heat["topic"]).astype(np.float32)
    np.savez_compressed(folder / "heads.npz", aspects=np.array(aspects), **stored)


__all__ = ["NAMES", "SCALE", "export", "save_heads"]
