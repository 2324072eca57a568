"""Immutable Parquet parts: the truth from which the DuckDB file can be rebuilt at any time.

`NAME.parts/00000001-<hash>/` holds one Parquet file per table that has rows, and a manifest with
the documents, row counts and sha256 of each file. A part appears whole or not at all: it is
written under a name with a leading dot and renamed. Later parts supersede earlier ones, document
by document.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from legation.dossier.rows import Rows
from legation.dossier.schema import QUANTITY, REASON, RECORD_TABLES, SCHEMA_VERSION, TableSpec
from legation.errors import DossierError

MANIFEST: Final = "manifest.json"
RUNS_FOLDER: Final = "runs"
_TEMPORARY: Final = ".writing-"

_QUANTITY_FIELDS: Final = (
    ("value", pa.float64()),
    ("unit", pa.string()),
    ("bound", pa.string()),
    ("text", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("of", pa.string()),
    ("from_value", pa.float64()),
    ("same_as_start", pa.int32()),
    ("same_as_end", pa.int32()),
)
_ARROW: Final[dict[str, Any]] = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER[]": pa.list_(pa.int32()),
    QUANTITY: pa.list_(pa.struct(list(_QUANTITY_FIELDS))),
    REASON: pa.list_(pa.struct([("field", pa.string()), ("reason", pa.string())])),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A document as one reader read it."""

    document: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part on disk. `rows` counts rows and `files` holds the sha256, both by table."""

    name: str
    folder: Path
    schema: int
    keys: tuple[Key, ...]
    rows: dict[str, int]
    files: dict[str, str]

    @property
    def sequence(self) -> int:
        """Its place in the order of parts; the higher one wins."""
        return int(self.name.split("-")[0])

    def file(self, table: str) -> Path:
        """The Parquet file of one table, which exists where `rows` has the table."""
        return self.folder / f"{table}.parquet"


def arrow_schema(table: TableSpec) -> Any:
    """The table's columns as a pyarrow schema."""
    return pa.schema([(column.name, _ARROW[column.type]) for column in table.columns])


def part_names(root: Path) -> list[str]:
    """Names of the parts under `root` in their order; empty where there is no such folder."""
    if not root.is_dir():
        return []
    return sorted(path.name for path in root.iterdir() if path.name[0].isdigit() and path.is_dir())


def read_part(root: Path, name: str) -> Part:
    """The part's manifest.

    Raises:
        DossierError: the manifest is missing, damaged or of a later schema.
    """
    folder = root / name
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        keys = tuple(Key(**key) for key in found["documents"])
        part = Part(name, folder, int(found["schema"]), keys, found["rows"], found["files"])
        int(name.split("-")[0])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DossierError(
            f"{folder}: its {MANIFEST} cannot be read ({error}); restore the folder from a backup, "
            "or delete it and read its documents again"
        ) from error
    if part.schema > SCHEMA_VERSION:
        raise DossierError(
            f"{folder} has schema {part.schema}, this version knows up to {SCHEMA_VERSION}; "
            "install a newer legation"
        )
    return part


def write_part(root: Path, rows: Rows, keys: Sequence[Key]) -> Part:
    """Write rows of some documents as the next part, all or nothing."""
    content = json.dumps([asdict(key) for key in keys], sort_keys=True)
    last = max((int(name.split("-")[0]) for name in part_names(root)), default=0)
    name = f"{last + 1:08d}-{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    folder = root / (_TEMPORARY + name)
    folder.mkdir(parents=True)
    counts: dict[str, int] = {}
    files: dict[str, str] = {}
    for table in RECORD_TABLES:
        if not rows[table.name]:
            continue
        path = folder / f"{table.name}.parquet"
        data = pa.Table.from_pylist(rows[table.name], schema=arrow_schema(table))
        pq.write_table(data, path, compression="zstd")
        counts[table.name] = len(rows[table.name])
        files[table.name] = _sha256(path)
    manifest = {
        "schema": SCHEMA_VERSION,
        "documents": [asdict(key) for key in keys],
        "rows": counts,
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path in folder.iterdir():
        _to_disk(path)
    folder.rename(root / name)
    return Part(name, root / name, SCHEMA_VERSION, tuple(keys), counts, files)


def winners(parts: Sequence[Part]) -> dict[str, str]:
    """For each document the name of the part whose rows hold: the last one that has it."""
    return {key.document: part.name for part in parts for key in part.keys}


def damage(part: Part) -> list[str]:
    """What is wrong with the files of a part, in words; empty if nothing is."""
    wrong = []
    for table, expected in part.files.items():
        path = part.file(table)
        if not path.is_file():
            wrong.append(f"{path} is missing")
        elif _sha256(path) != expected:
            wrong.append(f"{path} was altered: its sha256 is not that of the manifest")
    return wrong


def sweep(root: Path) -> None:
    """Remove what a killed writer left unfinished. Only the holder of the lock may do this."""
    for path in root.glob(_TEMPORARY + "*"):
        shutil.rmtree(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
