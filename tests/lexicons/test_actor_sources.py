"""Every rule of the actor lexicon's sources is enforced, with file and line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "resources" / "actors"


def compile_error(folder: Path) -> str:
    """The message with which compiling the sources of a folder fails."""
    script = (
        f"import sys, pathlib; sys.path[:0] = [{str(ROOT / 'tools')!r}, {str(ROOT / 'src')!r}]\n"
        "import build_actors\n"
        "from legation.errors import LexiconError\n"
        "try:\n"
        f"    build_actors.build(pathlib.Path({str(folder)!r}))\n"
        "except LexiconError as error:\n"
        "    sys.stdout.buffer.write(str(error).encode())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("bodies.tsv", "某部\tzh\tXXX\torg\tfree\tno\t", "'XXX' is no sector"),
        ("bodies.tsv", "国防部门\tzh\tMIL\torg\tfree\tno\t", "must be Traditional"),
        ("bodies.tsv", "國防部\tzh\tMIL\torg\tfree\tno\t", "repeats"),
        ("titles.tsv", "某長\tzh\tGOV\tminister\tmaybe", "unique must be one of"),
        ("sources.tsv", "sources\t接近…者\tzh\tword", "ellipsis"),
        ("collectives.tsv", "west\tx\t\t\t西\t西\t西\tyes", "too short"),
        ("collectives.tsv", "G:x\tx\t\t\t某國們\t某國們\t某國們\tyes", "must be Simplified"),
        ("territories.tsv", "Xx\tXX\tX", "no ISO 3166-1 alpha-3"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(
    tmp_path: Path, name: str, row: str, message: str
) -> None:
    for source in SOURCES.glob("*.tsv"):
        shutil.copy(source, tmp_path)
    broken = tmp_path / name
    broken.write_text(broken.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    line = len(broken.read_text(encoding="utf-8").splitlines())
    error = compile_error(tmp_path)
    assert error.startswith(f"{name}:{line}: ")
    assert message in error
