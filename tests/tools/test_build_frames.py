"""The compiler of frames refuses what breaks the vocabularies, and folds Chinese."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from legation.errors import LexiconError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import build_frames  # type: ignore[import-not-found]  # noqa: E402

COLUMNS = "trigger hans pos type mode roles needs blocks contexts region status note".split()
ROW = dict.fromkeys(COLUMNS, "") | {
    "trigger": "制裁",
    "pos": "v",
    "type": "SANCTION",
    "mode": "discontinue",
    "roles": "act",
}


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of sources with one light verb in each language."""
    for language, verb in (("zh", "發動"), ("en", "launch")):
        text = f"verb\tdirection\n{verb}\tact\n"
        (tmp_path / f"{language}_light.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(build_frames, "SOURCES", tmp_path)
    return tmp_path


def write(folder: Path, *rows: dict[str, str], name: str = "zh_test.tsv") -> None:
    lines = ["# a comment", "\t".join(COLUMNS)]
    lines += ["\t".join(row[column] for column in COLUMNS) for row in rows]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_chinese_is_folded_and_alternatives_are_split(sources: Path) -> None:
    row = ROW | {"trigger": "發動", "needs": "攻擊|戰爭", "contexts": "military|economic"}
    write(sources, row)
    data = build_frames.compile_language("zh")
    ((trigger, pos, kind, mode, roles, needs, blocks, contexts, region, status),) = data["frames"]
    assert (trigger, needs, contexts) == ("发动", ["攻击", "战争"], ["military", "economic"])
    assert (pos, kind, mode, roles) == ("v", "SANCTION", "discontinue", "act")
    assert (blocks, region, status) == ([], "", "")
    assert data["light"] == {"发动": "act"}


def test_a_simplified_form_of_its_own_goes_first(sources: Path) -> None:
    write(sources, ROW | {"trigger": "幹掉", "hans": "干掉"})
    assert build_frames.compile_language("zh")["frames"][0][0] == "干掉"


def test_english_is_left_as_it_is(sources: Path) -> None:
    write(sources, ROW | {"trigger": "crack down on"}, name="en_test.tsv")
    assert build_frames.compile_language("en")["frames"][0][0] == "crack down on"


FAULTS = [
    ({"trigger": ""}, "without a trigger"),
    ({"type": "FIGHT"}, "'FIGHT' is no PLOVER type"),
    ({"mode": "seize"}, "'seize' is no mode of SANCTION"),
    ({"roles": "both"}, "unknown roles 'both'"),
    ({"pos": "adj"}, "pos must be v or n"),
    ({"contexts": "sport"}, r"unknown contexts \['sport'\]"),
    ({"status": "done"}, "unknown status 'done'"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_faults_name_file_and_line(sources: Path, change: dict[str, str], message: str) -> None:
    write(sources, ROW, ROW | {"trigger": "封鎖"} | change)
    with pytest.raises(LexiconError, match=message) as raised:
        build_frames.compile_language("zh")
    assert str(raised.value).startswith("zh_test.tsv:4: ")


def test_a_repeated_frame_is_refused_also_in_the_other_script(sources: Path) -> None:
    write(sources, ROW | {"trigger": "封鎖"}, ROW | {"trigger": "封锁"})
    with pytest.raises(LexiconError, match=r"zh_test.tsv:4: repeats zh_test.tsv:3"):
        build_frames.compile_language("zh")


def test_other_columns_are_refused(sources: Path) -> None:
    (sources / "zh_test.tsv").write_text("word\tkind\n制裁\tSANCTION\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="the columns must be"):
        build_frames.compile_language("zh")


def test_what_is_built_is_json_of_both_languages(sources: Path) -> None:
    write(sources, ROW)
    write(sources, ROW | {"trigger": "sanction"}, name="en_test.tsv")
    built = build_frames.build()
    assert set(built) == {"frames_zh.json", "frames_en.json"}
    for contents in built.values():
        assert set(json.loads(contents)) == {"frames", "light"}
