"""What a document has named so far."""

from __future__ import annotations

import pytest
from tests.events.rig import draft_of, hans

from legation.mentions.context import Context

TITLED = "祕魯議會表決\n\n智利昨天表示歡迎。議會隨後休會。"


@pytest.mark.parametrize(
    "text",
    [
        TITLED,
        hans(TITLED),
        "Peru's congress votes\n\nChile welcomed it on Monday. Lawmakers then went home.",
    ],
)
def test_the_countries_of_the_title_are_told_from_those_of_the_text(text: str) -> None:
    draft = draft_of(text)
    context = Context(draft, draft.mentions)
    assert "PER" in context.titled
    assert "CHL" not in context.titled
    assert context.shares["CHL"] >= 1
