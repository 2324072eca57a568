"""Run the notebooks of the docs, cell by cell, and store what they show; `--check` only runs.

    python tools/notebooks.py [--check] [NOTEBOOK.ipynb ...]

No Jupyter is needed: cells are plain Python, run in order in the notebook's own folder. What a
cell prints and the value of its last expression are stored as text, and as HTML where the value
shows itself in a notebook. Long outputs are cut, with what is left out said.

Exit code 5: a cell broke; it and the error are named.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
FOLDER: Final = ROOT / "docs" / "notebooks"
_TEXT: Final = 2_000
_HTML: Final = 12_000


class CellError(Exception):
    """A cell that broke; the text names the notebook, the cell and the error."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows: printed text, and its last value as text and HTML; None for nothing."""

    printed: str
    text: str | None
    html: str | None


def run_cells(cells: Sequence[dict[str, Any]], name: str) -> Iterator[Shown]:
    """What each code cell shows, run in order in one namespace; other cells are passed over.

    Raises:
        CellError: a cell broke.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        printed = io.StringIO()
        try:
            with redirect_stdout(printed):
                value = _run(source, f"{name}, cell {number}", names)
        except Exception as error:  # a cell may raise anything; it is named and passed on
            raise CellError(f"{name}, cell {number} broke: {error!r}\n{source}") from error
        yield Shown(printed.getvalue(), *_forms(value))


def _run(source: str, where: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line if that is an expression, else None."""
    tree = ast.parse(source, where)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        exec(compile(tree, where, "exec"), names)
        return None
    tree.body.pop()
    exec(compile(tree, where, "exec"), names)
    return eval(compile(ast.Expression(last.value), where, "eval"), names)


def _forms(value: Any) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    show = getattr(value, "_repr_html_", None)
    html = show() if show else None
    return _cut(repr(value), _TEXT), html if html and len(html) <= _HTML else None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}… ({len(text)} characters)"


def outputs(shown: Shown, count: int) -> list[dict[str, Any]]:
    """The outputs of a cell as a notebook (nbformat 4) stores them."""
    made: list[dict[str, Any]] = []
    if shown.printed:
        text = _cut(shown.printed, _TEXT)
        made.append({"name": "stdout", "output_type": "stream", "text": _lines(text)})
    if shown.text is not None:
        data = {"text/plain": _lines(shown.text)}
        if shown.html is not None:
            data["text/html"] = _lines(shown.html)
        made.append(
            {
                "data": data,
                "execution_count": count,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return made


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def run_notebook(path: Path, check: bool = False) -> int:
    """Run a notebook and, unless `check`, store what it shows; the number of code cells.

    Raises:
        CellError: a cell broke; nothing is stored.
    """
    notebook = json.loads(path.read_text(encoding="utf-8"))
    with chdir(path.parent):
        shown = list(run_cells(notebook["cells"], path.name))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for count, (cell, one) in enumerate(zip(code, shown, strict=True), 1):
        cell["execution_count"] = count
        cell["outputs"] = outputs(one, count)
    if not check:
        text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    return len(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the notebooks named, or all; 5 where a cell broke."""
    parser = argparse.ArgumentParser(description="Run the notebooks of the docs.")
    parser.add_argument("notebooks", nargs="*", type=Path, help="all of docs/notebooks without any")
    parser.add_argument("--check", action="store_true", help="run, and store nothing")
    asked = parser.parse_args(arguments)
    for path in asked.notebooks or sorted(FOLDER.glob("*.ipynb")):
        try:
            count = run_notebook(path.resolve(), asked.check)
        except CellError as error:
            sys.stderr.write(f"{error}\n")
            return 5
        sys.stderr.write(f"{path.name}: {count} cells ran\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
