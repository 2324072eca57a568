"""Arguments of English triggers; the other tests of English clauses borrow this file's rig."""

from __future__ import annotations

import re

import pytest

from legation.clauses.english import read_english
from legation.language.english import parse_english, split_english
from legation.lexicons.frames import FrameLexicon
from legation.model.clause import Predicate
from legation.model.document import Document, Sentence
from legation.model.frame import Frame
from legation.model.mention import Mention, MentionKind
from legation.model.reading import Draft
from legation.model.span import Span

# trigger | part | type | mode | roles | needs | blocks
_FRAMES = """
attack|v|ASSAULT||act||problem|
arrest|v|COERCE|arrest|act||
condemn|v|ACCUSE|disapprove|act||
withdraw|v|RETREAT|withdraw|self||
impose|v|SANCTION|discontinue|act|tariff,sanction|
send|v|AID||act|aid,food,weapon,medicine|
send|v|MOBILIZE|troops|act|troop,soldier,warship|
supply|v|AID||act||
provide|v|AID||act|weapon,aid,loan|
provide|v|COOPERATE||act|intelligence|
seize|v|COERCE|seize|act|ship,tanker|
seize|v|ASSAULT||act|town,city,territory|
demand|v|REQUEST||ask||
urge|v|REQUEST||ask||
call on|v|REQUEST||ask||
call for|v|REQUEST||ask||
propose|v|REQUEST||ask||
threaten|v|THREATEN||act||
accuse|v|ACCUSE|allege|act||
blame|v|ACCUSE|allege|act||
reject|v|REJECT||act||
refuse|v|REJECT||act||
visit|v|CONSULT|visit|visit||
meet|v|CONSULT||with||
agree|v|AGREE||act||
crack down on|v|COERCE||act||
break off relations|v|SANCTION||act||
fire|v|ASSAULT||act|missile,rocket,shell|
fire|v|RETREAT|resign|act|@person|
bomb|v|ASSAULT|aerial|act||
invade|v|ASSAULT||act||
kill|v|ASSAULT||act||
vote no|v|REJECT||act||
expel|v|SANCTION|expel|act||
release|v|RETREAT|release|act||
deploy|v|MOBILIZE|troops|act||
support|v|SUPPORT||act||
pressure|v|COERCE||act||
lift|v|CONCEDE||act|sanction,blockade|
take hostage|v|ASSAULT|abduct|act||
pay|v|AID||act|@quantity|tribute
sanction|n|SANCTION|discontinue|act||
attack|n|ASSAULT||act||heart,panic
airstrike|n|ASSAULT|aerial|act||
strike|n|ASSAULT||act||
talks|n|CONSULT||with||
peace talks|n|CONSULT||with||
visit|n|CONSULT|visit|visit||
arrest|n|COERCE|arrest|of||
withdrawal|n|RETREAT|withdraw|self||
invasion|n|ASSAULT||act||
cease-fire|n|RETREAT|ceasefire|with||
drill|n|MOBILIZE||self||
criticism|n|ACCUSE|disapprove|act||
loan|n|AID||act||
tariff|n|SANCTION||act||
"""
_LIGHT = {
    **dict.fromkeys(("launch", "impose", "hold", "carry out", "give", "make", "pay"), "act"),
    **dict.fromkeys(("face", "come under", "receive", "draw", "suffer"), "receive"),
}
_NAMES: dict[str, tuple[str, MentionKind]] = {
    "the United States": ("USA", "name"),
    "United States": ("USA", "name"),
    "U.S.": ("USA", "name"),
    "US": ("USA", "name"),
    "Washington": ("USA.GOV", "metonym"),
    "Russia": ("RUS", "name"),
    "Russian": ("RUS", "adjective"),
    "Moscow": ("RUS.GOV", "metonym"),
    "Ukraine": ("UKR", "name"),
    "Ukrainian": ("UKR", "adjective"),
    "Kyiv": ("UKR.GOV", "metonym"),
    "China": ("CHN", "name"),
    "Chinese": ("CHN", "adjective"),
    "Beijing": ("CHN.GOV", "metonym"),
    "Iran": ("IRN", "name"),
    "Iranian": ("IRN", "adjective"),
    "Israel": ("ISR", "name"),
    "Israeli": ("ISR", "adjective"),
    "Britain": ("GBR", "name"),
    "British": ("GBR", "adjective"),
    "France": ("FRA", "name"),
    "French": ("FRA", "adjective"),
    "Germany": ("DEU", "name"),
    "Syria": ("SYR", "name"),
    "Gaza": ("PSE", "name"),
    "Hamas": ("O:hamas", "org"),
    "Venezuela": ("VEN", "name"),
    "Venezuelan": ("VEN", "adjective"),
    "Cuba": ("CUB", "name"),
    "Cuban": ("CUB", "adjective"),
    "Mexico": ("MEX", "name"),
    "Japan": ("JPN", "name"),
    "India": ("IND", "name"),
    "Turkey": ("TUR", "name"),
    "Turkish": ("TUR", "adjective"),
    "Taiwan": ("TWN", "name"),
    "NATO": ("IGO:NATO", "org"),
    "Putin": ("P:vladimir-putin", "name"),
    "Strike Force": ("USA.COP", "org"),
    "The Courier Times": ("O:courier-times", "org"),
    "the Courier Times": ("O:courier-times", "org"),
}
_NAME = re.compile(
    "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(_NAMES, key=len, reverse=True))
)


def _frame(row: str) -> Frame:
    trigger, pos, kind, mode, roles, needs, blocks = row.split("|")[:7]
    return Frame(
        id=row,
        language="en",
        trigger=trigger,
        pos="n" if pos == "n" else "v",
        type=kind,  # type: ignore[arg-type]
        mode=mode or None,
        roles=roles,  # type: ignore[arg-type]
        needs=tuple(filter(None, needs.split(","))),
        blocks=tuple(filter(None, blocks.split(","))),
    )


LEXICON = FrameLexicon("en", tuple(_frame(row) for row in _FRAMES.split("\n") if row), _LIGHT)


def read(text: str, kind: str = "body", frames: FrameLexicon = LEXICON) -> Draft:
    """A draft with predicates and speeches; a line is a paragraph, the names above its mentions."""
    draft = Draft(Document("test", text, "0"))
    offset = 0
    for paragraph, line in enumerate(text.split("\n"), 1):
        for span in split_english(text, Span(offset, offset + len(line))):
            draft.sentences.append(
                Sentence(span, kind, "en", paragraph)  # type: ignore[arg-type]
            )
        offset += len(line) + 1
    draft.parses = list(parse_english([s.span.cut(text) for s in draft.sentences]))
    for match in _NAME.finditer(text):
        actor, mention_kind = _NAMES[match.group()]
        draft.mentions.append(Mention(Span(*match.span()), (actor,), mention_kind, "test"))
    read_english(draft, frames, range(len(draft.sentences)))
    return draft


def predicate_at(draft: Draft, trigger: str) -> Predicate:
    """The predicate whose trigger reads so, a light verb before it left out of account."""
    text = draft.document.text
    found = [p for p in draft.predicates if p.span.cut(text).endswith(trigger)]
    assert found, [p.span.cut(text) for p in draft.predicates]
    return found[0]


def slots(draft: Draft, predicate: Predicate) -> dict[str, str]:
    """Actor ids by slot, joined with "+"; slots without a mention are left out."""
    found: dict[str, list[str]] = {}
    for argument in predicate.arguments:
        for place in argument.mentions:
            ids = found.setdefault(argument.slot, [])
            ids += [actor for actor in draft.mentions[place].actors if actor not in ids]
    return {slot: "+".join(ids) for slot, ids in found.items()}


_ARGUMENTS: list[tuple[str, str, dict[str, str]]] = [
    # places, wherever the parser hangs them
    (
        "Putin met Chinese diplomats in Germany on Friday.",
        "met",
        {"subject": "P:vladimir-putin", "object": "CHN", "in": "DEU"},
    ),
    (
        "Putin held talks with Hamas in Turkey.",
        "talks",
        {"subject": "P:vladimir-putin", "with": "O:hamas", "in": "TUR"},
    ),
    # a date before the subject, semicolons
    (
        "On Monday Russia attacked a Turkish base.",
        "attacked",
        {"subject": "RUS", "object": "TUR"},
    ),
    (
        "Moscow said nothing for two whole days; Germany condemned Iran.",
        "condemned",
        {"subject": "DEU", "object": "IRN"},
    ),
    # possessors in relative clauses, the neighbour of somebody
    (
        "Hamas, whose fighters attacked the base, is silent.",
        "attacked",
        {"subject": "O:hamas"},
    ),
    # one's own means receive nothing; "out of" and "from" lead to what is left
    ("Russia sent Russian troops to Syria.", "sent", {"subject": "RUS", "to": "SYR"}),
    (
        "Russia withdrew its troops from Syria.",
        "withdrew",
        {"subject": "RUS", "from": "SYR"},
    ),
    # authors behind a noun, those who are given time
    (
        "Criticism from China grew.",
        "Criticism",
        {"by": "CHN"},
    ),
    (
        "Washington gave Moscow three days to withdraw.",
        "withdraw",
        {"subject": "RUS.GOV"},
    ),
    # parsers' traps: spans of time, coordination with the telling
    (
        "China needed two hours to condemn Japan.",
        "condemn",
        {"subject": "CHN", "object": "JPN"},
    ),
    # nobody is named: the subject spoken of just before
    (
        "Washington condemned Iran. The port was attacked.",
        "attacked",
        {"by": "USA.GOV"},
    ),
    # plain, passive, coordinated
    ("Russia attacked Ukraine.", "attacked", {"subject": "RUS", "object": "UKR"}),
    (
        "Ukraine was attacked by Russia and Iran.",
        "attacked",
        {"subject": "UKR", "by": "RUS+IRN"},
    ),
    ("China and India condemned Britain.", "condemned", {"subject": "CHN+IND", "object": "GBR"}),
    (
        "Putin will visit China and meet Indian ministers and Japan.",
        "meet",
        {"subject": "P:vladimir-putin", "object": "JPN"},
    ),
    (
        "Britain condemned Russia and demanded that Moscow withdraw its troops.",
        "demanded",
        {"subject": "GBR", "object": "RUS.GOV"},
    ),
    # relative clauses and participles
    ("The tanker that Iran seized is from Britain.", "seized", {"subject": "IRN"}),
    (
        "Russia, which invaded Ukraine in February, denies everything.",
        "invaded",
        {"subject": "RUS", "object": "UKR"},
    ),
    (
        "The writers arrested by Turkish police are well.",
        "arrested",
        {"by": "TUR"},
    ),
    ("It was Russia that attacked Ukraine.", "attacked", {"subject": "RUS", "object": "UKR"}),
    (
        "Having invaded Ukraine, Russia was alone.",
        "invaded",
        {"subject": "RUS", "object": "UKR"},
    ),
    # control
    (
        "Washington urged Moscow to release two sailors.",
        "release",
        {"subject": "RUS.GOV"},
    ),
    (
        "The French government called on Israel to lift the blockade.",
        "called on",
        {"subject": "FRA", "object": "ISR"},
    ),
    (
        "The French government called on Israel to lift the blockade.",
        "lift",
        {"subject": "ISR"},
    ),
    (
        "The plan calls for Russia to withdraw from Ukraine.",
        "withdraw",
        {"subject": "RUS", "from": "UKR"},
    ),
    (
        "Washington blamed Iran for attacking Israel.",
        "attacking",
        {"subject": "IRN", "object": "ISR"},
    ),
    (
        "Cuba accused the United States of plotting to invade Venezuela.",
        "invade",
        {"subject": "USA", "object": "VEN"},
    ),
    (
        "Moscow sent warships to Syria to pressure Turkey.",
        "pressure",
        {"subject": "RUS.GOV", "object": "TUR"},
    ),
    (
        "By imposing tariffs on Mexico, Washington angered Cuba.",
        "imposing",
        {"subject": "USA.GOV", "against": "MEX"},
    ),
    (
        "From Washington's viewpoint, pressuring Venezuela is a matter of security.",
        "pressuring",
        {"subject": "USA.GOV", "object": "VEN"},
    ),
    # noun phrases that stand for somebody
    ("Venezuelan oil facilities were attacked.", "attacked", {"subject": "VEN"}),
    (
        "The government of Mexico condemned the leaders of Britain and France.",
        "condemned",
        {"subject": "MEX", "object": "GBR+FRA"},
    ),
    (
        "China and the US-led coalition attacked Syria.",
        "attacked",
        {"subject": "CHN+USA", "object": "SYR"},
    ),
    ("Moscow rejected an offer by Turkey.", "rejected", {"subject": "RUS.GOV", "object": "TUR"}),
    # light verbs
    ("Iran held talks with France and Germany.", "talks", {"subject": "IRN", "with": "FRA+DEU"}),
    (
        "Sanctions were imposed on Iran by the United States.",
        "imposed",
        {"against": "IRN", "by": "USA"},
    ),
    (
        "Iran faces sanctions from the United States.",
        "sanctions",
        {"subject": "IRN", "by": "USA"},
    ),
    (
        "Kyiv came under attack from Russian drones.",
        "attack",
        {"subject": "UKR.GOV", "by": "RUS"},
    ),
    ("China gave Cuba a loan.", "loan", {"subject": "CHN", "to": "CUB"}),
    ("A loan was given to Cuba by China.", "loan", {"subject": "CHN", "to": "CUB"}),
    ("Israel carried out a strike on Syria.", "strike", {"subject": "ISR", "against": "SYR"}),
    ("Putin paid a visit to China.", "visit", {"subject": "P:vladimir-putin", "object": "CHN"}),
    # nouns with parties of their own
    ("U.S. sanctions on Iran hurt trade.", "sanctions", {"subject": "USA", "against": "IRN"}),
    ("Israel's attack on Syria was a surprise.", "attack", {"subject": "ISR", "against": "SYR"}),
    ("Russia's Ukraine invasion angered NATO.", "invasion", {"subject": "RUS", "object": "UKR"}),
    ("The invasion of Ukraine shocked NATO.", "invasion", {"object": "UKR"}),
    (
        "The withdrawal of Russian troops from Syria has begun.",
        "withdrawal",
        {"subject": "RUS", "from": "SYR"},
    ),
    (
        "The arrest of a French teacher by Iranian police made news.",
        "arrest",
        {"of": "FRA", "by": "IRN"},
    ),
    ("A cease-fire between Israel and Hamas holds.", "cease-fire", {"subject": "ISR+O:hamas"}),
    ("Hit by U.S. sanctions, Iran turned east.", "sanctions", {"subject": "USA", "object": "IRN"}),
    (
        "Washington announced new sanctions against Russian banks.",
        "sanctions",
        {"subject": "USA.GOV", "against": "RUS"},
    ),
    # triggers of several words
    ("Troops cracked down on protesters in Iran.", "cracked down on", {"object": "IRN"}),
    (
        "Beijing broke off relations with Mexico.",
        "broke off relations",
        {"subject": "CHN.GOV", "with": "MEX"},
    ),
    ("Rebels took a French priest hostage.", "took", {"object": "FRA"}),
    ("Iran fired missiles at Israel.", "fired", {"subject": "IRN", "against": "ISR"}),
    ("KYIV (Agency) - Russia attacked Ukraine.", "attacked", {"subject": "RUS", "object": "UKR"}),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), _ARGUMENTS)
def test_arguments_stand_in_their_slots(text: str, trigger: str, expected: dict[str, str]) -> None:
    draft = read(text)
    found = slots(draft, predicate_at(draft, trigger))
    assert {slot: ids for slot, ids in found.items() if slot in expected} == expected
    if "subject" not in expected and "by" not in expected:
        assert found.get("by") is None


def test_parties_of_another_event_are_left_to_it() -> None:
    draft = read("Cuba rejected criticism of the attack on Syria.")
    assert slots(draft, predicate_at(draft, "rejected")) == {"subject": "CUB"}
    assert slots(draft, predicate_at(draft, "attack")) == {"against": "SYR"}


def test_argument_without_mention_is_kept() -> None:
    draft = read("Rebels attacked a village.")
    found = predicate_at(draft, "attacked").arguments
    assert [(a.slot, a.span.cut("Rebels attacked a village."), a.mentions) for a in found] == [
        ("subject", "Rebels", ()),
        ("object", "a village", ()),
    ]


def test_passive_and_receiving_light_verbs_are_marked() -> None:
    for text, trigger in (
        ("Ukraine was attacked by Russia.", "attacked"),
        ("Men arrested in Syria are free.", "arrested"),
        ("Iran faces sanctions.", "sanctions"),
    ):
        assert predicate_at(read(text), trigger).passive, text
    assert not predicate_at(read("Iran has attacked Israel."), "attacked").passive


def test_carried_subject_says_so() -> None:
    draft = read("Germany plans to supply Ukraine.")
    subject = predicate_at(draft, "supply").arguments[0]
    assert subject.how == "carried from plans"


def test_spans_cut_the_text_of_later_sentences() -> None:
    draft = read("Nothing happened. Russia attacked Ukraine.\nChina condemned Russia.")
    assert [p.sentence for p in draft.predicates] == [1, 2]
    assert slots(draft, predicate_at(draft, "condemned")) == {"subject": "CHN", "object": "RUS"}
    assert predicate_at(draft, "attacked").clause.cut(draft.document.text).startswith("Russia")
