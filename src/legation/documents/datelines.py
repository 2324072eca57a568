"""Datelines: the place, day and reporter that a news agency sets before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from legation.documents.dates import PartDate, month_number
from legation.documents.variety import outlet_named

_YMD = r"(?:(?P<year>\d{2,4})\s?年\s?)?(?:(?P<month>\d{1,2})\s?月\s?)?(?:(?P<day>\d{1,2})\s?日)"
_WIRE = r"(?:綜合|综合)?(?:外電|外电|即時)?(?:報導|報道|报道|專電|专电|電|电|訊|讯|專訊|专讯|消息)"
# （中央社記者張三台北12日電） and its like in square or lens brackets.
_BRACKETED = re.compile(
    rf"\s*(?P<open>[（(【\[〔［])(?P<source>[^\s（）()【】\[\]〔〕［］，。]{{0,40}}?)(?:{_YMD})?"
    rf"(?P<rest>[^（）()【】\[\]〔〕［］，。\d]{{0,24}}?)(?P<wire>{_WIRE})[）)】\]〕］]\s*"
)
_OPEN = re.compile(
    rf"\s*(?P<source>(?:據|据)?[^\s，。、；：！？\d（）()]{{0,4}}?(?:社|網|网|報|报))"
    rf"(?P<place>[^\s，。、；：！？\d（）()]{{0,16}}){_YMD}(?P<wire>電|电|訊|讯)"
    r"(?:\s*[（(](?:記者|记者)[^（）()]{1,40}[）)])?[\s　]*"
)
_MONTH = r"(?P<name>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.?"
_CITY = r"[A-Z][A-Za-zÀ-ɏ.'’-]+(?:[ /-][A-Z][A-Za-zÀ-ɏ.'’-]+){0,3}"
_ENGLISH = re.compile(
    rf"\s*(?P<city>{_CITY})(?P<land>(?:, {_CITY}){{0,2}}?)"
    rf"(?:,? (?:{_MONTH} (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) {_MONTH.replace('name', 'name2')})"
    r"(?:,? (?P<year>\d{4}))?)?"
    r"(?:,? \((?P<source>[^()]{2,40})\))?\s*(?P<dash>—|–|--|-|:)\s+(?=\S)"
)
_AGENCY_PART = re.compile(
    r"(?:記者|记者|特派員|特派员|特派|駐|驻|編譯|编译|外電|外电|綜合|综合|實習).*$"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the beginning of a line: `length` characters, blanks after it included.

    `outlet` is None where it names no agency or paper.
    """

    length: int
    part: PartDate
    outlet: str | None


def dateline_of(line: str) -> Dateline | None:
    """The dateline that `line` begins with; None where it begins with none."""
    return _chinese_bracket(line) or _chinese_open(line) or _english(line)


def _chinese_bracket(line: str) -> Dateline | None:
    match = _BRACKETED.match(line)
    if not match:
        return None
    named = match["source"] + match["rest"]
    if not named and not match["day"]:
        return None
    return Dateline(match.end(), _part(match), _agency(match["source"] or match["rest"]))


def _chinese_open(line: str) -> Dateline | None:
    match = _OPEN.match(line)
    if not match or match.end() >= len(line):
        return None
    # 電 and 訊 begin other words (電力, 訊息): what follows, or a known agency, must settle it.
    if line[match.end("wire")] not in " \t　（(" and outlet_named(match["source"]) is None:
        return None
    return Dateline(match.end(), _part(match), _agency(match["source"]))


def _part(match: re.Match[str]) -> PartDate:
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 1000:
        year += 1911  # written in years of the Republic
    month, day = match["month"], match["day"]
    return PartDate(year, int(month) if month else None, int(day) if day else None)


def _agency(source: str) -> str | None:
    name = _AGENCY_PART.sub("", source).removeprefix("據").removeprefix("据").strip("／/ 　")
    match = re.match(r".{1,12}?(?:社|報|报|網|网|電視|电视|台|臺|新聞|新闻|專訊)", name)
    return (match[0].removesuffix("專訊") or None) if match else None


def _english(line: str) -> Dateline | None:
    """A place in capitals, or a place with a date or an agency, and a dash."""
    match = _ENGLISH.match(line)
    if not match:
        return None
    day = match["day"] or match["day2"]
    source = match["source"] if re.search("[A-Za-z]", match["source"] or "") else None
    firm = match["dash"] in ("—", "–", "--")
    opens = firm or (match["dash"] == "-" and line[match.end()].isupper())
    capitals = match["city"].isupper() and len(match["city"]) > 4 and opens
    if not (source or capitals or (firm and day)):
        return None
    name = match["name"] or match["name2"]
    part = PartDate(
        int(match["year"]) if match["year"] else None,
        month_number(name) if name else None,
        int(day) if day else None,
    )
    return Dateline(match.end(), part, source)
