"""Compile resources/actors/*.tsv into actors.json: entities, and forms in blocks of like ones."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import actor_names as names
from actor_forms import Draft, merge, settle
from lexicon_tables import (
    ROOT,
    Row,
    check_choice,
    check_country,
    check_dates,
    check_iso,
    check_script,
    check_sector,
    check_short,
    fold,
    is_chinese,
    read_table,
    words,
)

from legation.lexicons.actors import REGIONS, standing_role
from legation.lexicons.tenure import edtf_bounds
from legation.model.codes import SECTORS

SOURCES = ROOT / "resources" / "actors"
_NAMES = ["zh_TW", "zh_HK", "zh_CN"]
TERRITORIES = words(
    "iso3 iso2 name_en aliases_en adjective_en people_en zh_TW zh_HK zh_CN short_zh"
    " capital_en capital_TW capital_HK capital_CN seats weak"
)
PEOPLE = words("id name_en aliases_en zh_TW zh_HK zh_CN weak country sector office from to")
ORGANISATIONS = words(
    "id name_en aliases_en zh_TW zh_HK zh_CN abbreviations weak country sector kind"
)
COLLECTIVES = words("id name_en aliases_en adjective_en zh_TW zh_HK zh_CN actor")
BODIES = words("form language sector kind pattern bare exceptions")
TITLES = words("form language sector kind unique")
SOURCE_TOKENS = words("token form language pattern")


@dataclass
class Lexicon:
    """What is gathered: forms, and entities as the lists that the loader reads."""

    drafts: list[Draft]
    entities: list[list[Any]]
    codes: frozenset[str] = frozenset()


def _english(texts: Iterable[str], **fields: Any) -> Iterator[Draft]:
    for text in names.with_plain(texts):
        yield Draft(text, **fields)


def _chinese(row: Row, columns: Iterable[str], **fields: Any) -> Iterator[Draft]:
    """The forms of the three regions; what is Latin among them (OPEC+) is an English form."""
    for region, column in zip(REGIONS, columns, strict=True):
        for name in row.split(column):
            if not is_chinese(name):
                yield Draft(name, **fields)
                continue
            for text in names.chinese_forms(name):
                yield Draft(text, regions=region, language="zh", **fields)


def _weaken(row: Row, drafts: Iterable[Draft], strict: bool = False) -> list[Draft]:
    """The drafts, weak where the row's column `weak` says so."""
    weak = {fold(form) for name in row.split("weak") for form in names.chinese_forms(name)}
    out = [replace(d, weak=d.weak or fold(d.text) in weak) for d in drafts]
    unknown = weak - {fold(draft.text) for draft in out}
    if strict and unknown:
        raise row.fail(f"weak forms that no column gives: {sorted(unknown)}")
    return out


def _preferred(row: Row, columns: Iterable[str] = _NAMES) -> list[str]:
    return [next(iter(row.split(column)), "") for column in columns]


def _check_scripts(row: Row, traditional: Iterable[str], simplified: Iterable[str]) -> None:
    for column in traditional:
        check_script(row, column, simplified=False)
    for column in simplified:
        check_script(row, column, simplified=True)


# Territories


def _regions(row: Row, cell: str | None) -> tuple[str, ...]:
    """The regions of a mark like TW+HK; all without one."""
    regions = tuple(cell.split("+")) if cell else REGIONS
    if not set(regions) <= set(REGIONS):
        raise row.fail(f"{cell!r} must be one or more of {REGIONS}, joined by +")
    return regions


def _shorts(row: Row) -> Iterator[Draft]:
    """One-character abbreviations and, with 國, the two-character ones made of them."""
    code = row["iso3"]
    for cell in row.split("short_zh"):
        text, _, regions = cell.partition("@")
        if len(text) != 1:
            raise row.fail(f"{text!r} in short_zh must be one character")
        for form in (text, text + "國"):
            for region in _regions(row, regions):
                yield Draft(form, code, "abbreviation", code, region, language="zh")


def _seats(row: Row) -> Iterator[Draft]:
    for cell in row.split("seats"):
        match = re.fullmatch(r"([^@:]+)(?:@([A-Z+]+))?:([A-Z]{3})", cell)
        if not match or match[3] not in SECTORS:
            raise row.fail(f"seat {cell!r} must read FORM[@REGIONS]:SECTOR")
        text, regions, sector = match.groups()
        role = f"{row['iso3']}.{sector}"
        if not is_chinese(text):
            yield from _english([text], entity=row["iso3"], kind="metonym", role=role)
            continue
        for region in _regions(row, regions):
            yield Draft(text, row["iso3"], "metonym", role, region, language="zh")


def _territory_forms(row: Row) -> Iterator[Draft]:
    code = row["iso3"]
    english = [row["name_en"], *row.split("aliases_en")]
    adjectives = [form for form in row.split("adjective_en") if form not in english]
    people = [form for form in row.split("people_en") if form not in {*english, *adjectives}]
    yield from _english(english, entity=code, kind="name", role=code)
    yield from _english(adjectives, entity=code, kind="adjective", role=code)
    yield from _english(people, entity=code, kind="name", role=f"{code}.CVL", detail="people")
    yield from _chinese(row, _NAMES, entity=code, kind="name", role=code)
    yield from _shorts(row)
    yield from _seats(row)
    capital: dict[str, Any] = {"entity": code, "kind": "place", "role": f"{code}.GOV"}
    yield from _english((c for c in row.split("capital_en") if c not in english), **capital)
    yield from _chinese(row, ["capital_TW", "capital_HK", "capital_CN"], **capital)


def add_territories(lexicon: Lexicon, folder: Path) -> None:
    """Countries with their names, adjectives, peoples, abbreviations, seats and capitals."""
    codes = set()
    for row in read_table(folder / "territories.tsv", TERRITORIES, ["iso3"]):
        check_iso(row)
        _check_scripts(
            row,
            ["zh_TW", "zh_HK", "short_zh", "capital_TW", "capital_HK", "seats"],
            ["zh_CN", "capital_CN"],
        )
        check_short(row, [*_NAMES, "capital_TW", "capital_HK", "capital_CN", "aliases_en"])
        drafts = list(dict.fromkeys(_territory_forms(row)))
        lexicon.drafts += _weaken(row, drafts, strict=True)
        code = row["iso3"]
        lexicon.entities.append([code, "country", row["name_en"], *_preferred(row), code, None, []])
        codes.add(code)
    lexicon.codes = frozenset(codes)


# Organisations and people


def _abbreviations(row: Row, fields: dict[str, Any]) -> Iterator[Draft]:
    for text in row.split("abbreviations"):
        weak = len(text) < 3
        if not is_chinese(text):
            yield Draft(text, kind="abbreviation", weak=weak, **fields)
            continue
        for region in REGIONS:
            yield Draft(text, kind="abbreviation", regions=region, language="zh", **fields)


def add_organisations(lexicon: Lexicon, folder: Path) -> dict[str, str]:
    """Named bodies; returns the English names and abbreviations of intergovernmental ones."""
    bodies: dict[str, str] = {}
    for row in read_table(folder / "organisations.tsv", ORGANISATIONS, ["id"]):
        check_country(row, lexicon.codes, ("INT", "EUU"))
        check_sector(row, other=True)
        _check_scripts(row, ["zh_TW", "zh_HK"], ["zh_CN"])
        check_short(row, [*_NAMES, "abbreviations"])
        identifier = row["id"]
        if not re.fullmatch(r"(O|IGO):[A-Za-z0-9+-]+", identifier):
            raise row.fail(f"{identifier!r} must begin with O: or IGO:")
        kind = "igo" if identifier.startswith("IGO:") else "organisation"
        country = row["country"] if row["country"] in lexicon.codes else None
        sector = row["sector"] if row["sector"] in SECTORS else None
        role = standing_role(identifier, kind, country, sector)
        english = [n.removeprefix("The ") for n in [row["name_en"], *row.split("aliases_en")]]
        fields: dict[str, Any] = {"entity": identifier, "role": role}
        drafts = [
            *_english(english, kind="org", **fields),
            *_chinese(row, _NAMES, kind="org", **fields),
        ]
        drafts += _abbreviations(row, fields)
        lexicon.drafts += _weaken(row, dict.fromkeys(drafts))
        names_zh = _preferred(row)
        lexicon.entities.append([identifier, kind, row["name_en"], *names_zh, country, sector, []])
        if kind == "igo":
            bodies |= dict.fromkeys([*english, *row.split("abbreviations")], identifier)
    return bodies


def _office(row: Row, lexicon: Lexicon, bodies: dict[str, str]) -> list[Any]:
    """The office of a row; an officer of an intergovernmental body acts as that body."""
    country: str | None = row["country"]
    if country not in lexicon.codes:
        found = [b for b in bodies if re.search(rf"(?<!\w){re.escape(b)}(?!\w)", row["office"])]
        union = bodies.get("European Union") if country == "EUU" else None
        country = bodies[max(found, key=len)] if found else union
    return [row["office"], country, row["sector"], row["from"] or None, row["to"] or None]


def _start(office: list[Any]) -> str:
    return edtf_bounds(office[3])[0].isoformat() if office[3] else ""


def add_people(lexicon: Lexicon, folder: Path, bodies: dict[str, str]) -> None:
    """Persons with their offices."""
    first: dict[str, Row] = {}
    offices: defaultdict[str, list[list[Any]]] = defaultdict(list)
    last: dict[str, tuple[str, Row]] = {}
    for row in read_table(folder / "people.tsv", PEOPLE, ["id", "office", "from", "country"]):
        identifier = row["id"]
        check_country(row, lexicon.codes, ("INT", "EUU"))
        check_sector(row, other=True)
        check_dates(row)
        _check_scripts(row, ["zh_TW", "zh_HK"], ["zh_CN"])
        check_short(row, _NAMES)
        if not re.fullmatch(r"P:[a-z0-9-]+", identifier):
            raise row.fail(f"{identifier!r} must read P:first-last, lower case ASCII")
        known = first.setdefault(identifier, row)
        if any(known[column] != row[column] for column in PEOPLE[1:7]):
            raise row.fail(f"the names of {identifier} differ from {known.place}")
        office = _office(row, lexicon, bodies)
        if row["office"]:
            offices[identifier].append(office)
        if identifier not in last or _start(office) >= last[identifier][0]:
            last[identifier] = (_start(office), row)
    for identifier, row in first.items():
        held = sorted(offices[identifier], key=_start)
        newest = last[identifier][1]
        country = newest["country"] if newest["country"] in lexicon.codes else None
        sector = newest["sector"] if newest["sector"] in SECTORS else None
        entry = [identifier, "person", row["name_en"], *_preferred(row), country, sector, held]
        lexicon.entities.append(entry)
        lexicon.drafts += _weaken(row, dict.fromkeys(_person_forms(row)))


def _person_forms(row: Row) -> Iterator[Draft]:
    fields: dict[str, Any] = {"entity": row["id"], "kind": "name", "role": ""}
    full = [row["name_en"], *row.split("aliases_en")]
    yield from _english(full, **fields)
    for text in names.with_plain(names.surnames(row["name_en"], row["country"])):
        if text not in full:
            yield Draft(text, weak=text in names.COMMON_WORDS, detail="surname", **fields)
    yield from _chinese(row, _NAMES, **fields)


# Collectives, bodies, titles, sources


def add_collectives(lexicon: Lexicon, folder: Path) -> None:
    """Groups of states, with their adjectives."""
    for row in read_table(folder / "collectives.tsv", COLLECTIVES, ["id"]):
        check_choice(row, "actor", ("yes", "no"))
        _check_scripts(row, ["zh_TW", "zh_HK"], ["zh_CN"])
        check_short(row, _NAMES)
        identifier = row["id"]
        if not re.fullmatch(r"G:[a-z0-9-]+", identifier):
            raise row.fail(f"{identifier!r} must read G:name")
        pattern = "actor" if row["actor"] == "yes" else "place"
        fields: dict[str, Any] = {"entity": identifier, "role": identifier, "pattern": pattern}
        adjectives = row.split("adjective_en")
        english = [row["name_en"], *row.split("aliases_en")]
        lexicon.drafts += _english(english, kind="collective", **fields)
        lexicon.drafts += _english(adjectives, kind="adjective", **fields)
        lexicon.drafts += _chinese(row, _NAMES, kind="collective", **fields)
        entry: list[Any] = [
            identifier,
            "collective",
            row["name_en"],
            *_preferred(row),
            None,
            None,
            [],
        ]
        lexicon.entities.append(entry)


def _listed(row: Row, **fields: Any) -> Iterator[Draft]:
    """The form of a table with one form a row."""
    check_choice(row, "language", ("zh", "en"))
    if row["language"] == "en":
        yield Draft(row["form"], **fields)
        return
    check_script(row, "form", simplified=False)
    for region in REGIONS:
        yield Draft(row["form"], regions=region, language="zh", **fields)


def add_generic(lexicon: Lexicon, folder: Path) -> None:
    """Bodies, titles and unnamed sources."""
    for row in read_table(folder / "bodies.tsv", BODIES, ["form", "language", "pattern"]):
        check_sector(row)
        check_choice(row, "kind", ("org", "nominal", "deictic", "word"))
        check_choice(row, "pattern", ("suffix", "free", "never"))
        check_choice(row, "bare", ("yes", "no"))
        for exception in row["exceptions"].split():
            country, _, sector = exception.partition("=")
            if country not in lexicon.codes or sector not in SECTORS:
                raise row.fail(f"exception {exception!r} must read COUNTRY=SECTOR")
        pattern = "bare" if row["bare"] == "yes" else row["pattern"]
        detail = f"{row['kind']} {row['exceptions']}".strip()
        role = f".{row['sector']}" if row["kind"] in ("org", "nominal") else ""
        lexicon.drafts += _listed(
            row, entity="", kind="body", role=role, pattern=pattern, detail=detail
        )
    for row in read_table(folder / "titles.tsv", TITLES, ["form", "language"]):
        check_sector(row, blank=True)
        check_choice(row, "unique", ("yes", "no"))
        pattern = "unique" if row["unique"] == "yes" else "any"
        role = f".{row['sector']}" if row["sector"] else ""
        lexicon.drafts += _listed(
            row, entity="", kind="title", role=role, pattern=pattern, detail=row["kind"]
        )
    tokens: dict[str, list[Any]] = {}
    for row in read_table(folder / "sources.tsv", SOURCE_TOKENS, ["form", "language"]):
        check_choice(row, "pattern", ("word", "gap", "country"))
        if (row["pattern"] == "gap") != ("…" in row["form"]):
            raise row.fail("an ellipsis and the pattern gap belong together")
        token = row["token"]
        tokens[token] = [token, "source", token, "", "", "", None, None, []]
        lexicon.drafts += _listed(
            row, entity=token, kind="source", role=token, pattern=row["pattern"]
        )
    lexicon.entities += tokens.values()


# Out


def build(folder: Path = SOURCES) -> dict[str, str]:
    """File name -> contents, for src/legation/lexicons/data."""
    lexicon = Lexicon([], [])
    add_territories(lexicon, folder)
    bodies = add_organisations(lexicon, folder)
    add_people(lexicon, folder, bodies)
    add_collectives(lexicon, folder)
    add_generic(lexicon, folder)
    blocks: dict[tuple[str, str, str, str], list[list[Any]]] = {}
    for draft, mask in settle(list(merge(lexicon.drafts))):
        head = (draft.language, draft.kind, draft.pattern, draft.detail)
        row = [draft.text, draft.entity, draft.role, int(draft.weak), mask]
        blocks.setdefault(head, []).append(row)
    entities = ",\n".join(map(_json, sorted(lexicon.entities, key=lambda entry: entry[0])))
    forms = ",\n".join(
        f"{_json(head)[:-1]},[\n" + ",\n".join(map(_json, rows)) + "\n]]"
        for head, rows in sorted(blocks.items())
    )
    return {"actors.json": f'{{"entities":[\n{entities}\n],\n"forms":[\n{forms}\n]}}\n'}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
