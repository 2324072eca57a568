"""Which words of an English sentence are triggers, of which frame, and under which other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.clauses.test_english import LEXICON, predicate_at, read

from legation.clauses.english import read_english
from legation.clauses.english_cues import load_modality, load_reporting
from legation.errors import LexiconError
from legation.lexicons.frames import load_frames


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Turkey provided intelligence to Ukraine.", "provided", "COOPERATE"),
        ("Turkey provided weapons to Ukraine.", "provided", "AID"),
        ("Iran seized a tanker.", "seized", "COERCE"),
        ("Rebels seized the town of Idlib.", "seized", "ASSAULT"),
        ("Syria fired two rockets at Israel.", "fired", "ASSAULT"),
        ("Syria fired its foreign minister.", "fired", "RETREAT"),
        ("China paid Cuba 20 million dollars.", "paid", "AID"),
        ("The strike on the port killed two.", "strike", "ASSAULT"),
        ("Peace talks with Iran began.", "Peace talks", "CONSULT"),
    ],
)
def test_object_decides_between_frames(text: str, trigger: str, kind: str) -> None:
    assert predicate_at(read(text), trigger).frame.type == kind


@pytest.mark.parametrize(
    "text",
    [
        "He died of a heart attack in Russia.",
        "Turkey provided no details.",
        "Attack the problem at its root.",
        "Putin paid tribute to 20 veterans.",
        "The Strike Force left.",
        "An attack helicopter landed in Syria.",
        "The talks venue in Turkey is small.",
        "He took a bus to Gaza.",
        "Putin called the minister on Friday.",
    ],
)
def test_other_senses_and_parts_of_names_are_no_triggers(text: str) -> None:
    assert [p.span.cut(text) for p in read(text).predicates] == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Iran held talks with France.", "held talks"),
        ("Kyiv came under attack.", "came under attack"),
        ("Iran held new talks with France.", "talks"),
        ("Beijing broke off its relations with Mexico.", "broke off its relations"),
        ("Rebels took a French priest hostage.", "took"),
    ],
)
def test_trigger_takes_in_what_touches_it(text: str, span: str) -> None:
    assert [p.span.cut(text) for p in read(text).predicates] == [span]


def test_light_verb_and_noun_give_one_event() -> None:
    draft = read("The U.S. imposed sanctions on Iran.")
    assert [p.span.cut(draft.document.text) for p in draft.predicates] == ["imposed"]


@pytest.mark.parametrize(
    ("text", "child", "parent"),
    [
        ("Britain demanded that Russia withdraw its troops.", "withdraw", "demanded"),
        ("Washington urged Moscow to release two men.", "release", "urged"),
        ("Paris called on Israel to lift the blockade.", "lift", "called on"),
        ("Iran refused to release the crew.", "release", "refused"),
        ("Cuba accused Washington of attacking a ship.", "attacking", "accused"),
        ("Iran condemned the attack on Syria.", "attack", "condemned"),
        ("France proposed talks with Iran.", "talks", "proposed"),
        ("India agreed to withdraw troops.", "withdraw", "agreed"),
        ("Syria demanded the withdrawal of Turkish troops.", "withdrawal", "demanded"),
    ],
)
def test_parent_is_the_predicate_whose_complement_holds_it(
    text: str, child: str, parent: str
) -> None:
    draft = read(text)
    above = predicate_at(draft, child).parent
    assert above is not None
    assert draft.predicates[above].span.cut(text) == parent


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("Washington imposed tariffs after the attack on Israel.", "attack"),
        ("When Russia invaded Ukraine, NATO condemned Moscow.", "invaded"),
        ("Iran attacked Israel and seized a ship.", "seized"),
        ("Moscow deployed troops to pressure Turkey.", "pressure"),
    ],
)
def test_adverbials_and_coordinated_clauses_have_no_parent(text: str, child: str) -> None:
    assert predicate_at(read(text), child).parent is None


def test_parents_count_from_the_start_of_the_draft() -> None:
    draft = read("Iran attacked Israel. Britain demanded that Russia withdraw.")
    assert predicate_at(draft, "withdraw").parent == 1


def test_sentences_without_a_parse_are_passed_over() -> None:
    draft = read("Iran attacked Israel.")
    draft.predicates.clear()
    draft.parses[0] = None
    read_english(draft, LEXICON, [0])
    assert draft.predicates == []


def test_tables_of_cues_are_large_and_sound() -> None:
    assert len(load_modality()) >= 80
    assert sum(len(rows) for rows in load_reporting().values()) >= 120


def test_table_with_an_unknown_word_names_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "data" / "modality_en.tsv"
    table.parent.mkdir()
    table.write_text("# top\nplan\tsomeday\tv\tsubject\n", encoding="utf-8")
    monkeypatch.setattr("legation.clauses.english_cues.resources.files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"modality_en\.tsv:2"):
        load_modality.__wrapped__()
    table.write_text("plan\tplanned\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="2 columns"):
        load_modality.__wrapped__()


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Ruritania Army attacks Syria base", "attacks"),
        ("Iran, Iraq condemn Turkey", "condemn"),
        ("Writers arrested in Turkey", "arrested"),
    ],
)
def test_headlines_have_verbs_though_their_grammar_is_short(text: str, trigger: str) -> None:
    assert predicate_at(read(text, "title"), trigger).frame.pos == "v"


def test_a_participle_may_hang_on_the_noun_of_its_trigger() -> None:
    draft = read("Russia bombed a Syrian port, killing ten Turkish sailors.")
    assert [p.frame.trigger for p in draft.predicates] == ["bomb"]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("The bloc froze the assets of Iran.", "froze the assets", "SANCTION"),
        ("Officers deposed the president of Mali.", "deposed", "COERCE"),
        ("Iran and France settled on Monday on a timetable.", "settled", "AGREE"),
        ("Tens of thousands came out in Georgia against the law.", "came out", "PROTEST"),
        ("Turkey flew in tents for Syria.", "flew in", "AID"),
        ("France flew in paratroopers to Mali.", "flew in", "MOBILIZE"),
        ("The general gave the junta in Niger a week to leave.", "gave", "THREATEN"),
        ("Russia ordered a halt to the operation in Georgia.", "ordered a halt", "CONCEDE"),
        ("The rebels handed the hostages to Egypt.", "handed", "RETREAT"),
    ],
)
def test_families_of_the_lexicon_are_read(text: str, trigger: str, kind: str) -> None:
    found = {
        p.span.cut(text): p.frame.type for p in read(text, frames=load_frames("en")).predicates
    }
    assert found.get(trigger) == kind, found


@pytest.mark.parametrize(
    "text",
    [
        "The earthquake that killed thousands in Turkey was strong.",
        "A cyclone struck Fiji.",
        "Iran declined to say more.",
    ],
)
def test_what_nobody_does_or_decides_is_no_trigger(text: str) -> None:
    assert [p.span.cut(text) for p in read(text, frames=load_frames("en")).predicates] == []
