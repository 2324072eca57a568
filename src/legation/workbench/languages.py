"""The interface in English and in both scripts of Chinese, and names as its reader writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from legation.lexicons.actors import Entity, load_actors

TAGS: Final = ("en", "zh-Hant", "zh-Hans")
OWN_NAMES: Final = {"en": "English", "zh-Hant": "繁體中文", "zh-Hans": "简体中文"}
_REGION: Final = {"zh-Hant": ("TW", "HK", "CN"), "zh-Hans": ("CN", "TW", "HK")}
_HANT: Final = ("hant", "tw", "hk", "mo")


@dataclass(frozen=True, slots=True)
class Language:
    """Words of the interface in one language. `tag` is a BCP 47 tag out of TAGS."""

    tag: str
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with `{values}` filled in; the key itself would be a fault."""
        return self.words[key].format(**values) if values else self.words[key]

    def column(self, name: str) -> str:
        """The name of a column of a table; as it stands in the tables where there is no other."""
        return self.words.get(f"column.{name}", name.replace("_", " "))

    def actor(self, identifier: str) -> str:
        """The name of an actor id as readers of this language write it; else the id itself.

        A sector stays behind the country: 委內瑞拉 · GOV.
        """
        entities = load_actors().entities
        if identifier in entities:
            return self._name(entities[identifier])
        state, dot, sector = identifier.partition(".")
        if dot and state in entities:
            return f"{self._name(entities[state])} · {sector}"
        kind, colon, of = identifier.partition(":")
        if colon and of in entities:
            return f"{kind} · {self._name(entities[of])}"
        return identifier

    def _name(self, entity: Entity) -> str:
        for region in _REGION.get(self.tag, ()):
            if region in entity.names:
                return entity.names[region]
        return entity.name_en or entity.id


@cache
def load_language(tag: str) -> Language:
    """The interface in one of TAGS."""
    path = resources.files("legation.workbench") / "locales" / f"{tag}.json"
    return Language(tag, json.loads(path.read_text(encoding="utf-8")))


def negotiate(accepted: str | None) -> str:
    """The tag that an Accept-Language header asks for first; English where it asks for others."""
    wanted = []
    for number, part in enumerate((accepted or "").split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), number, tag.lower()))
        except ValueError:
            continue
    for _, _, tag in sorted(wanted):
        if tag.startswith("zh"):
            return "zh-Hant" if any(part in _HANT for part in tag.split("-")[1:]) else "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "en"
