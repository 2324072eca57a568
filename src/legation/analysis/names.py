"""Names where ids are asked for: 馬杜羅, 马杜罗 and Maduro are P:nicolas-maduro."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from legation.analysis.spelling import plain, printable
from legation.dossier import Dossier
from legation.errors import UsageError
from legation.lexicons.actors import Form, load_actors
from legation.model.codes import SECTORS

_NAMES: Final = frozenset(["name", "org", "abbreviation"])
"""Kinds of form that name somebody; a seat (the Kremlin) or an adjective does not."""
_NEARBY: Final = frozenset(["metonym", "place", "source", "collective"])
"""Kinds that stand for somebody, asked where no name fits."""
_PREFIXES: Final = ("P:", "O:", "G:", "IGO:", "officials:")
_ID: Final = r"(?:(?:P|O|G|IGO|officials):)?[^:>]+"
_DYAD: Final = re.compile(rf"({_ID}?)\s*(?::|：|->|>|→)\s*({_ID})")
_ROLE: Final = re.compile(r"([A-Z]{3})\.([A-Z]+)")
_SHORT: Final = 3
"""Latin names of so many letters are taken only as written: us is not the US."""
_CLOSE: Final = 0.6
"""How alike a name must be to be suggested, 0 to 1."""
_MARGIN: Final = 0.15
_SUGGESTED: Final = 3
_SHOWN: Final = 40
_TRANSLITERATED: Final = re.compile(r"[\s·.\-'’,]+")


def actors_named(text: str) -> tuple[str, ...]:
    """Ids of all actors whose name `text` is, in any spelling; in the order of ids.

    Strong names come before weak ones: where a strong one fits, weak ones are not looked at.
    """
    return _entities(text, _NAMES)


def other_names(identifiers: Iterable[str]) -> tuple[Form, ...]:
    """The names of these actors that nobody else bears, in Chinese (Simplified) and English."""
    wanted = set(identifiers)
    found: list[Form] = []
    by_text = load_actors().by_text
    for form in load_actors().forms:
        if form.entity not in wanted or form.kind not in _NAMES or form.detail == "people":
            continue
        bearers = {other.entity for other in by_text[form.text] if other.entity}
        if form.strength == "strong" and bearers <= wanted:
            found.append(form)
    return tuple(found)


def resolve_actor(dossier: Dossier | None, text: str) -> str:
    """The id that `text` is, or names: 馬杜羅 gives P:nicolas-maduro, VEN.GOV itself.

    An id counts if the lexicon or the dossier knows it; a beginning of ids (P:nicolas) stays as it
    is. A name counts as the lexicon has it, in any spelling, or as the dossier's mentions do.

    Raises:
        UsageError: nobody is called so (with the names that are most alike), or several are.
    """
    asked = printable(text)
    if not asked:
        raise UsageError("no actor is given; give an id such as VEN or P:nicolas-maduro, or a name")
    if ids_meant(asked):
        return asked
    if asked.upper() in load_actors().entities and len(asked) == _SHORT:
        return asked.upper()
    if found := actors_named(asked) or _entities(asked, _NEARBY):
        return _only(asked, found)
    if dossier is not None:
        if _is_held(dossier, asked):
            return asked
        if found := _mentioned(dossier, asked):
            return _only(asked, found)
    raise _nobody(dossier, asked if len(asked) <= _SHOWN else f"{asked[:_SHOWN]}…")


def resolve_dyad(dossier: Dossier | None, dyad: str | tuple[str, str]) -> tuple[str, str]:
    """The ids of a pair, written as USA:VEN, 美國:委內瑞拉 or USA->P:nicolas-maduro.

    Raises:
        UsageError: it is no pair, or one of the two is nobody, or several.
    """
    if isinstance(dyad, str):
        pair = _DYAD.fullmatch(printable(dyad))
        if pair is None:
            raise UsageError(f"{dyad!r} is no dyad; write actor and recipient as in USA:VEN")
        one, other = pair[1], pair[2]
    else:
        one, other = dyad
    return resolve_actor(dossier, one), resolve_actor(dossier, other)


def _only(text: str, found: Sequence[str]) -> str:
    if len(found) > 1:
        candidates = "; ".join(describe_actor(identifier) for identifier in found)
        raise UsageError(f"{text!r} names {len(found)} actors; give the id of one: {candidates}")
    return found[0]


def describe_actor(identifier: str) -> str:
    """An id with its names, for people: P:nicolas-maduro (Nicolás Maduro, 馬杜洛, 馬杜羅)."""
    entity = load_actors().entities.get(identifier)
    if entity is None:
        return identifier
    names = dict.fromkeys([entity.name_en, *entity.names.values()])
    return f"{identifier} ({', '.join(name for name in names if name)})"


def taken_in(identifier: str) -> tuple[str, ...]:
    """The ids that a mention of this actor may bear: a country takes in its sectors."""
    entity = load_actors().entities.get(identifier)
    if entity is None or entity.kind != "country":
        return (identifier,)
    sectors = (f"{identifier}.{sector}" for sector in sorted(SECTORS))
    return (identifier, *sectors, f"officials:{identifier}")


def ids_meant(text: str) -> tuple[str, ...]:
    """The ids that `text` is, or begins up to a hyphen (P:nicolas); empty if the lexicon has none.

    `P:` alone means every person; VEN.GOV and officials:VEN are ids wherever VEN is one.
    """
    entities = load_actors().entities
    role = _ROLE.fullmatch(text)
    if text in entities or (role and role[1] in entities and role[2] in SECTORS):
        return (text,)
    if text.startswith("officials:") and text.removeprefix("officials:") in entities:
        return (text,)
    if not text.startswith(_PREFIXES):
        return ()
    stem = text if text.endswith(":") else f"{text}-"
    return tuple(name for name in entities if name.startswith(stem))


def _is_held(dossier: Dossier, identifier: str) -> bool:
    """Whether any record of the dossier has this id, which the lexicon may not know."""
    tests = " OR ".join(f"EXISTS (FROM {table} WHERE {test})" for table, test in _HOLDING)
    found = dossier.sql(f"SELECT 1 AS found WHERE {tests}", [identifier] * len(_HOLDING))
    return len(found) > 0


_HOLDING: Final = (
    *(("mentions", "list_contains(actors, ?)"), ("mentions", "list_contains(roles, ?)")),
    *(("events", f"list_contains({name}, ?)") for name in ("actors", "recipients", "attribution")),
    *(("claims", "speaker = ?"), ("claims", "list_contains(chain, ?)")),
    *(("ties", '"from" = ?'), ("ties", '"to" = ?')),
)
"""Where an id may stand."""


def _mentioned(dossier: Dossier, text: str) -> tuple[str, ...]:
    """Whom the dossier's mentions of this very name stand for."""
    rows = dossier.sql(
        """SELECT DISTINCT actors[1] AS actor FROM mentions
        WHERE lower(quote) = lower(?) AND len(actors) = 1 AND kind <> 'pronoun' ORDER BY 1""",
        [text],
    )
    return tuple(row["actor"] for row in rows)


def _entities(text: str, kinds: frozenset[str]) -> tuple[str, ...]:
    forms = [form for form in _by_name().get(plain(text), ()) if form.kind in kinds]
    fitting = [form for form in forms if _fits(form, text)]
    strong = [form for form in fitting if form.strength == "strong"]
    return tuple(sorted({form.entity for form in strong or fitting if form.entity}))


def _fits(form: Form, text: str) -> bool:
    """Short Latin names keep their capitals; a lone character is no name but a part of words."""
    if form.language == "zh":
        return len(text) > 1
    letters = sum(character.isalnum() for character in form.text)
    return letters > _SHORT or form.text == text


@cache
def _by_name() -> Mapping[str, Sequence[Form]]:
    found: dict[str, list[Form]] = {}
    for form in load_actors().forms:
        if form.entity and form.kind in _NAMES | _NEARBY and form.detail != "people":
            found.setdefault(plain(form.text), []).append(form)
    return found


def _nobody(dossier: Dossier | None, text: str) -> UsageError:
    near = [describe_actor(identifier) for identifier in _nearest(text)]
    where = "the lexicon" if dossier is None else f"the lexicon or {dossier.path.name}"
    means = f"; did you mean {' or '.join(near)}?" if near else "; `legation brief` lists who is in"
    return UsageError(f"nobody is called {text!r} in {where}{means}")


def _nearest(text: str) -> tuple[str, ...]:
    """Ids of the actors whose names are most alike, best first; none far behind the best."""
    wanted = _bare(plain(text.split(":", 1)[-1]))
    scored: dict[str, float] = {}
    for name, forms in _by_name().items():
        bare = _bare(name)
        if not 0.5 <= (len(bare) + 1) / (len(wanted) + 1) <= 2 or not set(bare) & set(wanted):
            continue
        score = _alike(wanted, bare)
        if score >= _CLOSE:
            for form in forms:
                if form.kind in _NAMES and _fits(form, form.text):
                    scored[form.entity] = max(score, scored.get(form.entity, 0.0))
    least = max(scored.values(), default=0.0) - _MARGIN
    near = [identifier for identifier, score in scored.items() if score >= least]
    return tuple(sorted(near, key=lambda name: (-scored[name], name))[:_SUGGESTED])


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
        return 0.0
    return matcher.ratio()


def _bare(name: str) -> str:
    return _TRANSLITERATED.sub("", name)
