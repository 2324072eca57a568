"""The accuracy gate: read the seed articles, score the records, compare with pinned floors.

    python tools/eval_gate.py [--shared DIR] [--report DIR]

The seed articles and the scorer live outside the project (../shared); without them the gate says
so and passes. Floors stand in corpus/gold/floors.json and only rise: a figure below its floor
fails (exit 1); `--raise` writes better figures into the file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
FLOORS = ROOT / "corpus" / "gold" / "floors.json"

FIGURES = {
    "mentions overlap F1": ("figures", "mentions", "f1"),
    "mentions actor": ("figures", "mentions:actor", "f1"),
    "events type F1": ("figures", "type", "f1"),
    "events dyad F1": ("figures", "dyad", "f1"),
    "events status": ("figures", "status", "f1"),
    "events date compatible": ("figures", "date_compatible", "f1"),
    "events attribution": ("figures", "attribution", "f1"),
}


def convert(source: Path, target: Path, simplified: bool) -> None:
    """Copy the seed texts, in Simplified characters (same lengths, same offsets) if asked."""
    from legation.language.script import fold

    target.mkdir()
    for path in sorted(source.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        (target / path.name).write_bytes((fold(text) if simplified else text).encode())


def read_and_score(shared: Path, texts: Path, work: Path) -> dict[str, Any]:
    """Figures of one reading of `texts`, by the shared scorer."""
    from legation import Dossier, read
    from legation.exports.jsonl import export_jsonl

    out = work / f"{texts.name}-out"
    read(texts, into=work / f"{texts.name}.duckdb")
    with Dossier.open(work / f"{texts.name}.duckdb") as dossier:
        export_jsonl(dossier, out)
    command = [sys.executable, "score.py", str(shared / "gold" / "seeds"), str(out), "--json"]
    done = subprocess.run(command, cwd=shared / "eval", capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def pick(report: dict[str, Any]) -> dict[str, float]:
    """The figures that have floors."""
    out = {}
    for name, keys in FIGURES.items():
        value: Any = report
        for key in keys:
            value = value.get(key, {})
        out[name] = float(value or 0.0)
    return out


def main() -> int:
    """Score Traditional and Simplified seeds, print a table, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--raise", dest="lift", action="store_true")
    options = parser.parse_args()
    if not (options.shared / "eval" / "score.py").exists():
        print("gate: no seed articles beside the project; nothing to score")
        return 0
    measured: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, simplified in (("seeds", False), ("seeds-hans", True)):
            convert(options.shared / "seeds", work / name, simplified)
            measured[name] = pick(read_and_score(options.shared, work / name, work))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = 0
    print(f"{'figure':26}" + "".join(f"{name:>14}{'floor':>8}" for name in measured))
    for figure in FIGURES:
        row = f"{figure:26}"
        for name, values in measured.items():
            floor = floors.get(name, {}).get(figure, 0.0)
            low = values[figure] < floor
            failed += low
            row += f"{values[figure]:14.3f}{floor:8.3f}" + ("  LOW" if low else "")
        print(row)
    if options.lift and not failed:
        for name, values in measured.items():
            kept = floors.setdefault(name, {})
            for figure, value in values.items():
                kept[figure] = max(kept.get(figure, 0.0), int(value * 1000) / 1000)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"gate: {failed} figures below their floor" if failed else "gate: all floors hold")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
