"""Who says that something happened and who denies it, counted by independent roots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from legation.analysis.denials import claim_statement
from legation.analysis.done_denied import done_or_not, load_events
from legation.analysis.statements import Statement, is_named, sides
from legation.dossier import Dossier, Table
from legation.errors import UsageError

_CLAIMS: Final = """SELECT c.document, c.id, c.kind, c.cue, c.speaker, c.about, c.chain,
    c.content_start, c.content_end, d.outlet, d.published,
    substring(d.text, c.content_start + 1, c.content_end - c.content_start) AS content,
    coalesce(s.quote, '') AS sentence, coalesce(s.start, c.start) AS sentence_start
    FROM claims c JOIN documents d USING (document)
    LEFT JOIN sentences s ON s.document = c.document AND s.id = c.sentence_id
    WHERE {where} ORDER BY c.document, c.start, c.id"""
_SAME_CLAIM: Final = _CLAIMS.format(where="c.id = ?")
_ANSWERS: Final = _CLAIMS.format(
    where="""c.kind IN ('denial', 'confirmation') AND (c.document, c.answers_start) IN (
        SELECT a.document, a.start FROM claims a WHERE list_contains(?, a.id))"""
)
_AROUND: Final = """SELECT DISTINCT c.id FROM claims c JOIN events e USING (document)
    WHERE list_contains(?, e.id) AND e.start BETWEEN c.content_start AND c.content_end - 1"""
_MATES: Final = """SELECT * FROM (
    SELECT DISTINCT document, id FROM folds WHERE happening IN (
        SELECT happening FROM folds WHERE happening = $1 OR id = $1)
    UNION SELECT document, id FROM events WHERE id = $1) ORDER BY ALL"""


@dataclass(frozen=True, slots=True)
class Voice:
    """A root and the statements it is the root of. `named` is False for experts and the like."""

    root: str
    named: bool
    statements: tuple[Statement, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that carry its word: ten that quote one paper are one root."""
        return tuple(dict.fromkeys(item.document for item in self.statements))


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Roots that say and roots that deny what a record says, the most carried first.

    `id` is the record or happening asked for, `reports` the number of reports of it (of a claim:
    how often it stands in the dossier).
    """

    id: str
    kind: str
    reports: int
    said_by: tuple[Voice, ...]
    denied_by: tuple[Voice, ...]

    @property
    def independent(self) -> int:
        """How many named roots say it; unnamed ones cannot be known to be independent."""
        return sum(voice.named for voice in self.said_by)

    def table(self) -> Table:
        """One row per root: says or denies, root, named, documents, sentences, evidence."""
        import pyarrow as pa

        rows = [
            {
                "stance": stance,
                "root": voice.root,
                "named": voice.named,
                "documents": list(voice.documents),
                "sentences": list(dict.fromkeys(item.sentence for item in voice.statements)),
                "evidence": list(dict.fromkeys(item.id for item in voice.statements)),
            }
            for stance, voices in (("says", self.said_by), ("denies", self.denied_by))
            for voice in voices
        ]
        texts = pa.list_(pa.string())
        fields = [("stance", pa.string()), ("root", pa.string()), ("named", pa.bool_())]
        fields += [(name, texts) for name in ("documents", "sentences", "evidence")]
        return Table(pa.Table.from_pylist(rows, pa.schema(fields)))


def corroboration(dossier: Dossier, record_id: str) -> Corroboration:
    """Which independent roots say an event, happening or claim, and which deny it.

    The id of an event takes in all reports that were folded with it into one happening. Denials
    are reports of the same dyad, type and time with status denied (see `contradictions`), and
    claims of kind denial that answer a claim of it; confirmations are counted with those who say.

    Raises:
        UsageError: no event, happening or claim has such an id.
    """
    folded_ids = dossier.sql("SELECT 1 FROM folds WHERE happening = ? LIMIT 1", [record_id])
    found = None if len(folded_ids) else dossier.evidence(record_id)
    if found is not None and found.table not in ("events", "claims"):
        raise UsageError(
            f"{record_id!r} is a row of {found.table}; give the id of an event, happening or claim"
        )
    if found is not None and found.table == "claims":
        return _of_claim(dossier, found.id)
    return _of_events(dossier, record_id if found is None else found.id)


def _of_events(dossier: Dossier, wanted: str) -> Corroboration:
    keys = [(row["document"], row["id"]) for row in dossier.sql(_MATES, [wanted])]
    reports = load_events(dossier, keys)
    statuses = {
        (row["document"], row["id"]): row["status"]
        for row in dossier.sql(
            "SELECT document, id, status FROM events WHERE list_contains(?, id)",
            [[key[1] for key in keys]],
        )
    }
    # A report that it is planned says that it happened only where a plan is what was asked about.
    asked = {statuses[key] for key in keys if key[1] == wanted} | {"actual", "ongoing"}
    says = [reports[key] for key in keys if statuses[key] in asked - {"denied"}]
    denies = [reports[key] for key in keys if statuses[key] == "denied"]
    ids = {statement.id for statement in says}
    denies += [pair.one for pair in done_or_not(dossier) if pair.other.id in ids]
    around = [row["id"] for row in dossier.sql(_AROUND, [sorted(ids)])]
    confirming, denying = _answers(dossier, around)
    return Corroboration(
        wanted, "event", len(keys), _voices([*says, *confirming]), _voices([*denies, *denying])
    )


def _of_claim(dossier: Dossier, wanted: str) -> Corroboration:
    persons = sides(dossier)
    rows = dossier.sql(_SAME_CLAIM, [wanted]).rows()
    own = [claim_statement(row, persons) for row in rows]
    confirming, denying = _answers(dossier, [wanted])
    if rows[0]["kind"] == "denial":
        return Corroboration(wanted, "denial", len(rows), _voices(own), ())
    return Corroboration(
        wanted, rows[0]["kind"], len(rows), _voices([*own, *confirming]), _voices(denying)
    )


def _answers(dossier: Dossier, ids: list[str]) -> tuple[list[Statement], list[Statement]]:
    """Confirmations and denials that answer any of these claims."""
    persons = sides(dossier)
    confirming: list[Statement] = []
    denying: list[Statement] = []
    for row in dossier.sql(_ANSWERS, [ids]):
        side = denying if row["kind"] == "denial" else confirming
        side.append(claim_statement(row, persons))
    return confirming, denying


def _voices(statements: Iterable[Statement]) -> tuple[Voice, ...]:
    by_root: dict[str, list[Statement]] = {}
    for statement in dict.fromkeys(statements):
        by_root.setdefault(statement.root, []).append(statement)
    voices = [
        Voice(root, is_named(root.partition("@")[0]), tuple(items))
        for root, items in by_root.items()
    ]
    return tuple(sorted(voices, key=_rank))


def _rank(voice: Voice) -> tuple[Any, ...]:
    return (not voice.named, -len(voice.documents), voice.root)
