"""The actor lexicon: who may be named in the news, by which forms, and as whom they act on a date.

Chinese forms are stored folded to Simplified (OpenCC `t2s`, same length), without the name dot
being normalised: look up text in which every name dot is U+00B7. English forms keep their case:
names must match it, bodies, titles and sources need not. Latin forms that Chinese text uses (AMD,
OPEC+) are English forms.

`Form.kind` and what `role` means in each:

* name, abbreviation, org: the entity itself; `role` is the id it has in an event, and empty for
  a person, whose role depends on the date (`ActorLexicon.role_on`). `detail` is "people" for the
  people of a country (Poles), whose role is then COUNTRY.CVL.
* adjective: a country's or region's adjective; never an actor by itself.
* metonym, place: a seat (Kremlin) or capital; `role` is the government meant if it is no place.
* body, title: no entity; `role` begins with a dot (.MIL) and is put after the country found in
  context; it is empty where the context decides. `pattern` of a body: "suffix" (only straight
  after a country or its abbreviation), "free", "bare" (an actor even with no country near) or
  "never" (a word or place name that holds a form and is no actor: 美元, Gulf of Mexico).
  `pattern` of a title: "unique" ("the X of COUNTRY" is one office) or "any". `detail` of a body:
  org, nominal, deictic or word, then `COUNTRY=SECTOR` exceptions after blanks; of a title: the
  class of role (minister, spokesperson, lawmaker, ...).
* collective: `pattern` is "actor", or "place" where it is a party only as an agent.
* source: `entity` is the token; `pattern` is "word", "gap" (an ellipsis stands for any words) or
  "country" (`officials` becomes `officials:USA`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal, cast

from legation.errors import LexiconError
from legation.lexicons.tenure import Office, edtf_bounds, office_role
from legation.model.codes import SECTORS

Language = Literal["zh", "en"]
Strength = Literal["strong", "weak"]
FormKind = Literal[
    "name",
    "abbreviation",
    "metonym",
    "org",
    "adjective",
    "body",
    "title",
    "collective",
    "source",
    "place",
]
EntityKind = Literal["country", "person", "organisation", "igo", "collective", "source"]

REGIONS: Final = ("TW", "HK", "CN")
# Bodies of these sectors act for their state; parties, armed groups and media for themselves.
_STATE_SECTORS: Final = frozenset(["GOV", "MIL", "SPY", "COP", "JUD", "LEG", "BUS", "OPP"])


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with an id.

    `names` holds the preferred Chinese form per region (TW and HK Traditional, CN Simplified) and
    lacks the regions for which none is known. `country` is an ISO 3166-1 alpha-3 code, None for
    what belongs to no state; `offices` is empty for all but persons, oldest first.
    """

    id: str
    kind: EntityKind
    name_en: str
    names: Mapping[str, str]
    country: str | None
    sector: str | None
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing one actor; see the module's text for the fields by kind.

    `entity` is empty for bodies and titles. `regions` is empty for English.
    """

    text: str
    language: Language
    entity: str
    kind: FormKind
    role: str
    strength: Strength
    regions: tuple[str, ...]
    pattern: str = ""
    detail: str = ""


def standing_role(identifier: str, kind: str, country: str | None, sector: str | None) -> str:
    """The id under which a body acts on any date: MEX.MIL for a ministry, O:... for a cartel."""
    if kind == "organisation" and country and sector in _STATE_SECTORS:
        return f"{country}.{sector}"
    return identifier


@dataclass(frozen=True)
class ActorLexicon:
    """All entities and forms."""

    forms: tuple[Form, ...]
    entities: Mapping[str, Entity] = field(repr=False)

    @cached_property
    def by_text(self) -> Mapping[str, tuple[Form, ...]]:
        """The forms of a text, in the order strong before weak."""
        found: dict[str, list[Form]] = {}
        for form in self.forms:
            found.setdefault(form.text, []).append(form)
        return MappingProxyType(
            {
                text: tuple(sorted(forms, key=lambda form: form.strength))
                for text, forms in found.items()
            }
        )

    def entity(self, identifier: str) -> Entity:
        """The entity of an id; LexiconError if there is none."""
        try:
            return self.entities[identifier]
        except KeyError:
            message = f"{identifier!r} is not in the actor lexicon; add it to resources/actors"
            raise LexiconError(message) from None

    @cached_property
    def _by_country(self) -> Mapping[str, tuple[tuple[Entity, Office], ...]]:
        found: dict[str, list[tuple[Entity, Office]]] = {}
        for entity in self.entities.values():
            for office in entity.offices:
                if office.country:
                    found.setdefault(office.country, []).append((entity, office))
        return {country: tuple(held) for country, held in found.items()}

    def holder(self, country: str, titles: tuple[str, ...], date: str) -> str | None:
        """Id of the one person who holds an office of that title (its first words) on a date.

        None where nobody or more than one is known to.
        """
        first, last = edtf_bounds(date)
        ids = {
            entity.id
            for entity, office in self._by_country.get(country, ())
            if office.title.startswith(titles)
            and office.first_day <= last
            and office.last_day >= first
        }
        return ids.pop() if len(ids) == 1 else None

    def role_on(self, identifier: str, date: str | None) -> str | None:
        """The id under which an entity acts on a date (EDTF level 1; None = now or unknown).

        A person acts by the office held then: `VEN.GOV`. Where several offices overlap the date,
        executive office comes first. Without a date it is the latest office known. A person who
        held office before but not on the date acts as `COUNTRY.ELI` if the last office was an
        executive one and ended more than 60 days before, else by the last office's sector; before
        the first office known the country alone remains. A person without offices acts by country
        and sector. Officers of an intergovernmental body act as that body. None where neither
        country nor body is known: then the entity's own id is all there is.
        """
        entity = self.entity(identifier)
        if entity.kind != "person":
            return standing_role(entity.id, entity.kind, entity.country, entity.sector)
        if entity.offices:
            return office_role(entity.offices, date, entity.country)
        if entity.country and entity.sector in SECTORS:
            return f"{entity.country}.{entity.sector}"
        return entity.country


_REGION_SETS: Final = tuple(
    tuple(region for bit, region in enumerate(REGIONS) if mask >> bit & 1) for mask in range(8)
)


def _entity(row: list[object]) -> Entity:
    identifier, kind, name, tw, hk, cn, country, sector, offices = row
    names = {
        region: cast(str, form) for region, form in zip(REGIONS, (tw, hk, cn), strict=True) if form
    }
    return Entity(
        cast(str, identifier),
        cast(EntityKind, kind),
        cast(str, name),
        MappingProxyType(names),
        cast("str | None", country),
        cast("str | None", sector),
        tuple(Office(*office) for office in cast("list[list[str]]", offices)),
    )


def decode(text: str) -> ActorLexicon:
    """The lexicon out of its compiled JSON: lists of entities and of blocks of like forms."""
    data = json.loads(text)
    entities = {entity.id: entity for entity in map(_entity, data["entities"])}
    forms: list[Form] = []
    for language, kind, pattern, detail, rows in data["forms"]:
        forms += [
            Form(
                form,
                language,
                entity,
                kind,
                role,
                "weak" if weak else "strong",
                _REGION_SETS[mask],
                pattern,
                detail,
            )
            for form, entity, role, weak, mask in rows
        ]
    return ActorLexicon(tuple(forms), MappingProxyType(entities))


@cache
def load_actors() -> ActorLexicon:
    """The lexicon that comes with the package, read once."""
    path = resources.files("legation.lexicons").joinpath("data", "actors.json")
    return decode(path.read_text(encoding="utf-8"))
