"""The tables of a dossier, described once for DuckDB, Parquet, JSON lines and the docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SCHEMA_VERSION: Final = 3

QUANTITY: Final = (
    'STRUCT("value" DOUBLE, unit VARCHAR, bound VARCHAR, "text" VARCHAR, "start" INTEGER, '
    '"end" INTEGER, "of" VARCHAR, from_value DOUBLE, same_as_start INTEGER, same_as_end INTEGER)[]'
)
REASON: Final = "STRUCT(field VARCHAR, reason VARCHAR)[]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `type` is DuckDB's; `exported` says whether JSON lines carry it."""

    name: str
    type: str
    about: str
    exported: bool = True


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table with its columns in order."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def exported(self) -> tuple[Column, ...]:
        """The columns that JSON lines carry."""
        return tuple(column for column in self.columns if column.exported)


def _record(span: str) -> tuple[Column, ...]:
    return (
        Column("id", "VARCHAR", "content hash over document text, kind, span and key fields"),
        Column("document", "VARCHAR", "id of the document"),
        Column("start", "INTEGER", f"first character of {span}, from 0, in code points"),
        Column("end", "INTEGER", "end of the span, exclusive"),
        Column("quote", "VARCHAR", "the characters of the span"),
        Column("origin", "VARCHAR", "reader and its version"),
    )


def _sentence(exported: bool = True) -> tuple[Column, ...]:
    return (
        Column("sentence", "INTEGER[]", "start and end of the sentence", exported),
        Column("sentence_id", "VARCHAR", "id of the sentence that holds the span, or null", False),
    )


DOCUMENTS: Final = TableSpec(
    "documents",
    "What was read: one row per document, with its stored text.",
    (
        Column("id", "VARCHAR", "content hash over the text and the document's id"),
        Column("document", "VARCHAR", "id of the document, unique in the dossier"),
        Column("path", "VARCHAR", "file it came from, or null"),
        Column("sha256", "VARCHAR", "of the stored text in UTF-8, newlines as LF"),
        Column("title", "VARCHAR", "title, or null"),
        Column("outlet", "VARCHAR", "who published it, or null"),
        Column("url", "VARCHAR", "address, or null"),
        Column("published", "VARCHAR", "EDTF date of publication, or null"),
        Column("languages", "VARCHAR[]", "BCP 47 tags, the one with most characters first"),
        Column("characters", "INTEGER", "length of the text in code points"),
        Column("origin", "VARCHAR", "reader and its version"),
        Column("region", "VARCHAR", "side of the outlet: TW, HK, CN, or null", False),
        Column("text", "VARCHAR", "the stored text that every span cuts", False),
    ),
)
SENTENCES: Final = TableSpec(
    "sentences",
    "Sentences, and whole blocks of a kind other than body.",
    (
        *_record("the sentence"),
        Column("language", "VARCHAR", "BCP 47 tag"),
        Column("kind", "VARCHAR", "title, heading, body, caption, credit, header or noise"),
        Column("paragraph", "INTEGER", "paragraph of the document, from 1"),
    ),
)
MENTIONS: Final = TableSpec(
    "mentions",
    "Stretches of text that stand for actors.",
    (
        *_record("the mention"),
        Column("actors", "VARCHAR[]", "ids it stands for; empty where it could not be resolved"),
        Column("kind", "VARCHAR", "name, gloss, abbreviation, metonym, nominal, pronoun, …"),
        Column("basis", "VARCHAR", "what resolved it"),
        Column("roles", "VARCHAR[]", "ids under which the actors act, parallel to actors", False),
    ),
)
EVENTS: Final = TableSpec(
    "events",
    "Reports of events: who did what to whom. Ten reports of one event are ten rows.",
    (
        *_record("the trigger"),
        Column("trigger", "VARCHAR", "the words that state the act; same as quote"),
        Column("type", "VARCHAR", "PLOVER type of the act itself"),
        Column("plover_type", "VARCHAR", "type under PLOVER's rule for acts to come"),
        Column("modes", "VARCHAR[]", "PLOVER modes"),
        Column("contexts", "VARCHAR[]", "PLOVER contexts"),
        Column("actors", "VARCHAR[]", "ids of who acts"),
        Column("recipients", "VARCHAR[]", "ids of who receives; empty for mutual acts"),
        Column("actor_mentions", "VARCHAR[]", "ids of the mentions that hold the actors"),
        Column("recipient_mentions", "VARCHAR[]", "ids of the mentions that hold the recipients"),
        Column("date", "VARCHAR", "EDTF date of the event, or null"),
        Column("date_first", "DATE", "first day the date may mean; null if open or unknown", False),
        Column("date_last", "DATE", "last day the date may mean; null if open or unknown", False),
        Column("place", "VARCHAR", "id of the place, or null"),
        Column("status", "VARCHAR", "actual, ongoing, planned, proposed, conditional or denied"),
        Column("attribution", "VARCHAR[]", "sources, outermost first; empty: the document itself"),
        Column("attribution_countries", "VARCHAR[]", "country of each source, or null"),
        Column("quantities", QUANTITY, "numbers that belong to the event"),
        *_sentence(),
        Column("quad_class", "INTEGER", "1 verbal, 2 material cooperation; 3, 4 conflict"),
        Column("intensity", "DOUBLE", "PLOVER's intensity of mode or type, -10 to 10"),
        Column("frame", "VARCHAR", "id of the frame that matched", False),
        Column("reasons", REASON, "why status, actors and date are what they are", False),
        Column("confidence", "DOUBLE", "probability that words and type are right, or null"),
    ),
)
CLAIMS: Final = TableSpec(
    "claims",
    "Who says what about whom.",
    (
        *_record("the cue"),
        Column("cue", "VARCHAR", "the words that say that somebody speaks; same as quote"),
        Column("speaker", "VARCHAR", "id of the speaker, or null"),
        Column("speaker_mention", "VARCHAR", "id of the mention that holds the speaker", False),
        Column("form", "VARCHAR", "direct or indirect"),
        Column("kind", "VARCHAR", "assertion, framing, denial, confirmation, no_comment, question"),
        Column("content_start", "INTEGER", "first character of what is said, or null"),
        Column("content_end", "INTEGER", "its end, exclusive, or null"),
        Column("about", "VARCHAR[]", "ids of the actors spoken about"),
        Column("chain", "VARCHAR[]", "outer sources, outermost first"),
        *_sentence(),
        Column("answers_start", "INTEGER", "first character of the cue it denies or confirms"),
        Column("answers_end", "INTEGER", "its end, exclusive, or null"),
    ),
)
TIES: Final = TableSpec(
    "ties",
    "Standing relations, with their flow from one actor to another.",
    (
        *_record("the words that state it"),
        Column("from", "VARCHAR", "id of the actor it flows from, or null"),
        Column("to", "VARCHAR", "id of the actor it flows to, or null"),
        Column("channel", "VARCHAR", "trade, energy, lending, investment, arms, troops, …"),
        Column("undirected", "BOOLEAN", "whether it holds in both directions"),
        Column("value", "DOUBLE", "its size, or null"),
        Column("unit", "VARCHAR", "unit of value, or null"),
        Column("bound", "VARCHAR", "exact, about, at_least, at_most, more_than, less_than, nearly"),
        Column("period", "VARCHAR", "EDTF period, or null"),
        Column("period_text", "VARCHAR", "the period in words where period is null"),
        Column("period_first", "DATE", "first day of the period; null if open or unknown", False),
        Column("period_last", "DATE", "last day of the period; null if open or unknown", False),
        Column("denominator", "VARCHAR", "what a share is a share of, or null", False),
        Column("attribution", "VARCHAR[]", "sources, outermost first"),
        *_sentence(exported=False),
    ),
)
CAUSES: Final = TableSpec(
    "causes",
    "Effects and the causes or motives given for them.",
    (
        *_record("the words that link the two"),
        Column("effect_start", "INTEGER", "first character of the effect, or null"),
        Column("effect_end", "INTEGER", "its end, exclusive, or null"),
        Column("cause_start", "INTEGER", "first character of the cause"),
        Column("cause_end", "INTEGER", "its end, exclusive"),
        Column("layer", "VARCHAR", "official, underlying or unspecified"),
        Column("motive_actor", "VARCHAR", "id of the actor whose motive it is, or null"),
        Column("attributed_to", "VARCHAR[]", "sources, outermost first"),
        Column("negated", "BOOLEAN", "whether the text says that it is not the cause"),
        *_sentence(exported=False),
    ),
)
SCENARIOS: Final = TableSpec(
    "scenarios",
    "What may follow, and under which condition.",
    (
        *_record("the hedge"),
        Column("condition_start", "INTEGER", "first character of the condition, or null"),
        Column("condition_end", "INTEGER", "its end, exclusive, or null"),
        Column("outcome_start", "INTEGER", "first character of the outcome"),
        Column("outcome_end", "INTEGER", "its end, exclusive"),
        Column("likelihood", "VARCHAR", "the word of likelihood as written"),
        Column("band", "VARCHAR", "band of likelihood that the word is mapped to, or null"),
        Column("attributed_to", "VARCHAR[]", "sources, outermost first"),
        Column("tree", "VARCHAR", "names branches that belong together, or null", False),
        *_sentence(exported=False),
        Column("realised", "BOOLEAN", "whether the text tells the condition as a fact"),
    ),
)

RECORD_TABLES: Final = (
    DOCUMENTS,
    SENTENCES,
    MENTIONS,
    EVENTS,
    CLAIMS,
    TIES,
    CAUSES,
    SCENARIOS,
)
"""The kinds of rows that Parquet parts hold and JSON lines carry, in the order of export."""

RUNS: Final = TableSpec(
    "runs",
    "One row per run of a reader; a run without an end was interrupted.",
    (
        Column("run", "VARCHAR", "id of the run"),
        Column("reader", "VARCHAR", "reader and its version"),
        Column("command", "VARCHAR", "what was asked for"),
        Column("package", "VARCHAR", "version of legation"),
        Column("started", "TIMESTAMP", "UTC"),
        Column("finished", "TIMESTAMP", "UTC, or null for a run that did not end"),
        Column("added", "INTEGER", "documents new to the dossier"),
        Column("replaced", "INTEGER", "documents read anew"),
        Column("unchanged", "INTEGER", "documents skipped, being read already"),
        Column("failed", "INTEGER", "inputs that gave no document"),
    ),
)
FAILURES: Final = TableSpec(
    "failures",
    "Inputs that gave no document, with the reason.",
    (
        Column("run", "VARCHAR", "id of the run"),
        Column("path", "VARCHAR", "where the input came from"),
        Column("reason", "VARCHAR", "why it gave no document"),
    ),
)
PARTS: Final = TableSpec(
    "parts",
    "The Parquet parts whose rows are in these tables.",
    (
        Column("part", "VARCHAR", "name of the folder"),
        Column("schema", "INTEGER", "schema version it was written under"),
        Column("reader", "VARCHAR", "reader and its version"),
        Column("documents", "INTEGER", "documents it holds"),
    ),
)
CORRECTIONS: Final = TableSpec(
    "corrections",
    "What people decided about records: the log beside the parts, as it stands after this reading.",
    (
        Column("correction", "VARCHAR", "id of the correction"),
        Column("who", "VARCHAR", "the analyst"),
        Column("at", "TIMESTAMP", "when it was decided, UTC"),
        Column("decision", "VARCHAR", "accept, reject, change or retract"),
        Column("kind", "VARCHAR", "table of the record"),
        Column("field", "VARCHAR", "column that is corrected; null where the whole is judged"),
        Column("old", "VARCHAR", "what the analyst saw there, as JSON"),
        Column("new", "VARCHAR", "what was decided, as JSON; of an accepted record its columns"),
        Column("reason", "VARCHAR", "why, in the analyst's words"),
        Column("retracts", "VARCHAR", "the correction that a retraction withdraws, or null"),
        Column("document", "VARCHAR", "id of the document"),
        Column("sha256", "VARCHAR", "of the text that the analyst saw"),
        Column("start", "INTEGER", "first character of the anchor in that text"),
        Column("end", "INTEGER", "its end, exclusive"),
        Column("quote", "VARCHAR", "the characters of the anchor"),
        Column("prefix", "VARCHAR", "characters before the anchor"),
        Column("suffix", "VARCHAR", "characters behind it"),
        Column("seen", "VARCHAR", "what the reader had in the record's columns, as JSON"),
        Column("state", "VARCHAR", "SAME, MOVED, ORPHAN or AMBIGUOUS in the present reading"),
        Column("why", "VARCHAR", "why it is in that state"),
        Column("record", "VARCHAR", "id of the record it now holds for, or null"),
        Column("record_start", "INTEGER", "first character of that record in the present text"),
        Column("record_end", "INTEGER", "its end, exclusive"),
        Column("standing", "VARCHAR", "holds, superseded, withdrawn, overruled or unplaced"),
        Column("disputed", "BOOLEAN", "whether another analyst decided otherwise"),
    ),
)
FOLDS: Final = TableSpec(
    "folds",
    "Which reports tell of one happening; a report without a row tells of one by itself.",
    (
        Column("happening", "VARCHAR", "id of the happening"),
        Column("document", "VARCHAR", "id of the document"),
        Column("id", "VARCHAR", "id of the event, which is one report"),
        Column("reason", "VARCHAR", "why it was put there"),
        Column("score", "DOUBLE", "how alike it is to the rest, 0 to 1; null for a person's word"),
        Column("by", "VARCHAR", "who judged: a version of the folding, or an analyst"),
    ),
)
TABLES: Final = (*RECORD_TABLES, RUNS, FAILURES, PARTS, CORRECTIONS, FOLDS)


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """A view: what it answers and the query behind it."""

    name: str
    about: str
    query: str


VIEWS: Final = (
    ViewSpec(
        "event_dyads",
        "Events expanded to ordered pairs actor -> recipient; a mutual act gives both orders. "
        "An event without a recipient or partner has no row here.",
        """
        WITH told AS (
            SELECT document, id, list_distinct(actors) AS one,
                list_distinct(CASE WHEN len(recipients) = 0 THEN actors ELSE recipients END)
                    AS others,
                len(recipients) = 0 AS mutual, type, plover_type, status, date, date_first,
                date_last, quad_class, intensity, attribution
            FROM events
        ),
        half AS (SELECT * EXCLUDE (one), unnest(one) AS actor FROM told),
        pairs AS (SELECT * EXCLUDE (others), unnest(others) AS recipient FROM half)
        SELECT document, id, actor, recipient,
            CASE WHEN actor[2:2] <> ':' AND actor[4:4] IN ('', '.') THEN actor[1:3] END
                AS actor_country,
            CASE WHEN recipient[2:2] <> ':' AND recipient[4:4] IN ('', '.') THEN recipient[1:3] END
                AS recipient_country,
            mutual, type, plover_type, status, date, date_first, date_last, quad_class,
            intensity, attribution
        FROM pairs WHERE NOT mutual OR actor <> recipient
        """,
    ),
    ViewSpec(
        "events_by_dyad",
        "Reports counted by pair of countries (or of actors that have none), type and status.",
        """
        SELECT coalesce(actor_country, actor) AS actor,
            coalesce(recipient_country, recipient) AS recipient, type, status,
            count(DISTINCT (document, id)) AS reports, count(DISTINCT document) AS documents,
            min(date_first) AS first_day, max(date_last) AS last_day,
            avg(intensity) AS mean_intensity
        FROM event_dyads GROUP BY ALL
        """,
    ),
    ViewSpec(
        "event_quantities",
        "The quantities of events, one row each.",
        """
        SELECT document, id, type, status, unnest(quantities, max_depth := 2) FROM events
        """,
    ),
    ViewSpec(
        "event_sources",
        "Who says that an event happened: one row per link of the chain, 1 being the outermost.",
        """
        SELECT e.document, e.id, e.type, e.status, s.link::INTEGER AS link,
            e.attribution[s.link] AS source, e.attribution_countries[s.link] AS source_country
        FROM events e, unnest(range(1, len(e.attribution) + 1)) AS s(link)
        """,
    ),
    ViewSpec(
        "mentions_by_actor",
        "How often each actor is named, in how many documents, under which words.",
        """
        SELECT a.actor, count(*) AS mentions, count(DISTINCT m.document) AS documents,
            list_sort(list(DISTINCT m.quote)) AS quotes
        FROM mentions m, unnest(m.actors) AS a(actor) GROUP BY a.actor
        """,
    ),
)


def quoted(name: str) -> str:
    """`name` as an SQL identifier; `end`, `from` and `to` need the marks."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def table_statements(table: TableSpec) -> tuple[str, ...]:
    """SQL that makes one table, with comments."""
    columns = ", ".join(f"{quoted(column.name)} {column.type}" for column in table.columns)
    return (
        f"CREATE TABLE {table.name} ({columns})",
        f"COMMENT ON TABLE {table.name} IS {literal(table.about)}",
        *(
            f"COMMENT ON COLUMN {table.name}.{quoted(column.name)} IS {literal(column.about)}"
            for column in table.columns
        ),
    )


def create_statements() -> tuple[str, ...]:
    """SQL that makes every table and view, with comments."""
    made: list[str] = []
    for table in TABLES:
        made.extend(table_statements(table))
    for view in VIEWS:
        made.extend(view_statements(view))
    return tuple(made)


def view_statements(view: ViewSpec) -> tuple[str, ...]:
    """SQL that makes one view, or makes it anew, with its comment."""
    return (
        f"CREATE OR REPLACE VIEW {view.name} AS {view.query.strip()}",
        f"COMMENT ON VIEW {view.name} IS {literal(view.about)}",
    )
