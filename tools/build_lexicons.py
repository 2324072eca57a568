"""Compile every lexicon: `build_lexicons.py` writes the data, `--check` only compares them.

Each `build_NAME.py` beside this file has a function `build() -> dict[str, str]`: file name below
src/legation/lexicons/data -> contents. Exit codes: 1 a source breaks its rules, 5 the data that
stand in the package differ from their sources.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "legation" / "lexicons" / "data"
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "src")]

from legation.errors import CheckError, LegationError  # noqa: E402


def builders() -> list[str]:
    """The names of the modules that compile, in order."""
    found = (path.stem for path in Path(__file__).parent.glob("build_*.py"))
    return sorted(set(found) - {"build_lexicons"})


def compile_all() -> dict[str, str]:
    """File name -> contents of all compiled data."""
    out: dict[str, str] = {}
    for name in builders():
        out |= importlib.import_module(name).build()
    return out


def differing(compiled: Mapping[str, str]) -> list[str]:
    """The files that are missing from the package's data or differ from it."""
    return [
        name
        for name, contents in sorted(compiled.items())
        if not (DATA / name).exists() or (DATA / name).read_text(encoding="utf-8") != contents
    ]


def main(arguments: list[str]) -> int:
    """Run; the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: build_lexicons.py [--check]\n")
        return 2
    try:
        compiled = compile_all()
        changed = differing(compiled)
        if arguments and changed:
            message = f"{', '.join(changed)} in {DATA}: not what the sources give; "
            raise CheckError(message + "run tools/build_lexicons.py")
    except LegationError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    DATA.mkdir(exist_ok=True)
    for name in changed:
        (DATA / name).write_text(compiled[name], encoding="utf-8")
        sys.stdout.write(f"{name}: {len(compiled[name])} characters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
