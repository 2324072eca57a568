"""Compile resources/frames/*.tsv: check every row, fold Chinese to Simplified, write JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from legation.errors import LexiconError  # noqa: E402
from legation.language.script import fold  # noqa: E402
from legation.model.codes import CONTEXTS, EVENT_TYPES, MODES, STATUSES  # noqa: E402
from legation.model.frame import Roles  # noqa: E402

COLUMNS = "trigger hans pos type mode roles needs blocks contexts region status note".split()
SOURCES = ROOT / "resources" / "frames"


def rows(path: Path, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of every row below the header; comment lines start with #."""
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if header[: len(columns)] != columns:
                raise LexiconError(f"{path.name}:{number}: the columns must be {columns}")
            continue
        cells += [""] * (len(header) - len(cells))
        yield number, dict(zip(header, cells, strict=False))


def split(cell: str) -> list[str]:
    """Alternatives of a cell, in order."""
    return [part.strip() for part in cell.replace(";", "|").split("|") if part.strip()]


def check(place: str, row: dict[str, str]) -> None:
    """Refuse a row that breaks the closed vocabularies; the message says which and where."""
    kind, mode = row["type"], row["mode"]
    if not row["trigger"]:
        raise LexiconError(f"{place}: a row without a trigger")
    if kind not in EVENT_TYPES:
        raise LexiconError(f"{place}: {kind!r} is no PLOVER type; use one of {EVENT_TYPES}")
    if mode and mode not in MODES[kind]:
        raise LexiconError(f"{place}: {mode!r} is no mode of {kind}; use {sorted(MODES[kind])}")
    if row["roles"] not in get_args(Roles):
        raise LexiconError(f"{place}: unknown roles {row['roles']!r}; use {get_args(Roles)}")
    if row["pos"] not in ("v", "n"):
        raise LexiconError(f"{place}: pos must be v or n, not {row['pos']!r}")
    if unknown := set(split(row["contexts"])) - CONTEXTS:
        raise LexiconError(f"{place}: unknown contexts {sorted(unknown)}")
    if row["status"] and row["status"] not in STATUSES:
        raise LexiconError(f"{place}: unknown status {row['status']!r}; use {STATUSES}")


def sources(language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Place (file:line) and cells of every frame of a language; files in order of their names."""
    for path in sorted(SOURCES.glob(f"{language}_*.tsv")):
        if not path.stem.endswith("_light"):
            for number, row in rows(path, COLUMNS):
                yield f"{path.name}:{number}", row


def compile_language(language: str) -> dict[str, Any]:
    """The JSON of one language: {"frames": [...], "light": {...}}."""
    change = fold if language == "zh" else str
    seen: dict[tuple[str, ...], str] = {}
    frames = []
    for place, row in sources(language):
        check(place, row)
        trigger = change(row["hans"] or row["trigger"])
        needs = [change(word) for word in split(row["needs"])]
        key = (trigger, row["pos"], row["type"], row["mode"], *needs)
        if key in seen:
            raise LexiconError(f"{place}: repeats {seen[key]}: {trigger}")
        seen[key] = place
        blocks = [change(word) for word in split(row["blocks"])]
        frames.append(
            [
                trigger,
                row["pos"],
                row["type"],
                row["mode"],
                row["roles"],
                needs,
                blocks,
                split(row["contexts"]),
                row["region"],
                row["status"],
            ]
        )
    light = {
        change(row["verb"]): row["direction"]
        for _, row in rows(SOURCES / f"{language}_light.tsv", ["verb", "direction"])
    }
    return {"frames": frames, "light": light}


def build() -> dict[str, str]:
    """File name -> contents, for src/legation/lexicons/data."""
    out = {}
    for language in ("zh", "en"):
        data = compile_language(language)
        lines = ",\n".join(json.dumps(frame, ensure_ascii=False) for frame in data["frames"])
        light = json.dumps(data["light"], ensure_ascii=False, sort_keys=True)
        out[f"frames_{language}.json"] = f'{{"frames": [\n{lines}\n],\n"light": {light}}}\n'
    return out


if __name__ == "__main__":
    for name, contents in build().items():
        (ROOT / "src/legation/lexicons/data" / name).write_text(contents, encoding="utf-8")
        print(name, len(contents))
