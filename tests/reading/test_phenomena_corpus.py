"""The phenomena of claims and scenarios, each in Traditional, Simplified and English.

The sentences are data of the corpus (`corpus/gold/phenomena`); what a wording still gets wrong is
marked there, so that a gain shows as a test that has to be unmarked. Those of ties and causes stand
beside them and are read by tests/ties and tests/causes.
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legation.model.reading import Reading
from legation.model.records import Claim, Scenario

FOLDER = Path(__file__).parents[2] / "corpus" / "gold" / "phenomena"
KINDS = ("claims", "scenarios")
WORDINGS = ("hant", "hans", "en")


def _cases() -> Iterator[Any]:
    for path in [FOLDER / f"{kind}.toml" for kind in KINDS]:
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
    return actor[:3] if actor[:3].isupper() and ":" not in actor else actor


def _sources(actors: tuple[str, ...]) -> str:
    return " < " + " ".join(_state(one) for one in actors) if actors else ""


def _claim(claim: Claim) -> str:
    return f"{_state(claim.speaker)} {claim.form} {claim.kind}{_sources(claim.chain)}"


def _scenario(scenario: Scenario) -> str:
    condition = "given" if scenario.realised else "condition" if scenario.condition else "plain"
    return condition + _sources(scenario.attributed_to)


SHORT: dict[str, Callable[[Any], str]] = {"claims": _claim, "scenarios": _scenario}


@pytest.mark.parametrize(("kind", "row", "wording"), list(_cases()))
def test_reader_reads(
    kind: str, row: dict[str, Any], wording: str, read_text: Callable[..., Reading]
) -> None:
    found = [SHORT[kind](record) for record in getattr(read_text(row[wording]), kind)]
    assert sorted(found) == sorted(row["expect"])
