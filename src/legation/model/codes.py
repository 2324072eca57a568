"""Closed vocabularies: PLOVER's types, modes and contexts, and the project's own statuses.

PLOVER facts from the manual of the Open Event Data Alliance (2021 and later). Where the manual
contradicts itself the choice and its reason stand in docs/decisions/0003-plover-choices.md.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["actual", "ongoing", "planned", "proposed", "conditional", "denied"]

EVENT_TYPES: Final[tuple[EventType, ...]] = get_args(EventType)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)

QUAD_CLASS: Final[dict[EventType, int]] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}

INTENSITY: Final[dict[EventType, float]] = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5.0,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10.0,
    "RETREAT": 6.5,
    "REQUEST": 0.0,
    "ACCUSE": -3.0,
    "REJECT": -2.0,
    "THREATEN": -3.5,
    "PROTEST": -5.0,
    "SANCTION": -6.0,
    "MOBILIZE": -5.5,
    "COERCE": -7.0,
    "ASSAULT": -9.0,
}

MODES: Final[dict[EventType, dict[str, float]]] = {
    "AGREE": {},
    "CONSULT": {"visit": 4.0, "third-party": 1.0, "multilateral": 4.0, "phone": 1.5},
    "SUPPORT": {},
    "CONCEDE": {},
    "COOPERATE": {},
    "AID": {},
    "RETREAT": {
        "withdraw": 8.0,
        "release": 6.5,
        "disarm": 10.0,
        "ceasefire": 7.5,
        "access": 6.5,
        "resign": 4.5,
        "return": 6.5,
    },
    "REQUEST": {"assist": 0.5, "change": -1.0, "yield": -1.0, "meet": 0.0},
    "ACCUSE": {"disapprove": -2.0, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2.0, "yield": -2.0, "meet": -2.0},
    "THREATEN": {
        "restrict": -3.0,
        "arrest": -3.5,
        "relations": -3.5,
        "expel": -3.5,
        "territory": -4.0,
        "violence": -3.5,
    },
    "PROTEST": {
        "demo": -5.0,
        "riot": -7.0,
        "strike": -5.0,
        "hunger": -4.5,
        "boycott": -4.5,
        "obstruct": -4.5,
        "vandalize": -5.0,
    },
    "SANCTION": {"convict": -6.0, "expel": -5.5, "withdraw": -6.0, "discontinue": -6.0},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6.0},
    "COERCE": {
        "seize": -7.0,
        "restrict": -7.0,
        "censor": -6.5,
        "curfew": -6.5,
        "martial-law": -7.5,
        "arrest": -7.0,
        "deport": -7.0,
        "withhold": -7.0,
        "misinformation": -6.5,
        "cyber": -7.0,
    },
    "ASSAULT": {
        "abduct": -8.5,
        "beat": -7.5,
        "torture": -8.5,
        "sexual": -8.5,
        "targeted": -9.5,
        "destroy": -8.5,
        "primitive": -8.0,
        "firearms": -9.0,
        "explosives": -9.0,
        "suicide-attack": -9.5,
        "aerial": -9.5,
        "drone": -9.5,
        "heavy-weapons": -9.5,
        "crowd-control": -7.5,
        "unconventional": -10.0,
    },
}

CONTEXTS: Final[frozenset[str]] = frozenset(
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resource environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking".split()
)

SECTORS: Final[frozenset[str]] = frozenset(
    "GOV MIL LEG JUD SPY COP OPP PTY REB PRM CRM CVL BUS EDU MED JRN LAB REF REL SOC ELI UAF "
    "UNK PRE AGR".split()
)


_FUTURE: Final[dict[EventType, EventType]] = {
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "RETREAT": "CONCEDE",
    "ASSAULT": "THREATEN",
    "SANCTION": "THREATEN",
    "COERCE": "THREATEN",
}


def plover_type(event_type: EventType, status: Status) -> EventType:
    """PLOVER's single category: an act to come is its announcement."""
    return _FUTURE.get(event_type, event_type) if status in ("planned", "proposed") else event_type


def intensity(event_type: EventType, modes: tuple[str, ...]) -> float:
    """PLOVER's intensity of the first mode that has one, else of the type; -10 to 10."""
    for mode in modes:
        if mode in MODES[event_type]:
            return MODES[event_type][mode]
    return INTENSITY[event_type]
