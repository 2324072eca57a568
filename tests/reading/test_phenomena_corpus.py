"""The phenomena of claims, ties, causes and scenarios, each in Traditional, Simplified and English.

The sentences are data of the corpus (`corpus/gold/phenomena`); what a wording still gets wrong is
marked there, so that a gain shows as a test that has to be unmarked.
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legation.model.reading import Reading
from legation.model.records import Cause, Claim, Scenario, Tie

FOLDER = Path(__file__).parents[2] / "corpus" / "gold" / "phenomena"
WORDINGS = ("hant", "hans", "en")


def _cases() -> Iterator[Any]:
    for path in [FOLDER / f"{kind}.toml" for kind in ("claims", "scenarios")]:
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["phenomenon"]:
            for wording in WORDINGS:
                known = wording in row.get("fails", ())
                marks = [pytest.mark.xfail(reason="known", strict=True)] if known else []
                yield pytest.param(
                    path.stem, row, wording, id=f"{path.stem}-{row['name']}-{wording}", marks=marks
                )


def _state(actor: str | None) -> str:
    if actor is None:
        return "-"
    return actor if ":" in actor else actor[:3]


def _sources(actors: tuple[str, ...]) -> str:
    return " < " + " ".join(_state(one) for one in actors) if actors else ""


def _claim(claim: Claim, _: str) -> str:
    return f"{_state(claim.speaker)} {claim.form} {claim.kind}{_sources(claim.chain)}"


def _scenario(scenario: Scenario, _: str) -> str:
    return ("condition" if scenario.condition else "plain") + _sources(scenario.attributed_to)


def _tie(tie: Tie, _: str) -> str:
    ends = f"{_state(tie.source)}{'-' if tie.undirected else '>'}{_state(tie.target)}"
    value = "" if tie.value is None else f" {tie.value:g} {tie.unit or ''}".rstrip()
    return f"{ends} {tie.channel}{value}{_sources(tie.attribution)}"


def _cause(cause: Cause, _: str) -> str:
    negated = " negated" if cause.negated else ""
    return f"{cause.layer} {_state(cause.motive_actor)}{negated}{_sources(cause.attributed_to)}"


SHORT: dict[str, Callable[[Any, str], str]] = {
    "claims": _claim,
    "scenarios": _scenario,
    "ties": _tie,
    "causes": _cause,
}


@pytest.mark.parametrize(("kind", "row", "wording"), list(_cases()))
def test_reader_reads(
    kind: str, row: dict[str, Any], wording: str, read_text: Callable[..., Reading]
) -> None:
    text = row[wording]
    found = [SHORT[kind](record, text) for record in getattr(read_text(text), kind)]
    assert sorted(found) == sorted(row["expect"])
    for part in row.get(f"cause_{wording}", ()):
        assert any(part in cause.cause.cut(text) for cause in read_text(text).causes)
