"""The records that a narrative is read from: of an actor, a dyad, a happening or an issue."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from legation.dossier import Dossier
from legation.errors import UsageError
from legation.language.script import fold, is_han

_DYAD: Final = re.compile(r"([^:>\s]+)\s*(?::|->|>)\s*([^:>\s]+)")


@dataclass(frozen=True, slots=True)
class About:
    """What a narrative is about: one of these, the others None.

    A country takes in its bodies. `words` are searched in the sentences, whatever their script.
    """

    actor: str | None = None
    dyad: str | tuple[str, str] | None = None
    happening: str | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        given = [
            name
            for name in ("actor", "dyad", "happening", "words")
            if getattr(self, name) not in (None, "")
        ]
        if len(given) != 1:
            raise UsageError(
                "a narrative is about one thing: give an actor, a dyad, a happening or words, "
                f"not {' and '.join(given) or 'nothing'}"
            )

    def __str__(self) -> str:
        if isinstance(self.dyad, tuple):
            return ":".join(self.dyad)
        return self.actor or self.dyad or self.happening or self.words or ""

    @property
    def pair(self) -> tuple[str, str] | None:
        """Actor and recipient of the dyad.

        Raises:
            UsageError: the dyad is not written as in USA:VEN.
        """
        if self.dyad is None or isinstance(self.dyad, tuple):
            return self.dyad
        found = _DYAD.fullmatch(self.dyad.strip())
        if found is None:
            raise UsageError(f"{self.dyad!r} is no dyad; write actor and recipient as in USA:VEN")
        return found[1], found[2]


@dataclass(slots=True)
class Selection:
    """Conditions on `events e`, `claims c` and `causes r`, each with its parameters."""

    events: str
    claims: str
    causes: str
    event_values: list[Any] = field(default_factory=list)
    claim_values: list[Any] = field(default_factory=list)
    cause_values: list[Any] = field(default_factory=list)


def _is(name: str) -> str:
    return f"({name} = ? OR starts_with({name}, ? || '.') OR {name} = 'officials:' || ?)"


def _any(column: str) -> str:
    return f"len(list_filter({column}, lambda x: {_is('x')})) > 0"


def selection(about: About) -> Selection:
    """The conditions that keep what is about the thing asked for."""
    if about.actor is not None:
        return _of_actor(about.actor)
    if about.pair is not None:
        return _of_dyad(*about.pair)
    if about.happening is not None:
        return _of_happening(about.happening)
    return _of_words(about.words or "")


def _of_actor(actor: str) -> Selection:
    values = [actor] * 3
    return Selection(
        f"({_any('e.actors')} OR {_any('e.recipients')})",
        f"({_any('c.about')} OR {_is('c.speaker')})",
        _is("r.motive_actor"),
        values * 2,
        values * 2,
        values,
    )


def _of_dyad(actor: str, recipient: str) -> Selection:
    named = f"""EXISTS (SELECT 1 FROM mentions m WHERE m.document = r.document
        AND m.start BETWEEN s.start AND s."end" AND {_any("m.actors")})"""
    one, other = [actor] * 3, [recipient] * 3
    mutual = f"(len(e.recipients) = 0 AND {_any('e.actors')} AND {_any('e.actors')})"
    return Selection(
        f"(({_any('e.actors')} AND {_any('e.recipients')}) OR {mutual})",
        f"({_any('c.about')} AND ({_any('c.about')} OR {_is('c.speaker')}))",
        f"({_is('r.motive_actor')} AND {named})",
        [*one, *other, *one, *other],
        [*other, *one, *one],
        [*one, *other],
    )


def _of_happening(wanted: str) -> Selection:
    mates = """(SELECT document, id FROM folds WHERE happening IN (SELECT happening FROM folds
            WHERE starts_with(happening, ?) OR starts_with(id, ?))
        UNION SELECT document, id FROM events WHERE starts_with(id, ?))"""
    beside = f"""EXISTS (SELECT 1 FROM events e WHERE e.document = {{0}}.document
        AND e.sentence_id = {{0}}.sentence_id AND (e.document, e.id) IN {mates})"""
    values = [wanted.strip().lower()] * 3
    return Selection(
        f"(e.document, e.id) IN {mates}",
        beside.format("c"),
        beside.format("r"),
        values,
        values,
        values,
    )


def _of_words(words: str) -> Selection:
    condition = "regexp_matches(s.quote, ?)"
    values = [any_script(words)]
    return Selection(condition, condition, condition, values, values, values)


@cache
def _twins() -> dict[str, str]:
    """Folded character -> all characters of the common block that fold to it."""
    found: dict[str, str] = {}
    for code in range(0x4E00, 0xA000):
        character = chr(code)
        found[fold(character)] = found.get(fold(character), "") + character
    return found


def any_script(words: str) -> str:
    """A pattern for DuckDB that finds `words` in either script and any case."""
    parts = [
        f"[{_twins().get(character, character)}]" if is_han(character) else re.escape(character)
        for character in fold(words.strip())
    ]
    return "(?i)" + "".join(parts)


def check_known(dossier: Dossier, about: About) -> None:
    """Refuse an actor of which the dossier has no mention, with names that look like it.

    Raises:
        UsageError: an actor is unknown.
    """
    asked = about.pair or ((about.actor,) if about.actor else ())
    for name in asked:
        known = dossier.sql(
            f"SELECT 1 FROM events e WHERE {_any('e.actors')} OR {_any('e.recipients')} "
            f"UNION ALL SELECT 1 FROM mentions m WHERE {_any('m.actors')} "
            f"UNION ALL SELECT 1 FROM claims c WHERE {_is('c.speaker')} LIMIT 1",
            [name] * 12,
        )
        if len(known):
            continue
        rows = dossier.sql(
            "SELECT unnest(actors) AS actor FROM mentions UNION SELECT unnest(actors) FROM events "
            "UNION SELECT unnest(recipients) FROM events ORDER BY 1"
        )
        held = {part for row in rows for part in (row["actor"], row["actor"].partition(".")[0])}
        near = get_close_matches(name, sorted(held), n=3, cutoff=0.5)
        hint = f"; near it are {', '.join(near)}" if near else ""
        raise UsageError(f"no text of {dossier.path.name} mentions {name!r}{hint}")
