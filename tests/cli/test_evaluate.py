"""legation evaluate and annotate."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runner import FakeReader, lines, run

from legation.evaluation.goldtext import read_gold

HEAD = "# id: {}\n# language: zh-Hant-TW\n# split: {}\n\n"
BODY = (
    "[法國|FRA]警方{e1:逮捕}一名官員。\n  e1 COERCE arrest | FRA.COP > VEN.GOV | actual | 2026-01\n"
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, split in (("a", "dev"), ("b", "dev"), ("c", "train")):
        (folder / f"{name}.gold").write_text(HEAD.format(name, split) + BODY, encoding="utf-8")
    return folder


def test_evaluate_prints_a_report(reader: FakeReader, gold: Path) -> None:
    result = run("evaluate", str(gold), "--split", "dev")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 articles, 2 sentences, 2 events that count, read by fake@1")
    assert "| dyad | 1.000 | 1.000 | 1.000 |" in result.stdout
    assert "**attribution invented**: 2" in result.stdout
    assert reader.seen == 2


def test_evaluate_gives_json(reader: FakeReader, gold: Path) -> None:
    (found,) = lines(run("evaluate", str(gold), "--json"))
    assert found["documents"] == 3
    assert found["figures"]["type"]["f1"] == 1.0
    assert found["figures"]["type"]["f1_95"] == [1.0, 1.0]


def test_a_broken_file_is_named_and_the_others_go_on(reader: FakeReader, gold: Path) -> None:
    faults = {
        "broken": HEAD.format("d", "dev") + BODY.replace("COERCE", "COERSE"),
        "empty": "",
        "bare": HEAD.format("e", "dev"),
        "twice": HEAD.format("a", "dev") + BODY,
        "day": HEAD.format("f", "dev") + BODY.replace("2026-01", "2026-02-30"),
    }
    for name, source in faults.items():
        (gold / f"x-{name}.gold").write_text(source, encoding="utf-8")
    (gold / "x-latin.gold").write_bytes(b"\xff\xfe\xfa")
    result = run("evaluate", str(gold), "--split", "dev")
    assert result.exit_code == 3
    assert "2 articles" in result.stdout
    assert len(result.stderr.splitlines()) == 6
    assert "x-broken.gold:6: 'COERSE' is no PLOVER type" in result.stderr
    assert "2026-02-30" in result.stderr
    rows = lines(run("evaluate", str(gold), "--json"))
    assert [next(iter(row)) for row in rows] == ["failure"] * 6 + ["reader"]


def test_nothing_to_evaluate(reader: FakeReader, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    none = run("evaluate", str(tmp_path / "void"))
    assert (none.exit_code, none.stdout) == (2, "")
    assert "no *.gold files in" in none.stderr
    assert run("evaluate", str(tmp_path / "nowhere")).exit_code == 2
    split = run("evaluate", str(gold), "--split", "tset")
    assert split.exit_code == 2
    assert "no article of split 'tset'; there are dev, train" in split.stderr
    only = tmp_path / "void" / "only.gold"
    only.write_text("中文。\n", encoding="utf-8")
    broken = run("evaluate", str(only), "--split", "dev")
    assert (broken.exit_code, broken.stdout) == (3, "")


def test_annotate_writes_files_to_correct(
    reader: FakeReader, articles: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "annotated"
    result = run("annotate", str(articles), "--into", str(target))
    assert result.exit_code == 3
    assert "void.txt" in result.stderr
    assert sorted(path.name for path in target.iterdir()) == ["one.gold", "two.gold"]
    made = read_gold(target / "one.gold")
    assert made.text == (articles / "one.txt").read_text(encoding="utf-8").strip()
    assert [(m.start, m.end, m.actors) for m in made.mentions] == [(0, 2, ("FRA",))]
    assert [event.type for event in made.events] == ["COERCE"]
    assert run("evaluate", str(target), "--quiet").exit_code == 0


def test_annotate_keeps_what_is_there(reader: FakeReader, articles: Path, tmp_path: Path) -> None:
    target = tmp_path / "annotated"
    one = str(articles / "one.txt")
    assert run("annotate", one, "--into", str(target)).exit_code == 0
    (target / "one.gold").write_text("corrected", encoding="utf-8")
    again = run("annotate", one, "--into", str(target), "--json")
    assert again.exit_code == 3
    assert "corrections included" in lines(again)[0]["failure"]["reason"]
    assert (target / "one.gold").read_text(encoding="utf-8") == "corrected"
    (row,) = lines(run("annotate", one, "--into", str(target), "--force", "--json"))
    assert (row["events"], row["mentions"]) == (1, 1)


def test_annotate_needs_a_folder(reader: FakeReader, articles: Path) -> None:
    one = str(articles / "one.txt")
    result = run("annotate", one, "--into", one)
    assert result.exit_code == 2
    assert "is a file" in result.stderr


def test_two_annotations_of_one_article_are_compared(gold: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    changed = BODY.replace("FRA.COP > VEN.GOV", "FRA.COP > FRA.GOV")
    (second / "a.gold").write_text(HEAD.format("a", "dev") + changed, encoding="utf-8")
    (found,) = lines(run("evaluate", str(gold), "--against", str(second), "--json"))
    assert found["documents"] == 1
    assert found["figures"]["type"]["f1"] == 1.0
    assert found["figures"]["dyad"]["f1"] == 0.0


def test_annotations_of_different_texts_are_refused(gold: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    changed = BODY.replace("一名", "兩名")
    (second / "a.gold").write_text(HEAD.format("a", "dev") + changed, encoding="utf-8")
    result = run("evaluate", str(gold), "--against", str(second))
    assert result.exit_code == 2
    assert "a: the two annotations are not of one text" in result.stderr
