"""Make a dossier of generated events, for benchmarks and for trying views at size.

    python tools/generate_events.py OUT.duckdb [--events 1000000] [--seed 1] [--per-document 20]

Every event stands in a sentence of its own, every sentence in a document, every span cuts its
text, so that `legation doctor`, `evidence` and search work on it as on a dossier that was read.
Countries, types, states and dates are drawn unevenly: few pairs have most of the events, as in
news. The same seed and version of DuckDB give the same rows. There are no Parquet parts, so such
a dossier cannot be rebuilt; make it anew instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from legation.dossier.store import Paths, Store
from legation.model.codes import EVENT_TYPES, INTENSITY, QUAD_CLASS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READER: Final = "generated@1"
NAMES: Final = tuple(
    line.split()
    for line in """
    USA 美國 美国 America
    CHN 中國 中国 China
    RUS 俄羅斯 俄罗斯 Russia
    IRN 伊朗 伊朗 Iran
    VEN 委內瑞拉 委内瑞拉 Venezuela
    UKR 烏克蘭 乌克兰 Ukraine
    JPN 日本 日本 Japan
    MEX 墨西哥 墨西哥 Mexico
    COL 哥倫比亞 哥伦比亚 Colombia
    CUB 古巴 古巴 Cuba
    BRA 巴西 巴西 Brazil
    FRA 法國 法国 France
    DEU 德國 德国 Germany
    GBR 英國 英国 Britain
    IND 印度 印度 India
    TUR 土耳其 土耳其 Türkiye
    ISR 以色列 以色列 Israel
    SAU 沙烏地 沙特 Saudi-Arabia
    KOR 南韓 韩国 South-Korea
    PRK 北韓 朝鲜 North-Korea
    PHL 菲律賓 菲律宾 Philippines
    AUS 澳洲 澳大利亚 Australia
    CAN 加拿大 加拿大 Canada
    ESP 西班牙 西班牙 Spain
    ITA 義大利 意大利 Italy
    POL 波蘭 波兰 Poland
    EGY 埃及 埃及 Egypt
    ZAF 南非 南非 South-Africa
    CHL 智利 智利 Chile
    ARG 阿根廷 阿根廷 Argentina
    """.strip().splitlines()
)
"""Country, its name in Traditional and Simplified Chinese and in English."""
WORDS: Final = tuple(
    line.split()
    for line in """
    AGREE 同意 同意 accepted
    CONSULT 會晤 会晤 met
    SUPPORT 支持 支持 backed
    CONCEDE 讓步 让步 yielded-to
    COOPERATE 合作 合作 joined
    AID 援助 援助 aided
    RETREAT 撤離 撤离 left
    REQUEST 要求 要求 asked
    ACCUSE 指責 指责 accused
    REJECT 拒絕 拒绝 refused
    THREATEN 威脅 威胁 threatened
    PROTEST 抗議 抗议 protested-against
    SANCTION 制裁 制裁 sanctioned
    MOBILIZE 部署 部署 faced
    COERCE 扣押 扣押 seized
    ASSAULT 攻擊 攻击 attacked
    """.strip().splitlines()
)
"""PLOVER type and a trigger in each script."""


def _share(name: str, seed: int) -> str:
    """SQL for a number of 0 to 1 that depends on the row, the name of the draw and the seed."""
    return f"((hash(i, '{name}', {seed}) % 1000003) / 1000003.0)"


def _names(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TEMP TABLE land (n INTEGER, id VARCHAR, hant VARCHAR, hans VARCHAR, en VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO land VALUES (?, ?, ?, ?, ?)", [[n, *row] for n, row in enumerate(NAMES)]
    )
    connection.execute(
        "CREATE TEMP TABLE act (n INTEGER, type VARCHAR, hant VARCHAR, hans VARCHAR, en VARCHAR, "
        "quad INTEGER, intensity DOUBLE)"
    )
    connection.executemany(
        "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            [n, *row, QUAD_CLASS[kind], INTENSITY[kind]]
            for n, (row, kind) in enumerate(zip(WORDS, EVENT_TYPES, strict=True))
        ],
    )


def _draw(connection: DuckDBPyConnection, events: int, seed: int, per: int) -> None:
    """One row per event with what was drawn for it, and where its words stand."""
    lands = len(NAMES)
    connection.execute(f"""
        CREATE TEMP TABLE drawn AS
        SELECT i, i // {per} AS d, (i // {per}) % 3 AS language,
            floor({lands} * pow({_share("actor", seed)}, 2.2))::INTEGER AS a,
            1 + floor({lands - 1} * pow({_share("recipient", seed)}, 2.2))::INTEGER AS step,
            floor({len(EVENT_TYPES)} * {_share("type", seed)})::INTEGER AS t,
            {_share("status", seed)} AS s, {_share("kind", seed)} AS k,
            {_share("source", seed)} AS src, {_share("sector", seed)} AS sector,
            {_share("quantity", seed)} AS q, {_share("lag", seed)} AS lag
        FROM range({events}) r(i)
    """)
    connection.execute(f"""
        CREATE TEMP TABLE told AS
        WITH day AS (
            SELECT d, (DATE '2005-01-01' + floor(7650 * sqrt(
                (hash(d, 'published', {seed}) % 1000003) / 1000003.0))::INTEGER)::DATE AS published
            FROM range((SELECT max(d) + 1 FROM drawn)) r(d)
        ), words AS (
            SELECT x.*, day.published, w.type, w.quad, w.intensity, f.id AS actor, g.id AS other,
                CASE language WHEN 0 THEN f.hant WHEN 1 THEN f.hans ELSE f.en || ' ' END AS subject,
                CASE language WHEN 0 THEN w.hant WHEN 1 THEN w.hans ELSE w.en END AS verb,
                CASE language WHEN 0 THEN g.hant WHEN 1 THEN g.hans ELSE ' ' || g.en END AS object,
                CASE language WHEN 2 THEN ', case ' || i || '. ' ELSE '，案號' || i || '。' END
                    AS tail
            FROM drawn x JOIN day USING (d) JOIN land f ON f.n = x.a JOIN act w ON w.n = x.t
                JOIN land g ON g.n = (x.a + x.step) % {lands}
        )
        SELECT *, subject || verb || object || tail AS quote,
            published - floor(40 * lag)::INTEGER AS day,
            coalesce(sum(length(subject || verb || object || tail))
                OVER (PARTITION BY d ORDER BY i ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), 0)
                ::INTEGER AS base,
            'made-' || lpad(d::VARCHAR, 6, '0') AS document
        FROM words
    """)


def _id(kind: str) -> str:
    return f"left(md5('{kind}' || i), 16)"


def _texts(connection: DuckDBPyConnection) -> None:
    connection.execute(f"""
        INSERT INTO documents BY NAME
        SELECT left(md5('d' || d), 16) AS id, document, string_agg(quote, '' ORDER BY i) AS text,
            sha256(string_agg(quote, '' ORDER BY i)) AS sha256,
            strftime(any_value(published), '%Y-%m-%d') AS published,
            'Outlet ' || (d % 40) AS outlet, 'Day ' || d AS title,
            [['zh-Hant', 'zh-Hans', 'en'][any_value(language) + 1]] AS languages,
            sum(length(quote))::INTEGER AS characters, '{READER}' AS origin
        FROM told GROUP BY d, document ORDER BY d
    """)
    connection.execute(f"""
        INSERT INTO sentences BY NAME
        SELECT {_id("s")} AS id, document, base AS start, base + length(quote) AS "end", quote,
            '{READER}' AS origin, ['zh-Hant', 'zh-Hans', 'en'][language + 1] AS language,
            'body' AS kind, 1 AS paragraph
        FROM told ORDER BY i
    """)
    for side, word, actor, start in (
        ("a", "trim(subject)", "actor", "base"),
        ("r", "trim(object)", "other", "base + length(subject || verb) + (language = 2)::INTEGER"),
    ):
        connection.execute(f"""
            INSERT INTO mentions BY NAME
            SELECT {_id(side)} AS id, document, {start} AS start, {start} + length({word}) AS "end",
                {word} AS quote, '{READER}' AS origin, [{actor}] AS actors, 'name' AS kind,
                'generated' AS basis, [{actor}] AS roles
            FROM told ORDER BY i
        """)


def _events(connection: DuckDBPyConnection) -> None:
    """Seven tenths dated to a day, the rest to a month or a year, from a year on, or not at all."""
    connection.execute(f"""
        INSERT INTO events BY NAME
        SELECT {_id("e")} AS id, document, base + length(subject) AS start,
            base + length(subject || verb) AS "end", verb AS quote, '{READER}' AS origin,
            verb AS "trigger", type, type AS plover_type, [] AS modes, [] AS contexts,
            [actor || if(sector < 0.4, '.GOV', '')] AS actors,
            CASE WHEN quad = 1 AND sector > 0.9 THEN [] ELSE [other] END AS recipients,
            [{_id("a")}] AS actor_mentions, [{_id("r")}] AS recipient_mentions,
            CASE WHEN k < 0.70 THEN strftime(day, '%Y-%m-%d') WHEN k < 0.82
                THEN strftime(day, '%Y-%m') WHEN k < 0.90 THEN strftime(day, '%Y')
                WHEN k < 0.92 THEN strftime(day, '%Y') || '/..' END AS date,
            CASE WHEN k < 0.70 THEN day WHEN k < 0.82 THEN date_trunc('month', day)
                WHEN k < 0.92 THEN date_trunc('year', day) END::DATE AS date_first,
            CASE WHEN k < 0.70 THEN day WHEN k < 0.82 THEN last_day(day)
                WHEN k < 0.90 THEN last_day(date_trunc('year', day) + INTERVAL 11 MONTH)
                END::DATE AS date_last,
            CASE WHEN s < 0.72 THEN 'actual' WHEN s < 0.80 THEN 'ongoing' WHEN s < 0.86
                THEN 'planned' WHEN s < 0.91 THEN 'proposed' WHEN s < 0.96 THEN 'conditional'
                ELSE 'denied' END AS status,
            CASE WHEN src < 0.6 THEN [] WHEN src < 0.9 THEN ['O:reuters']
                ELSE ['O:reuters', actor || '.GOV'] END AS attribution,
            CASE WHEN src < 0.6 THEN [] WHEN src < 0.9 THEN ['GBR'] ELSE ['GBR', actor] END
                AS attribution_countries,
            CASE WHEN q < 0.1 THEN [{{'value': floor(q * 1e6), 'unit': 'USD', 'bound': 'exact',
                'text': i::VARCHAR, 'start': base + length(quote) - length(tail)
                    + if(language = 2, 7, 3), 'end': base + length(quote) - length(tail)
                    + if(language = 2, 7, 3) + length(i::VARCHAR), 'of': NULL,
                'from_value': NULL, 'same_as_start': NULL, 'same_as_end': NULL}}] ELSE [] END
                AS quantities,
            [base, base + length(quote)] AS sentence, {_id("s")} AS sentence_id, quad AS quad_class,
            intensity, 'generated' AS frame, [] AS reasons, 0.5 + s / 2 AS confidence
        FROM told ORDER BY i
    """)


def _others(connection: DuckDBPyConnection) -> None:
    """A claim for every fifth event, a tie for every tenth, a fold for some of those of a day."""
    connection.execute(f"""
        INSERT INTO claims BY NAME
        SELECT {_id("c")} AS id, document, base + length(subject) AS start,
            base + length(subject || verb) AS "end", verb AS quote, '{READER}' AS origin,
            verb AS cue, actor AS speaker, {_id("a")} AS speaker_mention, 'indirect' AS form,
            if(k < 0.1, 'denial', 'assertion') AS kind,
            base + length(subject || verb) AS content_start, base + length(quote) AS content_end,
            [other] AS about, if(src < 0.6, [], ['O:reuters']) AS chain,
            [base, base + length(quote)] AS sentence, {_id("s")} AS sentence_id
        FROM told WHERE i % 5 = 0 ORDER BY i
    """)
    connection.execute(f"""
        INSERT INTO ties BY NAME
        SELECT {_id("t")} AS id, document, base AS start, base + length(quote) AS "end", quote,
            '{READER}' AS origin, actor AS "from", other AS "to",
            ['trade', 'energy', 'lending', 'arms', 'diplomacy'][1 + i % 5] AS channel,
            i % 5 = 4 AS undirected, if(q < 0.5, round(q * 200), NULL) AS "value",
            if(q < 0.5, 'percent', NULL) AS unit, if(q < 0.5, 'about', NULL) AS bound,
            strftime(day, '%Y') AS period, date_trunc('year', day)::DATE AS period_first,
            last_day(date_trunc('year', day) + INTERVAL 11 MONTH) AS period_last,
            if(src < 0.6, [], ['O:reuters']) AS attribution,
            [base, base + length(quote)] AS sentence, {_id("s")} AS sentence_id
        FROM told WHERE i % 10 = 0 ORDER BY i
    """)
    connection.execute(f"""
        INSERT INTO folds BY NAME
        SELECT left(md5(actor || other || type || day), 16) AS happening, document,
            {_id("e")} AS id, 'same parties, type and day' AS reason, 1.0 AS score,
            '{READER}' AS "by"
        FROM told WHERE k < 0.70 ORDER BY i
    """)


def generate(path: Path, events: int, seed: int = 1, per_document: int = 20) -> None:
    """Make the dossier at `path`; DossierError or LockedError where that cannot be written."""
    store = Store.write(Paths.of(path))
    try:
        store.connection.begin()
        _names(store.connection)
        _draw(store.connection, events, seed, per_document)
        _texts(store.connection)
        _events(store.connection)
        _others(store.connection)
        store.connection.commit()
        store.connection.execute("CHECKPOINT")
    finally:
        store.close()


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-document", type=int, default=20)
    asked = parser.parse_args()
    if Paths.of(asked.out).database.exists():
        print(f"{asked.out} exists already; name a new dossier", file=sys.stderr)
        return 2
    started = time.perf_counter()
    generate(asked.out, asked.events, asked.seed, asked.per_document)
    print(f"{asked.events} events in {time.perf_counter() - started:.1f} s at {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
