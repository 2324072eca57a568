from __future__ import annotations

import time
from pathlib import Path

import pytest

from legation.analysis.dossier import Dossier
from legation.errors import UsageError
from legation.workbench.settings import Limits
from legation.workbench.sql import run_sql

LIMITS = Limits(sql_seconds=1.5, sql_rows=50)
ENDLESS = "WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a)"


def test_select_gives_what_the_dossier_gives(built: Path) -> None:
    query = "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"
    with Dossier.open(built) as dossier:
        expected = dossier.sql(query).rows()
    answer = run_sql(built, query, LIMITS)
    assert answer.table.rows() == expected
    assert not answer.more


@pytest.mark.parametrize(
    "query", ["FROM folds", "(SELECT 1)", "-- how many?\nSELECT 1", "/* one */ VALUES (1)"]
)
def test_every_way_to_begin_a_select_is_read(built: Path, query: str) -> None:
    assert len(run_sql(built, query, LIMITS).table) >= 1


@pytest.mark.parametrize("words", ["馬杜羅", "马杜罗", "Maduro"])
def test_text_of_either_script_and_english_can_be_asked_for(built: Path, words: str) -> None:
    query = f"SELECT quote FROM sentences WHERE contains(quote, '{words}') LIMIT 1"
    rows = run_sql(built, query, LIMITS).table.rows()
    assert all(words in row["quote"] for row in rows)
    assert rows


@pytest.mark.parametrize(
    "query",
    [
        "COPY events TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL fts",
        "LOAD fts",
        "PRAGMA show_tables",
        "SET threads = 1",
        "CALL pragma_version()",
        "INSERT INTO folds SELECT * FROM folds",
        "WITH a AS (SELECT 1) INSERT INTO folds SELECT * FROM folds",
        "UPDATE documents SET title = 'x'",
        "DELETE FROM events",
        "DROP TABLE events",
        "CREATE TEMP TABLE t AS SELECT 1",
        "EXPORT DATABASE 'out'",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE events",
        "BEGIN",
        "PREPARE p AS SELECT 1",
        "EXPLAIN ANALYZE SELECT 1",
        "",
        "--",
        "查詢",
    ],
)
def test_what_is_no_single_select_is_refused(built: Path, query: str) -> None:
    with pytest.raises(UsageError, match="one SELECT"):
        run_sql(built, query, LIMITS)


@pytest.mark.parametrize(
    "source",
    [
        "read_csv('{path}')",
        "read_text('{path}')",
        "read_blob('{path}')",
        "read_json('{path}')",
        "read_parquet('{path}')",
        "glob('{path}*')",
        "sniff_csv('{path}')",
        "read_text('https://example.org/')",
        "read_csv('/proc/self/environ')",
    ],
)
def test_files_and_network_are_out_of_reach(built: Path, tmp_path: Path, source: str) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="never reach"):
        run_sql(built, f"SELECT * FROM {source.format(path=path)}", LIMITS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT getenv('HOME')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM query('COPY events TO ''out.csv''')",
        "SELECT * FROM sys",
        "SELECT",
        "SELECT nothing FROM events",
    ],
)
def test_what_is_not_there_is_said(built: Path, query: str) -> None:
    with pytest.raises(UsageError, match="cannot be run"):
        run_sql(built, query, LIMITS)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT max(md5(a.id || b.id || c.id || d.id)) FROM events a, events b, events c, events d",
        f"{ENDLESS} SELECT count(*) FROM a",
    ],
)
def test_a_query_without_end_is_stopped_in_time(built: Path, query: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(UsageError, match=r"more than 1\.5 s"):
        run_sql(built, query, LIMITS)
    assert time.perf_counter() - begun < LIMITS.sql_seconds + 3.5


@pytest.mark.parametrize(
    "query",
    [
        "SELECT range(1000000000)",
        "SELECT repeat('x', 1000000000) FROM range(50)",
        "SELECT list(repeat('x', 100000)) FROM range(100000)",
    ],
)
def test_a_query_that_eats_memory_is_stopped(built: Path, query: str) -> None:
    with pytest.raises(UsageError, match=r"of memory|more than|larger than"):
        run_sql(built, query, LIMITS)
    assert run_sql(built, "SELECT 1 AS n", LIMITS).table.rows() == [{"n": 1}]


def test_an_answer_that_is_too_large_is_refused(built: Path) -> None:
    with pytest.raises(UsageError, match="larger than 32 MB"):
        run_sql(built, "SELECT repeat('x', 40000000) AS x", LIMITS)


def test_rows_beyond_the_limit_are_not_fetched_and_that_is_said(built: Path) -> None:
    answer = run_sql(built, f"{ENDLESS} SELECT n FROM a", LIMITS)
    assert [row["n"] for row in answer.table] == list(range(1, 51))
    assert answer.more
    exact = run_sql(built, "SELECT * FROM range(50)", LIMITS)
    assert (len(exact.table), exact.more) == (50, False)


def test_values_are_such_as_json_can_hold(built: Path) -> None:
    query = """SELECT sum(range) AS whole, 1.5::DECIMAL(4, 1) AS part, 'nan'::DOUBLE AS none,
        'infinity'::DOUBLE AS endless, [1.5, 'nan'::DOUBLE] AS list, '\\xAB'::BLOB AS bytes,
        170141183460469231731687303715884105727::HUGEINT AS huge, DATE '2026-01-03' AS day
        FROM range(10)"""
    (row,) = run_sql(built, query, LIMITS).table.rows()
    assert (row["whole"], row["part"], row["none"], row["endless"]) == (45, 1.5, None, None)
    assert (row["list"], row["bytes"]) == ([1.5, None], "ab")
    assert row["huge"] == "170141183460469231731687303715884105727"
    assert str(row["day"]) == "2026-01-03"


def test_columns_of_one_name_are_told_apart(built: Path) -> None:
    answer = run_sql(built, "SELECT 1 AS n, 2 AS n, 3 AS n_2", LIMITS)
    assert list(answer.table.rows()[0].values()) == [1, 2, 3]


@pytest.mark.parametrize("query", ["SELECT '" + "x" * 20_000 + "'", "SELECT '\0'"])
def test_long_queries_and_null_characters_are_refused(built: Path, query: str) -> None:
    with pytest.raises(UsageError, match=r"characters|null character"):
        run_sql(built, query, LIMITS)


def test_a_limit_of_memory_must_be_a_size(built: Path) -> None:
    with pytest.raises(UsageError, match="512MB"):
        run_sql(built, "SELECT 1", Limits(sql_memory="much"))
