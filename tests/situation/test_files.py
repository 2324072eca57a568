from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.situation.folders import MORE, SOUND, folder, line_of, load, messages, swapped

from legation.errors import CheckError, UsageError
from legation.situation.files import (
    SituationError,
    load_content,
    load_situation,
    read_situation,
)
from legation.situation.hashes import sha256_of
from legation.situation.records import Interval


def test_a_sound_folder_is_read_whole(tmp_path: Path) -> None:
    situation = read_situation(folder(tmp_path, more=MORE))
    issue = situation.issues["release"]
    assert (issue.low, issue.high, issue.status_quo, issue.rule) == (0, 10, "as-now", "majority")
    assert situation.title == {
        "en": "A dam on the river",
        "zh-Hant": "河上的水壩",
        "zh-Hans": "河上的水坝",
    }
    mali = situation.positions[1]
    assert mali.place == Interval(6, 9)
    assert mali.capability == Interval(0.5, 0.5)
    assert mali.source.line == line_of("actor: MLI")
    assert (mali.source.author, mali.source.as_of) == ("lin", "2026-01-20")
    assert list(situation.scenarios) == ["root", "leaf"]
    assert [one.value for one in situation.ratings] == [2, None]


@pytest.mark.parametrize(
    ("words", "language"), [("水壩", "zh-Hant"), ("水坝", "zh-Hans"), ("dam", "en"), ("dam", None)]
)
def test_texts_have_a_language_or_are_plain(
    tmp_path: Path, words: str, language: str | None
) -> None:
    text = f"{{{language}: {words}}}" if language else words
    loaded = load(tmp_path, swapped("words: The drought goes on.", f"words: {text}"))
    assert loaded.problems == ()
    assert loaded.situation.assumptions[0].words == {language or "und": words}


def test_the_example_of_the_docs_is_sound(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "situation" / "files.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    loaded = load(tmp_path, example)
    assert loaded.problems == loaded.warnings == ()
    assert [one.path for one in loaded.blanks] == ["positions.release.MLI.salience"]


def test_a_number_may_be_one_two_or_blank(tmp_path: Path) -> None:
    text = swapped("place: 5, capability", "place: , capability")
    loaded = load(tmp_path, text)
    assert loaded.problems == ()
    assert loaded.situation.positions[2].place is None
    (blank,) = loaded.blanks
    assert blank.path == "positions.release.FRA.place"
    assert str(blank).startswith(f"one.yaml:{line_of('actor: FRA')}: ")


def test_a_missing_key_is_as_blank_as_an_empty_one(tmp_path: Path) -> None:
    empty = load(tmp_path / "a", swapped("salience: 0.2", "salience: "))
    missing = load(tmp_path / "b", swapped(", salience: 0.2", ""))
    assert [one.path for one in empty.blanks] == [one.path for one in missing.blanks]


@pytest.mark.parametrize("word", ["no", "on", "NO", "yes"])
def test_words_that_older_yaml_takes_for_flags_stay_words(tmp_path: Path, word: str) -> None:
    loaded = load(tmp_path, swapped("author: lin", f"author: {word}"))
    assert loaded.problems == ()
    assert loaded.situation.positions[0].source.author == word


def test_ids_that_look_like_numbers_stay_as_written(tmp_path: Path) -> None:
    text = swapped("salience: 0.2}", "salience: 0.2, evidence: [0012345678901234, 12e45678]}")
    loaded = load(tmp_path, text)
    assert loaded.situation.positions[2].source.evidence == ("0012345678901234", "12e45678")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("place: 4", "plaice: 4", "no field 'plaice'; did you mean place?"),
        ("place: 4", "place: high", "place of position is 'high'; give a number"),
        ("place: 4", "place: [1, 2, 3]", "give a number or two bounds"),
        ("place: 4", "place: [4, 1]", "has its bounds exchanged; put the lower first"),
        ("place: 4", "place: 1e999", "is '1e999'; give a number"),
        ("actor: FRA", "actor: the FRA", "actor 'the FRA' has a space"),
        ("rule: majority", "rule: most", "rule 'most' is none it can be; choose unanimity"),
        ("scale: [0, 10]", "scale: [3, 3]", "has no length"),
        ("ends: [none, all]", "ends: [none]", "are not two"),
        ("as_of: 2026-01-20", "as_of: 20.1.2026", "is no day; write it as 2026-01-20"),
        ("as_of: 2026-01-20", "as_of: 2026-02-30", "is no day"),
        ("author: lin\n", "", "is an analyst's judgement that nobody signs; name its author"),
        ("id: dam\n", "id: dam\n  id: dike\n", "the key 'id' stands there already, in line 5"),
        ("title: {en:", "title: {english:", "'english' is no language of title; use en, zh-Hant"),
        ("label: half", "label: [half]", "label of option of release is a list"),
        ("place: 4", "place: *x", "no YAML: found undefined alias"),
        ("place: 4", "place: !!python/none 4", "has no meaning here"),
        ("positions:\n", "positions: nobody\nnothing:\n", "is 'nobody'; give a list"),
    ],
)
def test_what_is_wrong_is_named_with_value_place_and_remedy(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = messages(load(tmp_path, swapped(old, new)))
    assert any(said in one and one.startswith("one.yaml:") for one in found), found


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    text = swapped("place: 4", "place: far")
    text = swapped("rule: majority", "rule: most", text)
    text = swapped("anchor: 8", "anker: 8", text)
    folder(tmp_path, text=text, more="basis: analyst\nauthor: lin\nledger: [x]\n")
    with pytest.raises(SituationError) as raised:
        read_situation(tmp_path)
    said = str(raised.value)
    for part in ("'far'", "'most'", "'anker'", "two.yaml:3"):
        assert part in said
    assert len(raised.value.problems) >= 4
    assert isinstance(raised.value, CheckError)


def test_a_number_in_an_extracted_entry_says_whose_it_is(tmp_path: Path) -> None:
    plain = swapped("salience: 0.2}", "salience: 0.2, basis: extracted, evidence: [abcdef12]}")
    found = messages(load(tmp_path / "a", plain))
    assert len(found) == 3
    assert "write place: {value: …, basis: analyst, author: …}" in found[1]
    own = "{value: %s, basis: analyst, author: wu}"
    text = plain
    for name, value in (("place", "5"), ("capability", "0.4"), ("salience", "0.2")):
        text = swapped(f"{name}: {value},", f"{name}: {own % value},", text)
    loaded = load(tmp_path / "b", text)
    assert loaded.problems == ()
    france = loaded.situation.positions[2]
    assert france.source.basis == "extracted"
    assert (france.numbers["place"].basis, france.numbers["place"].author) == ("analyst", "wu")


def test_an_extracted_entry_needs_evidence(tmp_path: Path) -> None:
    text = swapped("ground: it holds the gates", "ground: it holds the gates, basis: extracted")
    (found,) = messages(load(tmp_path, text))
    assert "extracted, without evidence" in found
    assert found.startswith(f"one.yaml:{line_of('actor: TCD.GOV, ground')}: ")


def test_files_without_mapping_or_text_are_named(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "list.yaml").write_text("- a\n")
    (tmp_path / "bytes.yml").write_bytes(b"a: 1\nb: \xff\n")
    (tmp_path / "deep.yaml").write_text("issues: " + "[" * 60 + "]" * 60)
    (tmp_path / "sign.yaml").write_text("a: \x07\n")
    (tmp_path / "empty.yaml").write_text("# nothing yet\n")
    found = messages(load_situation(tmp_path))
    assert any(one.startswith("bytes.yml:2: the file is not UTF-8") for one in found)
    assert any(one.startswith("list.yaml:1: a list stands at the top") for one in found)
    assert any(one.startswith("sign.yaml:1: ") and "U+0007" in one for one in found)
    assert any(one.startswith("deep.yaml:1: nesting is deeper") for one in found)
    assert not any("empty" in one for one in found)


def test_nested_beyond_what_can_be_parsed_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "deep.yaml").write_text("issues: " + "[" * 20_000)
    assert any(one.startswith("deep.yaml") for one in messages(load_situation(tmp_path)))


def test_an_alias_is_refused_before_it_can_multiply(tmp_path: Path) -> None:
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    found = messages(load(tmp_path, more=text))
    assert any("two.yaml:2: an alias (*) repeats" in one for one in found)


def test_a_folder_that_is_none_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="legation situation draft"):
        load_situation(tmp_path / "none")
    with pytest.raises(UsageError, match=r"holds no \*\.yaml"):
        load_situation(tmp_path)


def test_a_situation_has_one_head(tmp_path: Path) -> None:
    text = swapped("situation:\n  id: dam\n", "old:\n  id: dam\n")
    found = messages(load(tmp_path, text))
    assert any("no file has `situation:`" in one for one in found)
    twice = messages(load(tmp_path, more="situation: {id: dam, title: x}\n"))
    assert any("two.yaml:1: `situation` stands in one.yaml:4 already" in one for one in twice)


@pytest.mark.parametrize(
    "text",
    ["1.10", "0.80", "7", "007", "12e45678", "1e-3", "123456789012", "true", "1234567890123456789"],
)
def test_saved_content_reads_as_the_file_did(tmp_path: Path, text: str) -> None:
    evidence = swapped("salience: 0.2}", f"salience: 0.2, note: {text}, evidence: [{text}]}}")
    loaded = load(tmp_path, evidence)
    saved = json.loads(json.dumps(loaded.content))
    again = load_content(saved, "saved").situation.positions[2].source
    assert again.evidence == (text,)
    assert again.note == loaded.situation.positions[2].source.note == text
    assert sha256_of(saved) == loaded.situation.sha256


def test_the_hash_is_of_content_not_of_layout(tmp_path: Path) -> None:
    plain = load(tmp_path / "a").situation.sha256
    spaced = load(tmp_path / "b", "# a remark\n\n" + SOUND).situation.sha256
    head, entries = SOUND.split("positions:", 1)
    top = "basis: analyst\nauthor: lin\nas_of: 2026-01-20\n"
    split = load(tmp_path / "c", head, f"{top}positions:{entries}").situation.sha256
    other = load(tmp_path / "d", swapped("place: 4", "place: 3")).situation.sha256
    assert plain == spaced == split != other


@pytest.mark.parametrize(
    "path", ["positions.MLI.place", "positions.release.MLI.place", "issues.release.status_quo"]
)
def test_a_change_is_made_in_memory_only(tmp_path: Path, path: str) -> None:
    value = "half" if path.startswith("issues") else "[7, 8]"
    loaded = load_situation(folder(tmp_path), changes={path: value})
    assert loaded.problems == ()
    if path.startswith("issues"):
        assert loaded.situation.issues["release"].status_quo == "half"
    else:
        assert loaded.situation.positions[1].place == Interval(7, 8)
        assert loaded.situation.positions[1].numbers["place"].author == "what-if"
    assert (tmp_path / "one.yaml").read_text(encoding="utf-8") == SOUND
    assert loaded.situation.sha256 != load_situation(tmp_path).situation.sha256


def test_actors_with_a_sector_and_options_can_be_changed(tmp_path: Path) -> None:
    changes = {"positions.TCD.GOV.place": "6", "issues.release.options.half.anchor": "6"}
    loaded = load_situation(folder(tmp_path), changes=changes)
    assert loaded.problems == ()
    assert loaded.situation.positions[0].place == Interval(6, 6)
    assert loaded.situation.issues["release"].options[1].anchor == 6


def test_a_country_and_its_body_are_told_apart(tmp_path: Path) -> None:
    text = swapped("actor: FRA,", "actor: TCD,")
    changes = {"positions.TCD.place": "1", "positions.TCD.GOV.place": "9"}
    folder(tmp_path, text=text)
    loaded = load_situation(tmp_path, changes=changes)
    places = {one.actor: one.place for one in loaded.situation.positions}
    assert places["TCD"] == Interval(1, 1)
    assert places["TCD.GOV"] == Interval(9, 9)


def test_a_position_on_two_issues_needs_the_issue(tmp_path: Path) -> None:
    issue = "issues:\n  - {id: price, question: how dear, scale: [0, 1]}\n"
    more = f"basis: analyst\nauthor: lin\n{issue}positions:\n  - {{actor: FRA, issue: price}}\n"
    folder(tmp_path, more=more)
    with pytest.raises(UsageError, match=r"may be 2 entries; write positions\.ISSUE\.ACTOR"):
        load_situation(tmp_path, changes={"positions.FRA.place": "0"})
    loaded = load_situation(tmp_path, changes={"positions.price.FRA.place": "0"})
    assert loaded.situation.positions[3].place == Interval(0, 0)


def test_a_change_off_the_scale_is_refused_by_its_own_name(tmp_path: Path) -> None:
    loaded = load_situation(folder(tmp_path), changes={"positions.MLI.place": "14"})
    (found,) = messages(loaded)
    assert found.startswith("positions.MLI.place=14: the place 14 of MLI is off the scale 0 to 10")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("positions.MLL.place", "did you mean positions"),
        ("positions.MLI", "is a whole entry; name a field"),
        ("issues.release.options.hafl.anchor", "nothing is called"),
        ("weather", "names no entry"),
    ],
)
def test_a_change_that_names_nothing_says_so(tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_situation(folder(tmp_path), changes={path: "1"})
