"""Causes and motives in Traditional, Simplified and English; and sentences that give none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import opencc
import pytest

from legation.causes import assemble
from legation.documents import document_from_text
from legation.model.reading import Draft
from legation.model.records import Cause
from legation.reading.stages import STAGES

Read = Callable[[str], list[Cause]]


@pytest.fixture(scope="session")
def read() -> Read:
    def causes(text: str) -> list[Cause]:
        draft = Draft(document_from_text(text, id="c"))
        for stage in STAGES:
            stage.run([draft])
            if stage.name == "events":
                break
        return assemble(draft)

    return causes


def _rows() -> list[dict[str, str]]:
    path = Path(__file__).parents[2] / "corpus" / "gold" / "phenomena" / "causes.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]


def _threes(wanted: bool) -> list[Any]:
    simplify = opencc.OpenCC("t2s").convert
    out: list[Any] = []
    for row in _rows():
        if (row["layer"] != "none") != wanted:
            continue
        chinese = [row["zh"], row["zh_effect"], row["zh_cause"]]
        english = [row["en"], row["en_effect"], row["en_cause"]]
        for tag, cells in (
            ("Hant", chinese),
            ("Hans", [simplify(cell) for cell in chinese]),
            ("en", english),
        ):
            values = [*cells, row["layer"]] if wanted else cells[:1]
            out.append(pytest.param(*values, id=f"{row['name']}-{tag}"))
    return out


def test_there_are_forty_sentences_a_language() -> None:
    assert len(_rows()) >= 40


@pytest.mark.parametrize(("text", "effect", "cause", "layer"), _threes(wanted=True))
def test_a_cause_is_found_with_effect_and_layer(
    text: str, effect: str, cause: str, layer: str, read: Read
) -> None:
    found = read(text)
    assert [one.cause.cut(text) for one in found] == [cause]
    assert found[0].layer == layer
    assert not found[0].negated
    if effect != "\\N":
        assert found[0].effect is not None
        assert effect in found[0].effect.cut(text)


@pytest.mark.parametrize("text", _threes(wanted=False))
def test_no_cause_is_given(text: str, read: Read) -> None:
    assert read(text) == []
