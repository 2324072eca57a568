"""Texts of an invented crisis with the records that a test needs, on top of tests/analysis/told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.analysis.told import Told
from tests.dossier.readings import at

from legation.dossier import Dossier
from legation.model.reading import Reading
from legation.model.records import Channel, Scenario, Tie


@dataclass
class Crisis(Told):
    """A text with scenarios and ties over any channel, too."""

    scenarios: list[Scenario] = field(default_factory=list)

    def scenario(
        self,
        word: str,
        outcome: str,
        condition: str | None = None,
        by: tuple[str, ...] = (),
        tree: str | None = None,
    ) -> Crisis:
        """What may follow, by the word of likelihood it stands on."""
        span = at(self.text, word)
        self.scenarios.append(
            Scenario(
                span=span,
                condition=None if condition is None else at(self.text, condition),
                outcome=at(self.text, outcome),
                likelihood=word,
                band=None,
                attributed_to=by,
                tree=tree,
                sentence=self._sentence(span),
            )
        )
        return self

    def link(
        self,
        words: str,
        ends: tuple[str, str],
        channel: Channel,
        both: bool = False,
        period: str | None = None,
    ) -> Crisis:
        """A standing relation without a number."""
        span = at(self.text, words)
        self.ties.append(
            Tie(
                *(span, *ends, channel, both, None, None, None, None),
                *(period, None, (), self._sentence(span)),
            )
        )
        return self

    def reading(self) -> Reading:
        """The reading of the text."""
        return replace(super().reading(), scenarios=tuple(self.scenarios))


def crisis_of(folder: Path, *texts: Told) -> Dossier:
    """A dossier on disk that holds the texts, open for reading."""
    path = folder / "crisis.duckdb"
    with Dossier.open(path, write=True) as opened:
        opened.add([text.reading() for text in texts])
    return Dossier.open(path)


def ids(dossier: Dossier, table: str) -> dict[str, str]:
    """Ids of the records of a table, by their words."""
    return {row["quote"]: row["id"] for row in dossier.sql(f"SELECT quote, id FROM {table}")}


def deeds(*given: tuple[str, str, str, str]) -> Iterable[Crisis]:
    """One text per deed: actor, type, recipient, day. Each is published on its day."""
    for number, (actor, type_, recipient, day) in enumerate(given):
        text = Crisis(f"deed-{number}", f"Act {number} was done.", published=day)
        yield text.event("done", type_, (actor, recipient), day)  # type: ignore[arg-type, misc]
