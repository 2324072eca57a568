"""English quantities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from legation.mentions.numbers import EN_FRACTION, EN_NUMBER, parse_number
from legation.mentions.quantities_zh import Place
from legation.mentions.units import currencies, nouns
from legation.model.quantity import Bound, Quantity
from legation.model.span import Span

_BEFORE: Final[tuple[tuple[Bound, str], ...]] = (
    ("at_least", r"at\sleast|no\s(?:fewer|less)\sthan|a\sminimum\sof|not\sless\sthan"),
    (
        "at_most",
        r"up\sto|as\s(?:many|much|high)\sas|at\smost|a\smaximum\sof|no\smore\sthan|not\smore\sthan",
    ),
    ("more_than", r"more\sthan|over|in\sexcess\sof|upwards?\sof|above|exceeding|well\sover"),
    ("less_than", r"(?:fewer|less)\sthan|under|below"),
    ("nearly", r"nearly|almost|close\sto|just\sunder"),
    ("about", r"about|around|approximately|roughly|some|an?\sestimated|estimated|or\sso"),
)
_NAMES: Final[dict[str, Bound]] = {f"b{place}": name for place, (name, _) in enumerate(_BEFORE)}
_SKIP_UNITS: Final = (
    r"(?:years?|days?|hours?|weeks?|months?|minutes?|seconds?|decades?|centur(?:y|ies)|a\.?m|p\.?m|o['’]clock|"
    r"GMT|UTC|per\sday|nights?|terms?)\b"
)
_NUMBERED: Final = re.compile(
    r"(?:\b(?:No|Nos|article|section|resolution|chapter|page|room|flight|highway|route|phase|level|type|class|"
    r"mark|model|point|part|group\sof|operation|window|title|protocol|version|age|aged|vs|versus|"
    r"Jan|January|Feb|February|March|April|May|June|July|Aug|August|Sept?|September|Oct|October|Nov|November|"
    r"Dec|December)\b\.?\s|#)$",
    re.IGNORECASE,
)
_YEARLIKE: Final = re.compile(r"(?:1[89]|20)\d\d")
_YEAR_BEFORE: Final = re.compile(
    r"(?:^|\b(?:in|since|by|from|during|until|till|of|the|late|early|mid|a|an|and|to|before|after|his|her|its|"
    r"their|this)[\s-]|[,(-]\s?)$",
    re.IGNORECASE,
)
_STOP_WORDS: Final = (
    r"(?:in|on|at|by|to|for|from|with|and|or|that|which|who|whom|is|are|was|were|be|been|has|have|had|"
    r"will|would|can|could|may|might|as|after|before|since|when|while|but|than|into|over|under|of|the|a|an|"
    r"during|against|between|within|about|if|not|said|told|killed|did|do|does|went|goes|comes|came)\b"
)
_NP: Final = (
    r"(?:(?:the|its|their|his|her|all|an?)\s)?"
    rf"(?:(?!{_STOP_WORDS})[A-Za-zÀ-ÿ][\w.’'-]*(?:\s|(?=\W|$))){{1,5}}"
)
_MODS: Final = (
    rf"(?:(?!{_STOP_WORDS}|{_SKIP_UNITS}|times\b|percent\b|per\b)[A-Za-zÀ-ÿ][\w.’'-]*\s){{0,4}}?"
)
_WORDS: Final = (
    r"(?:half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|an?|dozens|scores|"
    r"hundreds|thousands|tens|millions|billions|trillions|several|doubled?|doubling|tripled?|tripling|quadrupled?|"
    r"halved?|two-?fold|three-?fold|four-?fold|five-?fold|ten-?fold|large|twice)\b"
)
_FOLDS: Final = {
    "doubl": 2.0,
    "tripl": 3.0,
    "quadr": 4.0,
    "halve": 0.5,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "ten": 10.0,
    "twice": 2.0,
}
_FOLD: Final = re.compile(
    r"(?P<verb>doubled|doubling|tripled|tripling|quadrupled|halved)|(?P<twice>twice)(?=\sas\s|\sthe\s)"
    r"|(?P<fold>two|three|four|five|ten)-?fold",
    re.IGNORECASE,
)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/’'₀-₉-])(?:(?P<sign>{currencies().signs})\s?(?=[0-9])|(?=[0-9])|(?={_WORDS}))",
        re.IGNORECASE,
    )


@cache
def _before() -> re.Pattern[str]:
    bounds = "|".join(f"(?P<b{place}>{words})" for place, (_, words) in enumerate(_BEFORE))
    return re.compile(rf"\b(?:{bounds})\s(?:an?\s(?:total|estimated)\s(?:of\s)?)?$", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    sign = currencies().signs
    return re.compile(
        rf"(?:(?P<fraction>{EN_FRACTION})(?=\s|-|\W|$)(?!\san?\s)"
        rf"|(?P<vague>(?:tens\sof\s|hundreds\sof\s)?(?:dozens|scores|hundreds|thousands|millions|billions|trillions)"
        rf"|several(?:\s(?:dozen|hundred|thousand|million|billion))?|a\sfew(?:\s(?:dozen|hundred|thousand|million))?"
        rf"|a?\s?large\snumbers?)"
        rf"|(?:(?<=between\s)(?P<between>{EN_NUMBER})\sand\s|(?P<low>{EN_NUMBER})(?:\s?%|\spercent)?(?:\sto\s|\s?[-–—]\s?)(?:{sign})?)?(?P<num>{EN_NUMBER}))",
        re.IGNORECASE,
    )


@cache
def _unit() -> re.Pattern[str]:
    money, counted = currencies(), nouns()
    more = r"(?:\s(?:more|other|additional|or\smore|or\sso))?"
    return re.compile(
        rf"(?P<percent>\s?%|[\s-]per\s?cent\b(?!age))|(?P<points>\spercentage\spoints?\b)|(?P<times>(?:\s|-)times\b)"
        rf"|(?:\sof)?(?:\s|-)?(?P<code>(?:USD|EUR|GBP|CNY|RMB|HKD|TWD|JPY|CAD|AUD))\b"
        rf"|(?:\s(?:of|in))?[\s-](?P<money>{money.en})\b(?!\s?-)"
        rf"|(?P<skip>[\s-]{_SKIP_UNITS}|[\s-](?:{_MODS}){_SKIP_UNITS})"
        rf"|(?:\sof(?:\sthe)?)?{more}\s(?P<noun>{_MODS}(?:{counted.en}))\b(?![’'-]|\s{counted.en}\b)"
        rf"|{more}\s(?P<other>(?:(?!{_STOP_WORDS})[A-Za-zÀ-ÿ][\w.’'-]*\s){{0,1}}?[A-Za-zÀ-ÿ][\w-]{{2,}}[a-rt-z](?<!ou)s|lives)\b(?![’'-])",
        re.IGNORECASE,
    )


_OF: Final = re.compile(rf"\sof\s(?P<of>{_NP})", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\s(?P<more>or\smore)\b|\s(?P<so>or\sso)\b")


@cache
def _change_from() -> re.Pattern[str]:
    return re.compile(
        rf"\bfrom\s(?:(?:about|around|nearly|some|just)\s)?(?:{currencies().signs})?\s?(?P<from>{EN_NUMBER})"
        r"(?:\s?%|\s(?!to\b)[a-z]+){0,2}\sto\s$",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\b{nouns().en}\b(?!['’-])", re.IGNORECASE)


def find_en(place: Place) -> Iterator[Quantity]:
    """Quantities of one sentence from left to right."""
    at = place.span.start
    while start := _place().search(place.folded, at, place.span.end):
        found = _fold(place, start.start()) or _measured(place, start)
        if found:
            yield found
        run = _RUN.match(place.folded, start.end(), place.span.end)
        at = max(found.span.end if found else 0, run.end() if run else 0, start.start() + 1)


_RUN: Final = re.compile(r"[0-9][0-9,.]*|[A-Za-z]+")


def _fold(place: Place, at: int) -> Quantity | None:
    match = _FOLD.match(place.folded, at, place.span.end)
    if not match:
        return None
    text = match[0].lower()
    key = (match["fold"] or match["twice"] or text[:5]).lower()
    return Quantity(Span(at, match.end()), _FOLDS[key], "times", "exact")


def _measured(place: Place, start: re.Match[str]) -> Quantity | None:
    number = _number().match(place.folded, start.end(), place.span.end)
    if not number or _numbered(place, start.start()):
        return None
    unit = _unit().match(place.folded, number.end(), place.span.end)
    sign = start["sign"]
    if number["fraction"] and not sign:
        return _fraction(place, number)
    if _is_year(place, number, unit) and not sign:
        return None
    value, inner = _value(number)
    span, bound = _span(place, start.start(), unit.end() if unit else number.end(), inner)
    if unit and unit[0].lower().startswith((" or more", " or so")):
        bound = "at_least" if "more" in unit[0].lower()[:8] else "about"
    if sign:
        end = unit.end() if unit and (unit["code"] or unit["money"]) else number.end()
        found: Quantity | None = Quantity(Span(span.start, end), value, _code(sign), bound)
    elif not unit:
        found = _bare(place, number, span, value, bound)
    else:
        found = None if unit["skip"] else _with_unit(place, unit, span, value, bound)
    return _from_first(place, number, found) if number["low"] else found


_FROM: Final = re.compile(r"\bfrom\s$", re.IGNORECASE)


def _from_first(place: Place, number: re.Match[str], found: Quantity | None) -> Quantity | None:
    """From 20% to 10%, where the two figures were read as one range."""
    if found is None:
        return None
    before = place.folded[max(place.span.start, found.span.start - 5) : found.span.start]
    if not _FROM.search(before):
        return found
    return Quantity(
        Span(found.span.start - 5, found.span.end),
        parse_number(number["num"]),
        found.unit,
        "exact",
        of=found.of,
        from_value=found.value,
    )


def _code(name: str) -> str:
    codes = currencies().codes
    return codes.get(name) or codes.get(name.upper()) or codes[name.lower()]


def _with_unit(
    place: Place, unit: re.Match[str], span: Span, value: float | None, bound: Bound
) -> Quantity | None:
    if unit["money"] or unit["code"]:
        found = Quantity(span, value, _code(unit["money"] or unit["code"]), bound)
    elif unit["percent"]:
        found = Quantity(span, value, "percent", bound, of=_of(place, span.end))
    elif unit["points"]:
        found = Quantity(span, value, "percentage points", bound)
    elif unit["times"]:
        found = Quantity(span, value, "times", bound)
    else:
        group = "noun" if unit["noun"] else "other"
        if value == 1 or (group == "other" and value is None):
            return None
        noun = place.text[unit.start(group) : unit.end(group)]
        found = Quantity(span, value, noun, bound)
    return _changed(place, found)


def _bare(
    place: Place, number: re.Match[str], span: Span, value: float | None, bound: Bound
) -> Quantity | None:
    """A figure with no unit: kept only with a bound or a change, as in "killing at least 53"."""
    follows = place.folded[number.end() : number.end() + 2]
    if value is None or value <= 1 or follows[:1] in ("-", "/", ":", "°") or follows[:1].isalnum():
        return None
    found = _changed(place, Quantity(span, value, None, bound))
    if found.from_value is None and (bound == "exact" or span.start == number.start()):
        return None
    return found


def _fraction(place: Place, number: re.Match[str]) -> Quantity | None:
    """Two-thirds of lawmakers; a quarter or a half alone is a share only with what it shares."""
    text = number["fraction"].lower()
    of = _of(place, number.end())
    if of is None and not re.match(r"(?:two|three|one)[ -](?:third|quarter|fifth)", text):
        return None
    if text in ("third", "fourth", "fifth", "quarter"):
        return None
    span, bound = _span(place, number.start(), number.end(), "exact")
    return Quantity(span, parse_number(text), "share", bound, of=of)


def _of(place: Place, at: int) -> str | None:
    """What a share is a share of, up to its first counted noun, a verb or a preposition."""
    match = _OF.match(place.folded, at, place.span.end)
    if not match:
        return None
    noun = _counted().search(place.folded, match.start("of"), match.end("of"))
    end = noun.end() if noun else match.end("of")
    return place.text[match.start("of") : end].rstrip(" .’'-") or None


def _value(number: re.Match[str]) -> tuple[float | None, Bound]:
    if number["vague"]:
        return None, "about"
    first = number["low"] or number["between"]
    if not first:
        return parse_number(number["num"]), "exact"
    low, high = parse_number(first), parse_number(number["num"])
    figure = re.match(r"[0-9.,]+", number["num"])
    mantissa = parse_number(figure[0].rstrip(".,")) if figure else None
    if low is not None and high and mantissa and low < mantissa and first[-1].isdigit():
        low *= high / mantissa  # "20 to 30 million": the scale belongs to both
    return low, "at_least"


def _span(place: Place, start: int, end: int, bound: Bound) -> tuple[Span, Bound]:
    """The span with the words of its bound, and the bound."""
    begin = max(place.span.start, start - 32)
    before = _before().search(place.folded[begin:start])
    if before:
        name = next(name for group, name in _NAMES.items() if before[group])
        return Span(begin + before.start(), end), name
    after = _SUFFIX.match(place.folded, end, place.span.end)
    if after:
        return Span(start, after.end()), "at_least" if after["more"] else "about"
    return Span(start, end), bound


def _numbered(place: Place, at: int) -> bool:
    """Article 5, No. 2, Jan. 3: the figure is a name, not a count."""
    return bool(_NUMBERED.search(place.folded[max(place.span.start, at - 12) : at]))


def _is_year(place: Place, number: re.Match[str], unit: re.Match[str] | None) -> bool:
    if not number["num"] or not _YEARLIKE.fullmatch(number["num"]):
        return False
    if unit and (unit["percent"] or unit["money"] or unit["code"] or unit["times"]):
        return False
    before = place.folded[max(place.span.start, number.start() - 8) : number.start()]
    return bool(_YEAR_BEFORE.search(before)) or not unit or not unit["noun"]


def _changed(place: Place, found: Quantity) -> Quantity:
    """From 20% to 10%: one quantity with the value it came from."""
    begin = max(place.span.start, found.span.start - 48)
    match = _change_from().search(place.folded[begin : found.span.start])
    if not match:
        return found
    return Quantity(
        Span(begin + match.start(), found.span.end),
        found.value,
        found.unit,
        found.bound,
        of=found.of,
        from_value=parse_number(match["from"]),
    )
