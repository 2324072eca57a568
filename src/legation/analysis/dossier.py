"""The dossier with everything that can be asked of it: `from legation import Dossier`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import legation.dossier
from legation.analysis.empty import explain_empty
from legation.analysis.names import resolve_actor, resolve_dyad
from legation.dossier import EventFilter, Table
from legation.dossier.query import event_query
from legation.dossier.record_query import record_query
from legation.errors import UsageError

if TYPE_CHECKING:
    from legation.analysis.changes import Changes
    from legation.analysis.corroboration import Corroboration
    from legation.analysis.exposure import Exposure, Removal
    from legation.analysis.found import Found
    from legation.analysis.narratives import Narratives
    from legation.analysis.ordering import Order
    from legation.analysis.proposals import Proposals
    from legation.analysis.requests import Requests
    from legation.analysis.support import Support

Day = str | date
HAPPENED: Final = ("actual", "ongoing")
_WHO: Final = frozenset(["actor", "speaker", "about", "source", "from", "to"])
"""Filters on claims, ties, causes and scenarios that take an id."""
_NOUNS: Final = {
    "events": "report of an event",
    "claims": "claim",
    "ties": "tie",
    "causes": "cause",
    "scenarios": "scenario",
}


class Dossier(legation.dossier.Dossier):
    """An open dossier and its analyses; use it in a `with` statement.

    Wherever an actor is asked for, a name in any script does as well as an id: `actor="馬杜羅"` is
    `actor="P:nicolas-maduro"`. A name that nobody or more than one bears raises UsageError, which
    says who may be meant. Results are tables (`.pl()`, `.df()`, `.arrow()`), or have a `.table()`
    whose column `evidence` holds ids; `evidence(id)` opens each to its characters.
    """

    def select(self, asked: EventFilter) -> Table:
        """Reports of events that pass a filter; see `events`."""
        return super().select(self._filter(asked))

    def claims(self, limit: int | None = None, **filters: str | None) -> Table:
        """Who says what: filters speaker, about, source, kind, form, document."""
        return super().claims(limit, **self._known(filters))

    def ties(self, limit: int | None = None, **filters: str | None) -> Table:
        """Standing relations: filters from_ (or "from"), to, actor, source, channel, document."""
        return super().ties(limit, **self._known(filters))

    def causes(self, limit: int | None = None, **filters: str | None) -> Table:
        """Why, and who says so: filters actor (whose motive), source, layer, document."""
        return super().causes(limit, **self._known(filters))

    def scenarios(self, limit: int | None = None, **filters: str | None) -> Table:
        """What may follow: filters source, document."""
        return super().scenarios(limit, **self._known(filters))

    def search(self, text: str, limit: int = 20) -> Found:
        """Sentences that hold all that is typed, in any script; see `legation.analysis.search`."""
        from legation.analysis.search import search

        return search(self, text, limit)

    def dyads(
        self,
        actor: str,
        recipient: str | None = None,
        by: str = "month",
        *,
        statuses: Sequence[str] = HAPPENED,
        attributed: bool | str | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> Table:
        """What one actor did to another, period by period; see `legation.analysis.dyads`."""
        from legation.analysis.dyads import dyads

        return dyads(
            self,
            self._actor(actor),
            self._maybe(recipient),
            by,
            statuses=statuses,
            attributed=attributed,
            since=since,
            until=until,
        )

    def top_dyads(
        self,
        limit: int = 20,
        *,
        statuses: Sequence[str] = HAPPENED,
        attributed: bool | str | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> Table:
        """The pairs with the most reports, both numbers given: reports and happenings."""
        from legation.analysis.dyads import top_dyads

        return top_dyads(self, limit, statuses, attributed, since, until)

    def intervals(self, actor: str, recipient: str, by: str = "month", **scope: Any) -> Table:
        """Bootstrap intervals beside the numbers of `dyads`; `scope` as there, draws and seed."""
        from legation.analysis.series import intervals

        return intervals(self, self._actor(actor), self._actor(recipient), by, **scope)

    def changes(self, actor: str, recipient: str, by: str = "month", **scope: Any) -> Changes:
        """Where the series of a dyad changes, with an interval, or that it is too short to say."""
        from legation.analysis.changes import changes

        return changes(self, self._actor(actor), self._actor(recipient), by, **scope)

    def support(self, giver: str, receiver: str, **scope: Any) -> Support:
        """Words or deeds: what `giver` did for `receiver` and what it only said."""
        from legation.analysis.support import support

        return support(self, self._actor(giver), self._actor(receiver), **scope)

    def requests(self, asker: str, asked: str, **scope: Any) -> Requests:
        """What `asker` asked of `asked`, and the answer that is reported, if any."""
        from legation.analysis.requests import requests

        return requests(self, self._actor(asker), self._actor(asked), **scope)

    def proposals(self, proposer: str, addressee: str) -> Proposals:
        """What `proposer` proposed to `addressee`, and what became of it as far as is told."""
        from legation.analysis.proposals import proposals

        return proposals(self, self._actor(proposer), self._actor(addressee))

    def contradictions(
        self,
        actor: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        *,
        apart: bool = False,
    ) -> Table:
        """Statements that cannot both hold, each pair with both sentences, ranked.

        `apart` lists those too that only differ in what they speak of.
        """
        from legation.analysis.contradictions import contradictions

        return contradictions(self, self._maybe(actor), kind, limit, apart)

    def corroboration(self, record_id: str) -> Corroboration:
        """Who says so independently, and who denies it, for one event, happening or claim."""
        from legation.analysis.corroboration import corroboration

        return corroboration(self, record_id)

    def narratives(
        self,
        actor: str | None = None,
        dyad: str | tuple[str, str] | None = None,
        happening: str | None = None,
        words: str | None = None,
        *,
        every_status: bool = False,
    ) -> Narratives:
        """How the sources tell of one thing, in which words, and what each leaves out.

        `every_status` takes in acts that are planned, proposed, conditional or denied.
        """
        from legation.analysis.narratives import narratives

        pair = None if dyad is None else resolve_dyad(self, dyad)
        return narratives(self, self._maybe(actor), pair, happening, words, every_status)

    def tie_numbers(self, **filters: str | None) -> Table:
        """Every number of the ties, side by side by source; filters as for `ties`."""
        from legation.analysis.sizes import tie_numbers

        return tie_numbers(self, **self._known(filters))

    def number_differences(self, **filters: str | None) -> Table:
        """Numbers of one tie that cannot both hold; filters as for `ties`."""
        from legation.analysis.sizes import number_differences

        return number_differences(self, **self._known(filters))

    def tie_shares(self, **filters: str | None) -> Table:
        """Shares with what each is a share of; filters as for `ties`."""
        from legation.analysis.shares import tie_shares

        return tie_shares(self, **self._known(filters))

    def orders(self, hub: str | None = None) -> tuple[Order, ...]:
        """What texts call larger or smaller, as partial orders."""
        from legation.analysis.ordering import read_orders

        return read_orders(self, self._maybe(hub))

    def substitutions(self, actor: str | None = None) -> Table:
        """Where one partner takes the place of another in a channel."""
        from legation.analysis.displacement import substitutions

        return substitutions(self, self._maybe(actor))

    def worth_changes(self, actor: str | None = None) -> Table:
        """What an asset is worth to an actor, where a text says that it falls or rises, and why."""
        from legation.analysis.displacement import worth_changes

        return worth_changes(self, self._maybe(actor))

    def flow_changes(self, actor: str | None = None) -> Table:
        """Ties that a text says shrink, grow, stop, resume, or turn to collecting."""
        from legation.analysis.displacement import flow_changes

        return flow_changes(self, self._maybe(actor))

    def exposure(self, actor: str, channel: str | None = None) -> Exposure:
        """Whom an actor hangs on, channel by channel."""
        from legation.analysis.exposure import exposure

        return exposure(self, self._actor(actor), channel)

    def without(self, node: str, channel: str | None = None) -> Removal:
        """What is reported to run through a node, and so falls away without it."""
        from legation.analysis.exposure import without

        return without(self, self._actor(node), channel)

    def why_empty(self, records: str, **filters: Any) -> str | None:
        """Which filter emptied a selection of events, claims, ties, causes or scenarios.

        None if it is not empty. Filters are those of the method named `records`.

        Raises:
            UsageError: there are no such records, or a filter makes no sense.
        """
        if records not in _NOUNS:
            raise UsageError(f"{records!r} are no records; they are {', '.join(_NOUNS)}")

        def count(asked: Mapping[str, Any]) -> int:
            if records == "events":
                query, values = event_query(self._filter(EventFilter(**asked)))
            else:
                named = {name.removesuffix("_"): value for name, value in asked.items()}
                query, values = record_query(records, self._known(named), None)
            return int(self.sql(f"SELECT count(*) AS n FROM ({query})", values).rows()[0]["n"])

        return explain_empty(count, filters, _NOUNS[records])

    def _actor(self, text: str) -> str:
        return resolve_actor(self, text)

    def _maybe(self, text: str | None) -> str | None:
        return None if text is None else resolve_actor(self, text)

    def _filter(self, asked: EventFilter) -> EventFilter:
        return replace(
            asked,
            actor=self._maybe(asked.actor or None),
            recipient=self._maybe(asked.recipient or None),
            dyad=resolve_dyad(self, asked.dyad) if asked.dyad else None,
        )

    def _known(self, filters: Mapping[str, str | None]) -> dict[str, str | None]:
        """Filters with ids in the place of names."""
        return {
            name: self._maybe(value) if name.removesuffix("_") in _WHO else value
            for name, value in filters.items()
        }
