"""The situation shipped with the project, held against the sample corpus that it rests on.

It needs the corpus, the docs and the tools of the project, and reads the corpus anew.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runner import run

from legation.dossier import Dossier
from legation.situation.checks import sources
from legation.situation.compromise import compromise
from legation.situation.files import Loaded, load_situation
from legation.situation.hypotheses import weigh_hypotheses
from legation.situation.ledgers import build_ledger
from legation.situation.models import ballot_of, contest_of
from legation.situation.motive_board import build_board
from legation.situation.runs import LABEL
from legation.situation.scenario_tree import build_forest
from legation.situation.what_if import what_if
from legation.situation.winset import by_reversion, win_set

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import doc_examples  # type: ignore[import-not-found]  # noqa: E402

FOLDER = ROOT / "corpus" / "situation" / "venezuela"
PAGE = ROOT / "docs" / "situation" / "worked.md"
ISSUE = "joint-operations"
OFFERED = ("more-information", "command-posts")
"""What Mexico was reported to have offered: more information, a bigger role in command posts."""
LANGUAGES = {"en", "zh-Hant", "zh-Hans"}
ID = re.compile(r'^ +- "(?P<id>[0-9a-f]{16})"  # (?P<document>\S+): (?P<words>.+) …$')
_HEX = re.compile(r"[0-9a-f]{16}")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, read into a dossier."""
    made = tmp_path_factory.mktemp("worked") / "sample.duckdb"
    result = run("read", str(ROOT / "corpus" / "sample"), "--into", str(made), "--quiet")
    assert result.exit_code == 0, result.output
    return made


@pytest.fixture(scope="module")
def dossier(path: Path) -> Iterator[Dossier]:
    with Dossier.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def loaded(dossier: Dossier) -> Loaded:
    return load_situation(FOLDER, dossier)


def sentences(dossier: Dossier) -> dict[str, list[tuple[str, str]]]:
    """By document: id and text of its sentences."""
    texts = {row["document"]: row["text"] for row in dossier.sql("SELECT * FROM documents")}
    found: dict[str, list[tuple[str, str]]] = {}
    for row in dossier.sql("SELECT * FROM sentences ORDER BY document, start"):
        text = texts[row["document"]][row["start"] : row["end"]]
        found.setdefault(row["document"], []).append((row["id"], text))
    return found


def test_folder_is_sound_and_every_id_of_evidence_resolves(loaded: Loaded) -> None:
    assert (loaded.problems, loaded.warnings, loaded.blanks) == ((), (), ())


def test_each_id_is_that_of_the_sentence_named_beside_it(dossier: Dossier) -> None:
    known = sentences(dossier)
    wrong, seen = [], 0
    for file in sorted(FOLDER.glob("*.yaml")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            found = ID.match(line)
            assert found or not _HEX.search(line), f"{file.name}:{number}: an id without its words"
            if not found:
                continue
            seen += 1
            name, document, words = found["id"], found["document"], found["words"]
            ids = [one for one, text in known.get(document, ()) if text.startswith(words)]
            if ids != [name]:
                wrong.append(f"{file.name}:{number}: {document}: {words!r} has {ids}, not {name}")
    assert wrong == []
    assert seen > 80


def test_id_that_is_lost_is_named_with_its_line(dossier: Dossier, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "copy"))
    file = folder / "2-ledger.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if ID.match(line))
    lines[number] = _HEX.sub("feedfacefeedface", lines[number])
    file.write_text("\n".join(lines), encoding="utf-8")

    (problem,) = load_situation(folder, dossier).problems

    assert problem.file == "2-ledger.yaml"
    assert "feedfacefeedface" in str(problem)


def test_extracted_entries_name_sentences_and_judgements_are_signed(
    loaded: Loaded, dossier: Dossier
) -> None:
    ids = {name for rows in sentences(dossier).values() for name, _ in rows}
    seen = set()
    for _, source in sources(loaded.checked()):
        seen.add(source.basis)
        assert set(source.evidence) <= ids, f"{source.file}:{source.line}"
        if source.basis == "extracted":
            assert source.evidence, f"{source.file}:{source.line}"
        if source.basis == "analyst":
            assert source.author == "example analyst / 範例分析員"
    assert seen == {"extracted", "analyst"}


def texts_in(content: Any) -> Iterator[Mapping[str, str]]:
    """Texts by language, wherever they stand."""
    if isinstance(content, Mapping):
        if LANGUAGES & set(content):
            yield content
        for one in content.values():
            yield from texts_in(one)
    elif isinstance(content, list):
        for one in content:
            yield from texts_in(one)


def test_texts_stand_in_three_languages(loaded: Loaded) -> None:
    found = list(texts_in(loaded.content))

    assert len(found) > 40
    for text in found:
        assert set(text) == LANGUAGES, text


def test_win_set_is_what_mexico_offered(loaded: Loaded) -> None:
    situation = loaded.checked()
    found = win_set(ballot_of(situation, situation.issues[ISSUE]))

    assert found.agreed == OFFERED
    assert not found.deadlock
    blocked = {one.option: one.blockers for one in found.verdicts if one.standing == "out"}
    assert set(blocked) == {"joint-raids", "strikes-alone"}
    assert all(set(one) == {"MEX.GOV", "MEX.LEG"} for one in blocked.values())


def test_win_set_changes_with_the_reversion_point(loaded: Loaded) -> None:
    situation = loaded.checked()
    rows = by_reversion(ballot_of(situation, situation.issues[ISSUE])).table().rows()
    agreed = {row["reversion"]: tuple(row["agreed"]) for row in rows}

    assert agreed == {
        "sharing": OFFERED,
        "more-information": (),
        "command-posts": (),
        "joint-raids": (),
        "strikes-alone": ("command-posts",),
    }


def test_reversion_point_names_the_assumption_that_it_touches() -> None:
    changes = {f"issues.{ISSUE}.reversion": "strikes-alone"}
    rows = {row["output"]: row for row in what_if(str(FOLDER), changes).table().rows()}

    assert rows["winset.agreed"]["assumptions"] == ["sharing-goes-on"]


def test_average_says_joint_raids_which_the_win_set_rules_out(loaded: Loaded) -> None:
    situation = loaded.checked()
    contest = contest_of(situation, situation.issues[ISSUE])

    assert compromise(contest).nearest == ("joint-raids",)


def test_ledger_keeps_both_sides_of_one_precedent(loaded: Loaded) -> None:
    rows = build_ledger(loaded.checked().ledger, "RUS").table().rows()
    (world,) = [row for row in rows if row["arena"] == "influence, world"]

    assert world["horizon"] == "long"
    assert world["gains"]
    assert world["losses"]
    assert len(world["asserters"]) == 2
    assert len({row["arena"] for row in rows}) >= 4


def test_motives_of_one_actor_stand_on_two_layers(loaded: Loaded, dossier: Dossier) -> None:
    board = build_board(loaded.checked().motives, None, "USA").table("zh-Hant").rows()
    layers = {row["layer"] for row in board}
    against = {name for one in loaded.checked().motives for name in one.against}

    assert layers == {"official", "underlying"}
    assert len(against) >= 3
    assert all(dossier.evidence(name).table == "sentences" for name in against)


def test_scenarios_keep_words_as_bands_and_check_their_signs(
    loaded: Loaded, dossier: Dossier
) -> None:
    forest = build_forest(loaded.checked().scenarios.values(), dossier, date(2026, 1, 22))
    words = {one.scenario.id: one.likelihood for one in forest.branches}
    bands = {name: word.band if word else None for name, word in words.items()}
    signs = {one.indicator.id: one for branch in forest.branches for one in branch.sightings}

    assert bands == {
        "after-maduro": None,
        "rodriguez-stays": "55-80",
        "second-strike": None,
        "election-this-year": "20-45",
        "civil-war": None,
        "coup": "20-45",
    }
    assert signs["spy-chief-in-caracas"].state == "occurred"
    assert signs["prisoners-freed"].state == "occurred"
    assert signs["date-of-election"].state == "cannot be checked"
    for name in signs["spy-chief-in-caracas"].evidence:
        assert dossier.evidence(name).table == "events"


def test_hypotheses_are_rated_by_two_who_do_not_agree(loaded: Loaded) -> None:
    situation = loaded.checked()
    (found,) = weigh_hypotheses(situation.hypotheses, situation.items, situation.ratings)
    rows = found.matrix("zh-Hans").rows()

    assert {one.rater for one in situation.ratings} == {"rater-a", "rater-b"}
    assert {row["hypothesis"] for row in rows} == {
        "electronic-warfare",
        "infiltration",
        "neglect",
    }
    assert any(row["apart"] for row in rows)
    assert all(row["evidence"] for row in rows)


def commands() -> list[str]:
    found: list[str] = doc_examples.commands(PAGE.read_text(encoding="utf-8"))
    return found


def test_page_has_ten_outputs_of_ten_kinds_and_is_labelled() -> None:
    page = PAGE.read_text(encoding="utf-8")
    kinds = {command.split()[2] for command in commands() if " situation " in command}

    assert len(kinds) >= 10
    assert all(text.split(":")[0].split("：")[0] in page for text in LABEL.values())


@pytest.mark.parametrize("command", commands())
def test_output_of_the_page_runs(
    command: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("sample.duckdb", "sample.parts"):
        (tmp_path / name).symlink_to(path.parent / name)
    shutil.copytree(ROOT / "corpus" / "situation", tmp_path / "corpus" / "situation")
    arguments, _ = doc_examples.split(command)
    with chdir(tmp_path):
        result = run(*arguments)

    assert result.exit_code == 0, result.output
    if arguments[0] == "evidence":
        assert f"sentences {arguments[-1]}" in result.output
    else:
        assert all(text in result.output for text in LABEL.values())
