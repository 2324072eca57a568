from __future__ import annotations

from pathlib import Path

from legation.dossier.reference import render

_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "records.md"


def test_the_reference_is_that_of_the_schema() -> None:
    assert _PAGE.read_text(encoding="utf-8") == render(), (
        "write the text of legation.dossier.reference.render() to docs/reference/records.md"
    )
