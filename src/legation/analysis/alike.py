"""How alike two reports of events are: whether they may tell of one happening, and why.

What two reports say is compared field by field, never by one number that hides the rest. Some
differences are final (a plan is no act, another week is another act): they give None. The rest is
weighed, and the words of the reason name what was weighed. Nothing here looks at a language: names
are ids and days are days, so that a Chinese report and an English one meet on the same ground;
only the likeness of wording counts within one language alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from legation.language.script import is_han

Key = tuple[str, str]
"""Document and id: what names one report in a dossier."""
Rarity = Mapping[str | int, float]
"""How much a name, or the hash of a shingle, says: 0 to 1."""

NEAR: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "ASSAULT MOBILIZE|ASSAULT COERCE|COERCE PROTEST|ASSAULT PROTEST|"
        "COERCE MOBILIZE|CONCEDE RETREAT|AGREE CONCEDE|AGREE SUPPORT|CONCEDE SUPPORT|"
        "AGREE COOPERATE|COOPERATE SUPPORT|AID COOPERATE|AGREE RETREAT|RETREAT SUPPORT|"
        "ACCUSE REJECT|REQUEST THREATEN|ACCUSE THREATEN|REJECT THREATEN|CONSULT COOPERATE|"
        "COOPERATE RETREAT|COERCE SANCTION"
    ).split("|")
)
"""Types under which one act is often coded: a volley is fired (MOBILIZE) or strikes (ASSAULT)."""
_EXPELLING: Final = frozenset({"COERCE", "SANCTION"})
_EXPELLING_MODES: Final = frozenset({"expel", "deport"})
"""These two types are near only here: diplomats are sent out (SANCTION) or people (COERCE)."""

DONE: Final = frozenset({"actual", "ongoing"})
THRESHOLD: Final = 0.58
"""Score from which two reports are held for one happening; set on the dev half of the gold."""

_CORE: Final = 0.8
"""What time, sides and kind of act can give together; the rest comes from the particulars."""
_AKIN: Final = 0.25
"""Likeness of wording below this is chance: all sentences on one dyad share words."""
_STEM: Final = 4
_TELLING: Final = 0.04
"""What common names must weigh to be a particular: those that every article names weigh less."""
_ONE_DAY: Final = 0.8
_DAYS: Final = 0.6
"""What `_date` gives for one day in common, and for days that meet."""
_WEAK_DAYS: Final = 3
"""An undated report may be of an act so many days before its article was published."""
_WEEK: Final = 7
_MONTH: Final = 31


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says, as far as it can be compared.

    `actors` and `recipients` hold countries, or ids of those that belong to none. `first` and
    `last` are ordinals of days, None where open or unknown; `published` likewise. `stated` tells
    whether the text dates this act itself (else its day is carried from the story around it).
    `names` are parties named in the sentence, `words` hashes of its shingles (see
    `reports.shingled`), `numbers` the values of the event's quantities. `sentence` tells sentences
    apart, of one article and of different ones.
    """

    key: Key
    start: int
    type: str
    modes: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    first: int | None
    last: int | None
    published: int | None
    stated: bool
    place: str | None
    status: str
    trigger: str
    language: str
    sentence: str
    names: frozenset[str]
    words: array[int]
    numbers: frozenset[float]

    @property
    def parties(self) -> frozenset[str]:
        """Who acts and who receives, together."""
        return self.actors | self.recipients

    @property
    def spoken(self) -> frozenset[str]:
        """The parties and all others that the sentence names."""
        return self.actors | self.recipients | self.names

    @property
    def dated(self) -> bool:
        """Whether a first or last day is known."""
        return self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Likeness:
    """A judgement on two reports: 0 to 1, and its reason in words."""

    score: float
    reason: str


def window(report: Report) -> tuple[int, int] | None:
    """First and last day the act may have been on; None where nothing bounds it on both sides.

    An open end is closed by the day of publication: a report tells of what is past. Without any
    date the days just before publication stand in.
    """
    first, last, published = report.first, report.last, report.published
    if not report.dated and published is not None:
        return published - _WEAK_DAYS, published
    if last is None and first is not None and published is not None:
        last = max(first, published)
    if first is None or last is None:
        return None
    return first, last


def alike(one: Report, other: Report, rarity: Rarity) -> Likeness | None:
    """How alike two reports are; None where they cannot tell of one happening.

    `rarity` weighs names and words: rare ones say more. A name that is not in it weighs nothing.
    """
    if not compatible(one, other):
        return None
    wording, alike_words = _wording(one, other, rarity)
    names, alike_names = _names(one, other, rarity)
    numbers, alike_numbers = _numbers(one, other)
    date, when = _date(one, other)
    sides, who = _sides(one, other)
    kind, what = _kind(one, other)
    place, where = _place(one, other)
    particular = bool(wording or numbers or names >= _TELLING)
    if one.key[0] == other.key[0] and not _echo(one, other, particular):
        return None
    if not (particular or _firm(one, other, date)):
        return None
    # The three must all hold, so they multiply; the rest can only tip the scales.
    score = (date * sides * kind) ** (1 / 3) * _CORE
    score += place + names + wording + numbers
    reasons = (when, who, what, where, alike_names, alike_words, alike_numbers)
    return Likeness(round(min(1.0, score), 3), "; ".join(filter(None, reasons)))


def _firm(one: Report, other: Report, date: float) -> bool:
    """Whether day and sides alone can carry the judgement, without a particular in common.

    Days that both texts state will do, or one day in common; so will two parties within days that
    are carried from the story. One party acts more than once in such days.
    """
    return date >= _ONE_DAY or (date >= _DAYS and len(one.parties & other.parties) >= 2)


def _echo(one: Report, other: Report, akin: bool) -> bool:
    """Whether a later sentence of one article takes up the act of an earlier one.

    Articles repeat their news, but more often they tell of one act after another, with the same
    sides and in the same days. So the words for the act must recur; and a day that is only
    carried from the story around them says nothing, so that more must be common.
    """
    if not _share_stem(one.trigger, other.trigger):
        return False
    return akin or (one.stated and other.stated)


def _share_stem(one: str, other: str) -> bool:
    """Whether two triggers share a Han character, or begin with the same four letters."""
    if is_han(one[:1]) and is_han(other[:1]):
        return bool(set(one) & set(other))
    return one[:_STEM] == other[:_STEM]


def compatible(one: Report, other: Report) -> bool:
    """Whether nothing final speaks against it: status, type, sentence, place, sides and days."""
    if (one.status in DONE) != (other.status in DONE):
        return False
    if one.status not in DONE and one.status != other.status:
        return False
    if one.type != other.type and not _near(one, other):
        return False
    if one.sentence == other.sentence:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    if not one.parties & other.parties:
        return False
    return gap(one, other) <= (0 if one.stated and other.stated else 1)


def _near(one: Report, other: Report) -> bool:
    types = frozenset((one.type, other.type))
    if types == _EXPELLING:
        return (one.modes | other.modes) == _EXPELLING_MODES
    return types in NEAR


def gap(one: Report, other: Report) -> int:
    """Days between the windows of two reports; 0 where they meet, and where one has none."""
    left, right = window(one), window(other)
    if left is None or right is None:
        return 0
    return max(0, left[0] - right[1], right[0] - left[1])


def _date(one: Report, other: Report) -> tuple[float, str]:
    left, right = window(one), window(other)
    if left is None or right is None:
        return 0.0, "no common time"
    if gap(one, other):
        return 0.4, "a day apart"
    if not (one.dated and other.dated):
        return 0.3, "near in time of publication"
    if one.last is None or other.last is None:
        same = left[0] == right[0]
        return (0.85, "same first day") if same else (0.25, "one goes on")
    widest = max(left[1] - left[0], right[1] - right[0])
    stated = one.stated and other.stated
    if widest == 0:
        return (1.0 if stated else 0.8), "same day"
    if widest <= _WEEK:
        return (0.85 if stated else 0.65), "days meet"
    if widest <= _MONTH:
        return (0.6 if stated else 0.35), "dates meet"
    return 0.2, "vague dates meet"


def _sides(one: Report, other: Report) -> tuple[float, str]:
    shared = one.parties & other.parties
    acting = one.actors & other.actors
    names = " ".join(sorted(shared))
    if not acting and one.actors == other.recipients and one.recipients == other.actors:
        return 0.35, f"{names}, sides exchanged"
    if len(shared) >= 2:
        common = len(acting) / len(one.actors | other.actors) if acting else 0.0
        reason = names if acting else f"{names}, sides changed"
        return 0.65 + 0.35 * common, reason
    if min(len(one.parties), len(other.parties)) == 1:
        both = one.parties == other.parties
        return ((0.75 if both else 0.6) if acting else 0.4), f"{names} alone"
    # Where the reader took the wrong side, the right one still stands in the sentence.
    spoken = (one.parties <= other.spoken) + (other.parties <= one.spoken)
    if acting:
        return (0.3, 0.5, 0.7)[spoken], f"{names} acts"
    return (0.2, 0.4, 0.65)[spoken], f"only {names} in common"


def _kind(one: Report, other: Report) -> tuple[float, str]:
    if one.type != other.type:
        return 0.5, f"{one.type} near {other.type}"
    if one.modes == other.modes:
        return 1.0, " ".join((one.type, *sorted(one.modes)))
    if one.modes and other.modes and not one.modes & other.modes:
        return 0.55, f"{one.type} of two modes"
    return 0.9, one.type


def _place(one: Report, other: Report) -> tuple[float, str]:
    if one.place and one.place == other.place:
        return 0.05, f"in {one.place}"
    return 0.0, ""


def _names(one: Report, other: Report, rarity: Rarity) -> tuple[float, str]:
    """Names besides the two sides that both sentences speak of."""
    shared = (one.names & other.names) - one.parties - other.parties
    shared = frozenset(name for name in shared if name[:1].isupper())  # "sources" is no name
    if not shared:
        return 0.0, ""
    weight = sum(rarity.get(name, 0.0) for name in shared)
    return min(0.15, 0.1 * weight), "both name " + " ".join(sorted(shared))


def _wording(one: Report, other: Report, rarity: Rarity) -> tuple[float, str]:
    """Share of the shorter sentence's shingles, weighed by rarity, that the other has too."""
    if one.language != other.language or not one.words or not other.words:
        return 0.0, ""
    left, right = set(one.words), set(other.words)
    shared = sum(rarity.get(word, 0.0) for word in left & right)
    least = min(sum(rarity.get(word, 0.0) for word in side) for side in (left, right))
    value = shared / least if least else 0.0
    if value < _AKIN:
        return 0.0, ""
    return 0.2 * value, f"wording {value:.0%} alike"


def _numbers(one: Report, other: Report) -> tuple[float, str]:
    shared = one.numbers & other.numbers
    if shared:
        return 0.05, "same number " + " ".join(f"{number:g}" for number in sorted(shared))
    return 0.0, ""
