from pathlib import Path

import pytest

from legation import Dossier, read
from legation.dossier.dossier import Dossier as Opened
from legation.errors import UsageError

TEXT = """---
published: 2025-06-15
language: zh-Hant-TW
---
專家說，如果談判破裂，伊朗很可能退出條約。

美國國務卿魯比歐表示，中國拒絕置評。法國政府指控俄羅斯散布謠言。
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Opened:
    (tmp_path / "news.md").write_text(TEXT, encoding="utf-8")
    read(tmp_path / "news.md", into=tmp_path / "d.duckdb")
    return Dossier.open(tmp_path / "d.duckdb")


def test_claims_are_filtered_by_speaker_and_kind(dossier: Opened) -> None:
    every = dossier.claims().rows()
    assert {row["speaker"] for row in every} >= {"experts", "P:marco-rubio", "FRA.GOV"}
    assert {row["speaker"] for row in dossier.claims(speaker="FRA")} == {"FRA.GOV"}
    assert [row["cue"] for row in dossier.claims(kind="no_comment")] == ["拒絕置評"]


def test_spans_come_with_their_text(dossier: Opened) -> None:
    (row,) = dossier.scenarios().rows()
    assert (row["condition"], row["likelihood"], row["band"]) == ("談判破裂", "很可能", "55-80")
    assert row["outcome"] == "退出條約"
    assert row["sentence_text"].startswith("專家說")


def test_a_limit_cuts(dossier: Opened) -> None:
    assert len(dossier.claims(limit=1)) == 1


@pytest.mark.parametrize(
    ("table", "filters", "says"),
    [
        ("claims", {"kind": "rumour"}, "assertion"),
        ("claims", {"colour": "red"}, "speaker"),
        ("ties", {"channel": "love"}, "trade"),
        ("causes", {"layer": "deep"}, "official"),
    ],
)
def test_a_filter_without_sense_names_what_there_is(
    table: str, filters: dict[str, str], says: str, dossier: Opened
) -> None:
    with pytest.raises(UsageError, match=says):
        getattr(dossier, table)(**filters)
