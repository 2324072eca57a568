from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.analysis.articles import article, make

from legation.analysis.found import Hit
from legation.analysis.search import search
from legation.dossier import Dossier, Mark

HIT = Hit("d", None, None, None, "zh-Hant", "id", 100, "甲乙丙丁戊", (), (), ())


def test_pieces_join_marks_that_overlap_or_leave_the_sentence() -> None:
    marks = (Mark(101, 103, "a", "乙丙"), Mark(102, 104, "b", "丙丁"), Mark(104, 120, "c", "戊…"))
    pieces = list(replace(HIT, marks=marks).pieces())
    assert "".join(piece for piece, _ in pieces) == HIT.text
    assert [piece for piece, marked in pieces if not marked] == ["甲"]


def test_a_hit_without_marks_shows_its_beginning() -> None:
    assert list(HIT.pieces()) == [(HIT.text, False)]
    assert list(HIT.pieces(around=1)) == [("甲乙", False), ("…", False)]


def test_a_long_sentence_is_cut_around_its_marks(tmp_path: Path) -> None:
    long = "甲" * 300 + "停火" + "乙" * 300 + "。"
    with Dossier.open(make(tmp_path / "d.duckdb", article("one", long))) as dossier:
        (hit,) = search(dossier, "停火")
    shown = "".join(piece for piece, _ in hit.pieces(around=10))
    assert shown == "…" + "甲" * 10 + "停火" + "乙" * 10 + "…"
    assert [piece for piece, is_mark in hit.pieces() if is_mark] == ["停火"]


def test_html_is_safe_against_what_a_text_holds(tmp_path: Path) -> None:
    text = "<script>停火</script>\u202e&"
    with Dossier.open(make(tmp_path / "d.duckdb", article("one", text))) as dossier:
        html = search(dossier, "停火")._repr_html_()
    assert "&lt;script&gt;<mark>停火</mark>" in html
    assert "\u202e" not in html
    assert "U+202E" in html
