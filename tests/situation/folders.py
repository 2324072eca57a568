"""Situations written by hand, for tests: a river dam, with names that belong to nobody's policy."""

from __future__ import annotations

from pathlib import Path

from legation.situation.files import Loaded, load_situation

SOUND = """\
basis: analyst
author: lin
as_of: 2026-01-20
situation:
  id: dam
  title: {en: A dam on the river, zh-Hant: 河上的水壩, zh-Hans: 河上的水坝}
issues:
  - id: release
    question: {en: How much water is let through, zh-Hant: 放多少水？, zh-Hans: 放多少水？}
    scale: [0, 10]
    ends: [none, all]
    options:
      - {id: as-now, label: as now, anchor: 2}
      - {id: half, label: half, anchor: 5}
      - {id: most, label: most, anchor: 8}
    status_quo: as-now
    rule: majority
    vetoes:
      - {actor: TCD.GOV, ground: it holds the gates}
positions:
  - {actor: TCD.GOV, issue: release, place: 4, capability: 1, salience: 0.8}
  - {actor: MLI, issue: release, place: [6, 9], capability: 0.5, salience: [0.5, 1]}
  - {actor: FRA, issue: release, place: 5, capability: 0.4, salience: 0.2}
assumptions:
  - id: drought
    words: The drought goes on.
    bears_on: [positions.MLI.salience, positions.release.TCD.GOV]
"""
MORE = """\
basis: analyst
author: lin
scenarios:
  - {id: root, outcome: talks go on, asserter: experts, exclusive: true}
  - {id: leaf, parent: root, outcome: they end, asserter: experts, likelihood: likely}
hypotheses:
  - {id: leak, question: why, words: a leak}
  - {id: theft, question: why, words: theft}
items:
  - {id: level, question: why, words: the level fell at night}
ratings:
  - {item: level, hypothesis: leak, rater: lin, value: 2}
  - {item: level, hypothesis: theft, rater: lin, value: }
"""


def folder(path: Path, *, text: str = SOUND, more: str = "") -> Path:
    """A folder with the text as `one.yaml`, and more of it as `two.yaml`."""
    path.mkdir(exist_ok=True)
    (path / "one.yaml").write_text(text, encoding="utf-8")
    if more:
        (path / "two.yaml").write_text(more, encoding="utf-8")
    return path


def swapped(old: str, new: str, text: str = SOUND) -> str:
    """The text with a part replaced, which must be there once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(words: str, text: str = SOUND) -> int:
    """The line on which words stand, from 1."""
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


def load(path: Path, text: str = SOUND, more: str = "") -> Loaded:
    """The folder with these texts, loaded."""
    return load_situation(folder(path, text=text, more=more))


def messages(loaded: Loaded) -> list[str]:
    """Its problems as people see them."""
    return [str(one) for one in loaded.problems]
