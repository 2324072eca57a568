"""Annotated articles, and readings to compare with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from legation.evaluation.agreement import event_of, reading_of
from legation.evaluation.goldtext import GoldArticle, GoldEvent, read_gold
from legation.model.reading import Reading
from legation.model.records import Event

SOURCE = """# id: {id}
# language: zh-Hant-TW
# published: 2020-01-02
# split: {split}

= [日本|JPN]{{e1:制裁}}[伊朗|IRN]
  e1 SANCTION | JPN.GOV > IRN.GOV | actual | 2020-01-01
[法國|FRA]總統{{e1:譴責}}[襲擊者|IRN.MIL]，[外交部|FRA.GOV]說將{{e2:援助}}[伊朗|IRN]。
  e1 ACCUSE disapprove | FRA.GOV > IRN.MIL | actual | 2020-01-02 | O:afp
  e2 AID | FRA.GOV > IRN | planned | - | FRA.GOV
  c1 說 | FRA.GOV | indirect
[兩國|JPN,IRN]{{e1:會談}}，[記者|media]{{e2:到場}}。
  e1 CONSULT | JPN.GOV,IRN.GOV > - | denied | 2020-01 | - | alt=AGREE
  e2 CONSULT | media > - | actual | - | - | optional
"""


def article(folder: Path, name: str = "one", split: str = "dev") -> GoldArticle:
    """The article above, written into a folder and read."""
    path = folder / f"{name}.gold"
    path.write_text(SOURCE.format(id=name, split=split), encoding="utf-8")
    return read_gold(path)


def event(gold: GoldEvent, **changes: Any) -> Event:
    """An event as the gold has it, but for changes."""
    made = event_of(gold, ())
    return replace(made, plover_type=changes.get("type", gold.type), **changes)


def reading(gold: GoldArticle, **changes: Any) -> Reading:
    """A reading that finds all that is in the gold, but for changes."""
    return replace(reading_of(gold), **changes)
