from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser, Open

from legation.dossier import Dossier
from legation.situation.files import load_situation
from legation.situation.hypotheses import weigh_hypotheses
from legation.situation.ledgers import build_ledger
from legation.situation.models import METHODS, Settings, pick_issue
from legation.situation.motive_board import build_board
from legation.situation.runs import LABEL, run_situation
from legation.situation.scenario_tree import build_forest
from legation.workbench.languages import TAGS, load_language
from legation.workbench.views.situation import PARTS
from legation.workbench.views.situation_results import results

FILE = """\
basis: analyst
author: lin
as_of: 2026-01-20
situation:
  id: ferry
  title: {en: A ferry between two ports, zh-Hant: 兩港渡輪, zh-Hans: 两港渡轮}
issues:
  - id: trips
    question: {en: How many trips a day, zh-Hant: 每天幾班, zh-Hans: 每天几班}
    scale: [0, 100]
    ends: [none, all]
    options:
      - {id: few, label: {en: a few trips, zh-Hant: 少數班次, zh-Hans: 少数班次}, anchor: 10}
      - {id: half, label: {en: half of them, zh-Hant: 一半班次, zh-Hans: 一半班次}, anchor: 40}
      - {id: most, label: {en: most of them, zh-Hant: 多數班次, zh-Hans: 多数班次}, anchor: 90}
    status_quo: few
    reversion: few
    rule: majority
    vetoes:
      - {actor: MEX.GOV, ground: the port is its own}
positions:
  - {actor: MEX.GOV, issue: trips, place: [PLACE], capability: 0.6, salience: [0.8, 1]}
  - {actor: USA.GOV, issue: trips, place: [70, 95], capability: [0.8, 1], salience: [0.4, 0.9]}
  - {actor: CAN.GOV, issue: trips, place: 60, capability: 0.4, salience: 0.5}
motives:
  - {actor: USA.GOV, act: trips, layer: official, asserter: USA.GOV, words: trade}
  - {actor: USA.GOV, act: trips, layer: underlying, asserter: MEX.GOV, words: {zh-Hant: 選票}}
ledger:
  - {actor: MEX.GOV, arena: trade, over: most, sign: loss, asserter: MEX.GOV, size: great}
  - {actor: MEX.GOV, arena: trade, over: most, sign: gain, asserter: USA.GOV}
scenarios:
  - {id: talks, outcome: talks go on, asserter: experts, exclusive: true}
  - {id: agree, parent: talks, outcome: they agree, asserter: experts, likelihood: likely}
  - {id: end, parent: talks, outcome: {zh-Hant: 談判破裂}, asserter: experts, likelihood: 或許}
hypotheses:
  - {id: wind, question: why-late, words: the wind}
  - {id: strike, question: why-late, words: a strike}
items:
  - {id: calm, question: why-late, words: the sea was calm}
ratings:
  - {item: calm, hypothesis: wind, rater: lin, value: 1}
  - {item: calm, hypothesis: strike, rater: lin, value: 4}
"""


def folder(path: Path, text: str = FILE, place: str = "40, 60") -> Path:
    path.mkdir()
    (path / "ferry.yaml").write_text(text.replace("PLACE", place), encoding="utf-8")
    return path


@pytest.fixture
def ferry(open_workbench: Open, built: Path, tmp_path: Path) -> tuple[Browser, Path]:
    """A workbench with the ferry, and its folder."""
    path = folder(tmp_path / "ferry")
    return open_workbench(built, situation=path), path


def test_without_a_situation_the_page_says_how_to_make_one(client: Browser) -> None:
    page = client.get("/situation").text
    assert "legation situation draft" in page
    assert 'class="empty"' in page


def test_numbers_are_those_of_a_run_with_the_same_seed(ferry: tuple[Browser, Path]) -> None:
    browser, path = ferry
    loaded = load_situation(path)
    outputs = run_situation(loaded, "trips", settings=Settings(seed=7, draws=200)).outputs
    asked = {"seed": "7", "draws": "200"}
    tables = browser.get("/api/situation", params=asked).json()["tables"]

    def column(table: str, name: str) -> list[object]:
        return [row[name] for row in tables[table]["rows"]]

    verdicts = outputs["winset"]["verdicts"]
    assert column("winset", "standing") == [one["standing"] for one in verdicts]
    assert tables["reversions"]["rows"] == outputs["reversions"]
    assert column("compromise", "share") == [
        one["share"] for one in outputs["compromise"]["shares"]
    ]
    for rule, found in outputs["condorcet"].items():
        assert column("election", rule) == found["chances"]
    drawn = outputs["sensitivity"]
    assert column("leads", "leads") == [one["leads"] for one in drawn["leads"]]
    assert column("tornado", "mean_at_low") == [one["mean_at_low"] for one in drawn["tornado"]]
    assert column("flips", "at") == [one["at"] for one in drawn["flips"]]
    page = browser.get("/situation", params=asked).text
    assert f"{outputs['compromise']['mean']:.4g}" in page


def test_another_seed_gives_other_draws_and_the_same_seed_the_same(
    ferry: tuple[Browser, Path],
) -> None:
    browser, _ = ferry

    def leads(seed: str) -> object:
        asked = {"seed": seed, "draws": "300"}
        return browser.get("/api/situation", params=asked).json()["tables"]["leads"]

    assert leads("1") == leads("1") != leads("2")


def test_pictures_draw_the_numbers_of_their_tables(ferry: tuple[Browser, Path]) -> None:
    browser, path = ferry
    page = browser.get("/situation").text
    charts = json.loads(re.findall(r'id="charts">(.*?)</script>', page, re.S)[0])
    loaded = load_situation(path)
    found = results(loaded, pick_issue(loaded.situation, None), Settings())
    series = {one["name"]: one["data"] for one in charts["election"]["option"]["series"]}
    for rule, election in found.elections.items():
        assert series[load_language("en")(f"situation.rule.{rule}")] == list(election.chances)
    assert found.sensitivity is not None
    starts, widths = (one["data"] for one in charts["tornado"]["option"]["series"])
    for swing, start, width in zip(found.sensitivity.tornado, starts, widths, strict=True):
        assert start == min(swing.mean_at_low, swing.mean_at_high)
        assert width == pytest.approx(swing.swing)


def test_a_deadlock_is_said_plainly(open_workbench: Open, built: Path, tmp_path: Path) -> None:
    path = folder(tmp_path / "stuck", place="5, 9")
    browser = open_workbench(built, situation=path)
    for tag in TAGS:
        page = browser.get("/situation", params={"lang": tag}).text
        assert load_language(tag)("situation.deadlock") in page


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_labelled_exploratory_in_the_language_of_the_page(
    ferry: tuple[Browser, Path], tag: str, part: str
) -> None:
    browser, _ = ferry
    page = browser.get("/situation", params={"lang": tag, "part": part})
    assert page.status_code == 200
    assert LABEL[tag] in page.text
    assert load_language(tag)("situation.basis.analyst") in page.text
    assert " style=" not in page.text


def test_boards_are_those_of_the_library(ferry: tuple[Browser, Path], built: Path) -> None:
    browser, path = ferry
    with Dossier.open(built) as dossier:
        one = load_situation(path, dossier).checked()
        board = build_board(one.motives, dossier)
        expected = {
            ("ledger", "ledger"): build_ledger(one.ledger).table(),
            ("motives", "motives"): board.table("en"),
            ("motives", "grid"): board.grid("en"),
            ("scenarios", "scenarios"): build_forest(one.scenarios.values(), dossier).table("en"),
        }
    weighed = weigh_hypotheses(one.hypotheses, one.items, one.ratings)
    expected["hypotheses", "scores-1"] = weighed[0].table("en")
    expected["hypotheses", "matrix-1"] = weighed[0].matrix("en")
    for (part, name), table in expected.items():
        asked = {"part": part, "limit": 10_000}
        given = browser.get("/api/situation", params=asked).json()["tables"][name]
        assert given["rows"] == table.rows(), name


def test_the_ledger_keeps_gain_and_loss_apart(ferry: tuple[Browser, Path]) -> None:
    browser, _ = ferry
    (row,) = browser.get("/api/situation?part=ledger").json()["tables"]["ledger"]["rows"]
    assert len(row["gains"]) == len(row["losses"]) == 1


def test_likelihood_is_a_word_with_a_band_and_its_asserter(ferry: tuple[Browser, Path]) -> None:
    browser, _ = ferry
    page = html.unescape(browser.get("/situation?part=scenarios").text)
    assert "likely" in page
    assert "55-80 %" in page
    assert "experts" in page


def test_blanks_keep_a_model_from_running_and_are_named(
    open_workbench: Open, built: Path, tmp_path: Path
) -> None:
    text = FILE.replace("capability: 0.4", "capability: ")
    browser = open_workbench(built, situation=folder(tmp_path / "blank", text))
    tables = browser.get("/api/situation").json()["tables"]
    assert "winset" in tables
    assert not {"compromise", "election", "tornado"} & set(tables)
    assert "positions.trips.CAN.GOV.capability is blank" in browser.get("/situation").text


def test_problems_of_the_folder_are_listed_with_file_and_line(
    open_workbench: Open, built: Path, tmp_path: Path
) -> None:
    text = FILE.replace("anchor: 90", "anchor: 900")
    browser = open_workbench(built, situation=folder(tmp_path / "wrong", text))
    page = browser.get("/situation").text
    assert re.search(r"ferry\.yaml:\d+: .*900", page)
    assert LABEL["en"] in page


def test_a_folder_that_has_gone_is_said(open_workbench: Open, built: Path, tmp_path: Path) -> None:
    path = folder(tmp_path / "gone")
    browser = open_workbench(built, situation=path)
    shutil.rmtree(path)
    assert "gone" in browser.get("/situation").text.partition('class="empty"')[2]


@pytest.mark.parametrize(
    "query", ["part=odd", "seed=-1", "seed=x", "draws=0", "draws=10000000", "issue=odd"]
)
def test_what_makes_no_sense_is_said(ferry: tuple[Browser, Path], query: str) -> None:
    browser, _ = ferry
    page = browser.get(f"/situation?{query}").text
    assert query.partition("=")[2] in page.partition('class="empty"')[2]


def test_an_actor_without_entries_is_named_where_a_board_is_empty(
    ferry: tuple[Browser, Path],
) -> None:
    browser, _ = ferry
    page = browser.get("/situation?part=ledger&actor=FRA").text
    assert "actor=FRA" in page.partition('class="empty"')[2]


def test_every_model_of_the_library_has_a_place_or_is_a_reference(
    ferry: tuple[Browser, Path],
) -> None:
    _, path = ferry
    loaded = load_situation(path)
    found = results(loaded, pick_issue(loaded.situation, None), Settings())
    computed = {
        "winset": found.win_set,
        "compromise": found.compromise,
        "condorcet": found.elections,
        "sensitivity": found.sensitivity,
    }
    assert all(computed.values())
    assert set(METHODS) - set(computed) == {"challenge"}
