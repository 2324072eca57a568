"""The encoder: a second proposer of triggers and their types, beside the rules.

A multilingual encoder of twelve layers, in eight-bit weights, reads the sentence before and the
sentence itself. It needs onnxruntime and numpy, no network and no training library. Its files lie
in `data/`; `manifest.json` names them with their sha256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime as ort

from legation.encoder.merge import Thresholds
from legation.encoder.pieces import END, START, Cutter, Pieces, load_cutter
from legation.encoder.propose import Calibration, Floats, Proposal, Scores, softmax
from legation.errors import CheckError
from legation.language.script import fold
from legation.model.codes import EVENT_TYPES
from legation.model.span import Span

DATA: Final = Path(__file__).parent / "data"
MANIFEST: Final = "manifest.json"
# Pieces of a sentence that are read at once, and of what stands before them.
WINDOW: Final = 320
BEFORE: Final = 48


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a sentence as the model takes it: `ids` with marks, the sentence's own pieces
    from `first` (index in `ids`), which are the pieces from `offset` of the sentence."""

    ids: tuple[int, ...]
    first: int
    offset: int
    count: int


def windows(before: Sequence[int], pieces: Sequence[int]) -> list[Window]:
    """Windows of one sentence; a long one gives several, each after the end of the one before."""
    found = []
    for offset in range(0, max(len(pieces), 1), WINDOW):
        own = tuple(pieces[offset : offset + WINDOW])
        ahead = tuple(before if offset == 0 else pieces[:offset])[-BEFORE:]
        head = (START, *ahead, END) if ahead else (START,)
        found.append(Window((*head, *own, END), len(head), offset, len(own)))
    return found


def pairs(text: str, sentences: Sequence[Span]) -> list[tuple[str, str]]:
    """(sentence before, sentence) for each sentence of a text, as the encoder reads them."""
    cuts = [span.cut(text) for span in sentences]
    return [(cuts[n - 1] if n else "", cut) for n, cut in enumerate(cuts)]


class Encoder:
    """A loaded model. The same sentences give the same scores in whatever order they come."""

    def __init__(
        self,
        session: Any,
        cutter: Cutter,
        calibration: Calibration,
        thresholds: Mapping[str, Thresholds] | None = None,
    ) -> None:
        self._session = session
        self._cutter = cutter
        self.calibration = calibration
        self._thresholds = dict(thresholds or {})

    def thresholds(self, language: str) -> Thresholds:
        """Those measured best for a language tag; without any, the rules stand as they are."""
        return self._thresholds.get(language.partition("-")[0], Thresholds())

    def propose(
        self, sentences: Sequence[tuple[str, str]], floor: float = 0.1
    ) -> list[list[Proposal]]:
        """For each (sentence before, sentence) the triggers found, in offsets of the sentence.

        An empty string stands for no sentence before. `floor`: least raw probability of an event.
        """
        return [scores.proposals(floor) for scores in self.score(sentences)]

    def score(self, sentences: Sequence[tuple[str, str]]) -> list[Scores]:
        """Scores of all units of each sentence, for a caller with spans of its own."""
        cuts = self._cut(text for pair in sentences for text in pair)
        found = []
        for before, text in sentences:
            pieces = cuts[text]
            rows = [self._run(window) for window in windows(cuts[before].ids, pieces.ids)]
            found.append(self._scores(pieces, np.concatenate(rows)))
        return found

    def _cut(self, texts: Iterable[str]) -> dict[str, Pieces]:
        """Each text once; every sentence is the one before of the next."""
        return {text: self._cutter.cut(fold(text)) for text in dict.fromkeys(texts)}

    def _run(self, window: Window) -> Floats:
        """A row for each of the window's own pieces.

        One window at a time: the eight-bit step scales a whole batch at once, so that scores would
        depend on what else is read, for a gain of a tenth in speed.
        """
        found: Floats = self._session.run(None, {"ids": np.array([window.ids], np.int64)})[0]
        return found[0, window.first : window.first + window.count]

    def _scores(self, pieces: Pieces, rows: Floats) -> Scores:
        own = rows[[unit.piece for unit in pieces.units]]
        return Scores(pieces.units, softmax(own[:, :3]), own[:, 3:], self.calibration)


def verify(folder: Path = DATA) -> list[tuple[str, bool, str]]:
    """Each file of the model: its name, whether it is as named in the manifest, what was found."""
    stored = _manifest(folder)
    return [(name, *_check(folder / name, wanted)) for name, wanted in stored["sha256"].items()]


def _check(path: Path, wanted: str) -> tuple[bool, str]:
    if not path.exists():
        return False, f"{path} is missing; reinstall legation, or train it anew"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        return (
            False,
            f"sha256 {found[:12]}… is not {wanted[:12]}… of the manifest; reinstall legation",
        )
    return True, f"sha256 {found[:12]}…"


def _manifest(folder: Path) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if tuple(stored["labels"]) != EVENT_TYPES:
        raise CheckError(
            f"{folder / MANIFEST} knows the event types {stored['labels']}, this version "
            f"{list(EVENT_TYPES)}; train the encoder anew with tools/train_encoder.py"
        )
    return stored


@cache
def load_encoder(folder: Path = DATA) -> Encoder | None:
    """The encoder of a folder, checked; None where no model lies there.

    CheckError when a file is not the one its manifest names.
    """
    if not (folder / MANIFEST).exists() or not (folder / "encoder.onnx").exists():
        return None
    for name, good, found in verify(folder):
        if not good:
            raise CheckError(f"the encoder's file {name} in {folder} is damaged: {found}")
    stored = _manifest(folder)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(
        str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return Encoder(
        session,
        load_cutter(folder / "pieces.json"),
        Calibration(**stored["calibration"]),
        {tag: Thresholds(**three) for tag, three in stored.get("thresholds", {}).items()},
    )
