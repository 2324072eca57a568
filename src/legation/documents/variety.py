"""Which language and script a text is in, and whose wording it uses: three separate questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

import opencc

from legation.documents.tables import Outlet, Region, fold_text, folded, outlets, wordings
from legation.model.document import Language

Script = Literal["Hant", "Hans"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# A bracket often gives the form that another region writes: it says nothing about this one.
_BRACKET = re.compile(r"（[^（）]{0,80}）|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
# One Han character carries about as much as three letters.
_LETTERS_PER_HAN = 3
# Of the words that tell regions apart, the share that must agree; occurrences beyond the third
# of one word add nothing.
_AGREEMENT = 0.7
_MOST = 3
_TOP_DOMAINS: tuple[tuple[str, Region], ...] = ((".tw", "TW"), (".hk", "HK"), (".cn", "CN"))
_REGION_NAMES: dict[str, Region] = {
    "tw": "TW",
    "twn": "TW",
    "taiwan": "TW",
    "台湾": "TW",
    "hk": "HK",
    "hkg": "HK",
    "hong kong": "HK",
    "香港": "HK",
    "cn": "CN",
    "chn": "CN",
    "china": "CN",
    "中国": "CN",
    "中国大陆": "CN",
}


@dataclass(frozen=True, slots=True)
class Variety:
    """What is true of a whole document.

    `wording` is whose words it uses; `region` whose side it writes from (its outlet's, or else
    its wording). Either is None where nothing tells, or where the evidence is mixed.
    """

    script: Script
    wording: Region | None
    region: Region | None

    def tag(self, script: Script | None = None) -> Language:
        """The language tag of a Chinese block in `script` (None: the document's own)."""
        if (script or self.script) == "Hans":
            return "zh-Hans"
        if self.wording == "TW":
            return "zh-Hant-TW"
        return "zh-Hant-HK" if self.wording == "HK" else "zh-Hant"


def is_chinese(text: str) -> bool:
    """Whether Chinese outweighs English in `text`; False for text without any letters."""
    han = len(_HAN.findall(text))
    return han > 0 and han * _LETTERS_PER_HAN >= len(_LATIN.findall(text))


def has_letters(text: str) -> bool:
    """Whether `text` has any letter of its own by which to tell its language."""
    return bool(_HAN.search(text) or _LATIN.search(text))


def script_of(text: str) -> Script | None:
    """The script of most characters that exist in one script only; None where there are none."""
    hant = hans = 0
    traditional, simplified = _one_script()
    for char in text:
        hant += char in traditional
        hans += char in simplified
    if hant == hans:
        return None
    return "Hant" if hant > hans else "Hans"


@lru_cache(maxsize=1)
def _one_script() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of Traditional and of Simplified text alone.

    OpenCC must convert them, and the other side's standard set must lack them: 后 and 里 are
    good characters in both.
    """
    to_hans, to_hant = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")
    han = [chr(point) for point in range(0x4E00, 0xA000)]
    big5 = {char for char in han if _encodes(char, "big5")}
    gb2312 = {char for char in han if _encodes(char, "gb2312")}
    hant = frozenset(char for char in big5 - gb2312 if to_hans.convert(char) != char)
    hans = frozenset(char for char in gb2312 - big5 if to_hant.convert(char) != char)
    return hant, hans


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def region_named(name: str | None) -> Region | None:
    """TW, HK or CN from a region's name or code, or from a language tag such as zh-TW."""
    if not name:
        return None
    parts = [name, *re.split(r"[-_]", name)[1:]]
    return next(
        (_REGION_NAMES[p] for part in parts if (p := folded(part.strip())) in _REGION_NAMES), None
    )


def script_named(tag: str | None) -> Script | None:
    """The script that a language tag states or implies; None where it does neither."""
    low = (tag or "").lower().replace("_", "-")
    if "hant" in low or low in ("zh-tw", "zh-hk", "zh-mo", "big5"):
        return "Hant"
    if "hans" in low or low in ("zh-cn", "zh-sg", "zh-my"):
        return "Hans"
    return None


def outlet_named(name: str | None, url: str | None = None) -> Outlet | None:
    """The known publisher with this name or address."""
    host = (_host(url) or _host(name) or "").removeprefix("www.")
    wanted = folded(name.strip()) if name else ""
    for outlet in outlets():
        if wanted and wanted in _names(outlet):
            return outlet
        if host and any(host == d or host.endswith("." + d) for d in outlet.domains):
            return outlet
    return None


@lru_cache(maxsize=1024)
def _names(outlet: Outlet) -> frozenset[str]:
    return frozenset(folded(name) for name in (outlet.name, *outlet.aliases, *outlet.domains))


def _host(url: str | None) -> str | None:
    if not url or " " in url or "." not in url:
        return None
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None


def outlet_region(name: str | None, url: str | None = None) -> tuple[Region | None, bool]:
    """Whose side a publisher writes from, and whether it is known at all.

    (None, True) is a known publisher of no one side; (None, False) one that nothing is known of.
    """
    outlet = outlet_named(name, url)
    if outlet:
        return outlet.region, True
    host = _host(url) or _host(name)
    for ending, region in _TOP_DOMAINS:
        if host and host.endswith(ending):
            return region, True
    return None, False


def wording_region(text: str, script: Script) -> Region | None:
    """Whose wording a Chinese text uses; None without evidence or where it is mixed.

    A word that Hong Kong and the mainland share counts for Hong Kong in Traditional text and
    for the mainland in Simplified; one that Taiwan shares with either counts for neither.
    """
    plain = _BRACKET.sub("，", text)
    fold = fold_text(plain)
    shared: Region = "HK" if script == "Hant" else "CN"
    scores: dict[Region, int] = {"TW": 0, "HK": 0, "CN": 0}
    for wording in wordings():
        if wording.exact and script == "Hans":
            continue
        found = min((plain if wording.exact else fold).count(wording.word), _MOST)
        if not found or ("TW" in wording.regions and len(wording.regions) > 1):
            continue
        region = shared if len(wording.regions) > 1 else next(iter(wording.regions))
        scores[region] += found
    best = max(scores, key=lambda region: scores[region])
    total = sum(scores.values())
    return best if total and scores[best] >= _AGREEMENT * total else None


def variety_of(
    text: str,
    chinese: Iterable[str],
    *,
    outlet: str | None = None,
    url: str | None = None,
    region: str | None = None,
    language: str | None = None,
) -> Variety:
    """The variety of a document whose Chinese parts are `chinese`.

    What its metadata state (`region`, `language`, `outlet`, `url`) goes before its wording.
    """
    joined = "\n".join(chinese)
    script = script_of(joined) or script_named(language) or _script_of_quotes(text)
    stated = region_named(region)
    side, known = outlet_region(outlet, url)
    wording = wording_region(joined, script) if joined else None
    tagged = region_named(language)
    return Variety(
        script=script,
        wording=wording or stated or tagged or (side if joined else None),
        region=stated or side or (None if known else wording or tagged),
    )


def _script_of_quotes(text: str) -> Script:
    return "Hans" if "“" in text and "「" not in text and _HAN.search(text) else "Hant"
