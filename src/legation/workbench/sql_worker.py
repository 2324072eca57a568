"""One query in a process of its own: what it takes of time and memory dies with it.

Run as a script, so that it needs DuckDB and Arrow alone and starts in a quarter of a second. It
reads a request as JSON from standard input and writes a line of JSON and then an Arrow stream.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any, Final

SETTINGS: Final = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "threads": "2",
    "lock_configuration": "true",
}
_SPARE: Final = 1 << 30
"""Bytes that the libraries and what DuckDB does not count may take beside its memory limit."""
_BATCH: Final = 1024


def main() -> None:
    """Answer the request of standard input."""
    asked = json.load(sys.stdin)
    sys.path[:] = asked["path"]
    _limit_memory(asked["memory_bytes"] + _SPARE)
    try:
        head, body = _answer(asked)
    except MemoryError:
        head, body = {"error": "memory"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def _limit_memory(size: int) -> None:
    """Let the system refuse memory beyond `size` bytes; where it cannot, DuckDB's limit holds."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _answer(asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    import duckdb

    settings: dict[str, Any] = {**SETTINGS, "memory_limit": f"{asked['memory_bytes']}B"}
    try:
        connection = duckdb.connect(asked["dossier"], read_only=True, config=settings)
        statements = connection.extract_statements(asked["query"])
    except duckdb.Error as error:
        return {"error": "refused", "why": str(error)}, b""
    kinds = [statement.type.name for statement in statements]
    if kinds != ["SELECT"]:
        return {"error": "kind", "kinds": kinds}, b""
    watch = threading.Timer(asked["seconds"], connection.interrupt)
    watch.start()
    try:
        return _rows(connection, asked)
    except duckdb.InterruptException:
        return {"error": "time"}, b""
    except duckdb.OutOfMemoryException:
        return {"error": "memory"}, b""
    except duckdb.PermissionException as error:
        return {"error": "permission", "why": str(error)}, b""
    except duckdb.Error as error:
        return {"error": "refused", "why": str(error)}, b""
    finally:
        watch.cancel()


def _rows(connection: Any, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The first rows of the answer, and whether there are more."""
    import pyarrow as pa

    reader = connection.sql(asked["query"]).to_arrow_reader(_BATCH)
    names = _distinct(reader.schema.names)
    batches: list[Any] = []
    size = count = 0
    for batch in reader:
        batches.append(batch)
        count += batch.num_rows
        size += batch.nbytes
        if size > asked["bytes"]:
            return {"error": "size"}, b""
        if count > asked["rows"]:
            break
    table = pa.Table.from_batches(batches, reader.schema).rename_columns(names)
    kept = table.slice(0, asked["rows"])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, kept.schema) as writer:
        writer.write_table(kept)
    return {"more": count > asked["rows"]}, sink.getvalue().to_pybytes()


def _distinct(names: list[str]) -> list[str]:
    """Names of columns, each once: a second `n` is `n_2`."""
    found: list[str] = []
    for name in names:
        fresh, number = name, 1
        while fresh in found:
            number += 1
            fresh = f"{name}_{number}"
        found.append(fresh)
    return found


if __name__ == "__main__":
    main()
