"""Articles that tell of one act each, for tests of folding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.dossier.readings import at, document

from legation.dossier import Dossier
from legation.model.document import Language, Sentence
from legation.model.mention import Mention
from legation.model.reading import Reading
from legation.model.records import Event
from legation.model.span import Span


@dataclass(frozen=True)
class Telling:
    """An article of one sentence, what acts in it, and which words name the parties."""

    name: str
    text: str
    trigger: str
    names: tuple[tuple[str, str], ...]
    published: str = "2019-03-02"
    outlet: str = "Example Post"
    date: str | None = "2019-03-01"
    status: str = "actual"
    type: str = "COERCE"
    modes: tuple[str, ...] = ("seize",)
    attribution: tuple[str, ...] = ()
    reason: str = "1日 (published)"
    language: Language = "zh-Hant-TW"


# A made-up seizure, told in the wording of three regions.
HANT = Telling(
    "hant", "智利海軍1日扣押一艘祕魯漁船。", "扣押", (("智利海軍", "CHL.MIL"), ("祕魯", "PER"))
)
HANS = Telling(
    "hans",
    "智利海军1日在海上扣押了一艘秘鲁渔船。",
    "扣押",
    (("智利海军", "CHL.MIL"), ("秘鲁", "PER")),
    outlet="示例报",
    language="zh-Hans",
)
ENGLISH = Telling(
    "english",
    "Chile's navy seized a Peruvian fishing boat on March 1.",
    "seized",
    (("Chile's navy", "CHL.MIL"), ("Peruvian", "PER")),
    outlet="Sample Herald",
    language="en",
)
TELLINGS = (HANT, HANS, ENGLISH)


def reading(told: Telling, reader: str = "rules@1", before: str = "") -> Reading:
    """The reading of an article; `before` is put before its sentence."""
    text = before + told.text
    whole = Span(len(before), len(text))
    mentions = tuple(
        Mention(at(text, words), (name,), "name", "given") for words, name in told.names
    )
    ids = [name for _, name in told.names]
    event = Event(
        span=at(text, told.trigger),
        type=told.type,  # type: ignore[arg-type]
        plover_type=told.type,  # type: ignore[arg-type]
        modes=told.modes,
        contexts=(),
        actors=(ids[0],),
        recipients=tuple(ids[1:2]),
        actor_mentions=(0,),
        recipient_mentions=(1,) if len(ids) > 1 else (),
        date=told.date,
        place=None,
        status=told.status,  # type: ignore[arg-type]
        attribution=told.attribution,
        attribution_countries=(None,) * len(told.attribution),
        quantities=(),
        sentence=whole,
        frame="given",
        reasons=(("date", told.reason),),
    )
    made = document(told.name, text, outlet=told.outlet, published=told.published)
    sentence = Sentence(whole, "body", told.language, 1)
    return Reading(made, reader, (sentence,), mentions, (event,))


def dossier(path: Path, *told: Telling) -> Path:
    """A dossier at `path` with the articles."""
    with Dossier.open(path, write=True) as opened:
        opened.add([reading(item) for item in told])
    return path


def ids(path: Path) -> dict[str, str]:
    """Ids of the reports by document; each has one."""
    with Dossier.open(path) as opened:
        return {row["document"]: row["id"] for row in opened.sql("SELECT * FROM events")}


def folds(path: Path) -> list[set[str]]:
    """The documents of each happening that has more than one report."""
    with Dossier.open(path) as opened:
        rows = opened.sql(
            "SELECT list(document) AS documents FROM folds GROUP BY happening ORDER BY happening"
        ).rows()
    return sorted((set(row["documents"]) for row in rows), key=sorted)
