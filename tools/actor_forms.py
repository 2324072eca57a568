"""Forms of the actor lexicon before they are compiled: merged over regions, weak ones marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lexicon_tables import fold

from legation.lexicons.actors import REGIONS


@dataclass(frozen=True)
class Draft:
    """A form before folding; `regions` is "" for English."""

    text: str
    entity: str
    kind: str
    role: str
    regions: str = ""
    weak: bool = False
    pattern: str = ""
    detail: str = ""
    language: str = "en"


def _key(draft: Draft) -> tuple[str, ...]:
    return draft.language, draft.kind, draft.pattern, draft.detail, draft.text, draft.entity


def merge(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, int]]:
    """One draft for each folded form of an entity, with the bit mask of its regions."""
    together: dict[tuple[str, ...], Draft] = {}
    masks: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for draft in drafts:
        text = fold(draft.text) if draft.language == "zh" else draft.text
        folded = replace(draft, text=text, regions="")
        key = (*_key(folded), folded.role)
        known = together.setdefault(key, folded)
        if known.weak and not folded.weak:
            together[key] = replace(known, weak=False)
        if draft.regions:
            masks[key] |= 1 << REGIONS.index(draft.regions)
    for key in sorted(together):
        yield together[key], masks[key]


def settle(forms: list[tuple[Draft, int]]) -> list[tuple[Draft, int]]:
    """Drop two-character country forms that are words, weaken the forms that several share.

    A country's own name stays strong beside a person or body of the same name; a person's or
    body's form that is also a generic word, a place or another's name is weak.
    """
    words = {d.text for d, _ in forms if d.pattern == "never" or d.kind == "collective"}
    named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    generic: set[tuple[str, str]] = set()
    shorts: defaultdict[str, set[str]] = defaultdict(set)
    capitals: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for draft, _ in forms:
        place = (draft.language, draft.text)
        if draft.kind in ("name", "org", "metonym") or draft.entity.startswith(("O:", "IGO:")):
            named[place].add(draft.entity)
        elif draft.kind == "abbreviation":
            shorts[draft.text].add(draft.entity)
        else:
            generic.add(place)
        if draft.kind == "place":
            capitals[place].add(draft.entity)
    out = []
    for draft, mask in forms:
        place = (draft.language, draft.text)
        country = len(draft.entity) == 3
        if draft.kind == "abbreviation" and country:
            if len(draft.text) == 2 and (draft.text in words or named[place]):
                continue
            weak = len(draft.text) == 1 or len(shorts[draft.text]) > 1
            out.append((replace(draft, weak=weak), mask))
            continue
        if draft.kind == "place":
            if draft.entity in named[place]:
                continue
            out.append((replace(draft, weak=draft.weak or len(capitals[place]) > 1), mask))
            continue
        shared = len(named[place]) > 1 or place in generic
        own = draft.kind in ("name", "org", "abbreviation") and draft.entity and not country
        out.append((replace(draft, weak=draft.weak or bool(own and shared)), mask))
    return out
