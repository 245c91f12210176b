"""The sentence encoder: a text as a vector, near to those of texts that mean the like, and a second one for reading it.

What means the opposite is often said in nearly the same words: near in meaning, far apart in reading.

all-MiniLM-L6-v2 (Apache-2.0), taught by us on coded sentences (training/README.md), its weights in 8 bits. Each text
is run by itself: the 8-bit arithmetic scales a whole batch at once, so in a batch a text's vector would depend on the
others in it.

Sources: N. Reimers and I. Gurevych (2019), Sentence-BERT, EMNLP; W. Wang et al. (2020), MiniLM, NeurIPS 33.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # both are slow to import, and the screens open without them
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SIZE = 384  # numbers in a vector
_OF_READING = 2 * SIZE  # numbers in a reading: the vector, and the second one
_LONGEST = 128  # pieces of words that are read of a text; a claim is one sentence
_MOST_LETTERS = 2_000  # of a text that are cut into pieces
# "coproduction" falls into other pieces than "co-production", which is how the sentences taught have it
_ONE_WORD = re.compile(r"\b(co)(produc\w*|design\w*|chair\w*|creat\w*)", re.I)
_FOLDER = files("rubric.claims") / "data" / "encoder"
_REMEMBERED = 10_000  # readings kept in memory: 31 MB
_STORED = np.dtype("<f4")  # how a reading's numbers are kept, whatever machine wrote them


class Encoder:
    """Gives vectors; only read after it is made, so it is safe to share between threads."""

    def __init__(self, session: InferenceSession, tokens: Tokenizer, name: str) -> None:
        """`name` tells this encoder's vectors from those of another."""
        self._session, self._tokens, self.name = session, tokens, name
        self._made = lru_cache(maxsize=_REMEMBERED)(self._encoded)
        self._recalled: dict[str, NDArray[np.float32]] = {}

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text (texts, SIZE): the product of two rows is their likeness, -1 to 1."""
        return self.readings(texts)[:, :SIZE]

    def readings(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What the heads read of each text (texts, 2 SIZE): its vector and then its second one, each of length 1."""
        if not texts:
            return np.zeros((0, _OF_READING), dtype=np.float32)
        return np.stack([self._reading(text[:_MOST_LETTERS]) for text in texts])

    def recall(self, kept: Mapping[str, bytes]) -> None:
        """Know again what an encoder of this name made of texts: their readings as `to_keep` gave them."""
        # put in place as a whole, so that who reads meanwhile sees either the former ones or all of these
        self._recalled = {text: np.frombuffer(reading, dtype=_STORED) for text, reading in kept.items()}

    def to_keep(self, texts: Sequence[str]) -> dict[str, bytes]:
        """Readings of those of these texts that were not recalled, as bytes to be kept for `recall`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._recalled and len(text) <= _MOST_LETTERS]
        return {text: reading.astype(_STORED).tobytes() for text, reading in zip(new, self.readings(new), strict=True)}

    def forget(self) -> None:
        """Empty the memory of readings, so that what a first reading costs can be measured."""
        self._made.cache_clear()
        self._recalled = {}

    def _reading(self, text: str) -> NDArray[np.float32]:
        recalled = self._recalled.get(text)
        return self._made(text) if recalled is None else recalled

    def _encoded(self, text: str) -> NDArray[np.float32]:
        pieces = self._tokens.encode(_ONE_WORD.sub(r"\1-\2", text))
        ids = np.array([pieces.ids], dtype=np.int64)
        [vector], [second] = self._session.run(["vector", "second"], {"ids": ids, "mask": np.ones_like(ids)})
        found: NDArray[np.float32] = np.concatenate([vector, second]).astype(np.float32)
        found.flags.writeable = False
        return found


_ONE = Lock()


def load_encoder() -> Encoder:
    """The shipped encoder, made once. ValueError: its file is not the one that was shipped."""
    with _ONE:  # two threads that ask at once would both make one
        return _load()


@lru_cache(maxsize=1)
def _load() -> Encoder:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    sha256: str = _card()["sha256"]
    with as_file(_FOLDER / "encoder.onnx") as path:
        check(path, sha256)
        options = SessionOptions()
        # threads that share so small a task wait for each other: on a busy machine that took eight times as long
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    with as_file(_FOLDER / "tokenizer.json") as path:
        tokens = Tokenizer.from_file(str(path))
    tokens.no_padding()
    tokens.enable_truncation(_LONGEST)
    return Encoder(session, tokens, sha256[:16])


@lru_cache(maxsize=1)
def _card() -> dict[str, Any]:
    card: dict[str, Any] = json.loads((_FOLDER / "card.json").read_text(encoding="utf-8"))
    return card


def floors() -> dict[str, float]:
    """By thing asked, the least confidence at which a reading is offered: from there on 95 in 100 were right on the
    sentences that were held out of training (docs/coding.md)."""
    return dict(_card()["floors"])


def check(path: Path, sha256: str) -> None:
    """ValueError: the file's SHA-256 is not this one, so it is not the file that was shipped."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ValueError(f"{path.name} is not the file that was shipped: install the tool again.")
