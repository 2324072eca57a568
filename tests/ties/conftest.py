from collections.abc import Callable, Sequence

import pytest

from legation.documents import document_from_text
from legation.model.reading import Draft
from legation.model.records import Tie
from legation.reading.stages import STAGES
from legation.ties import assemble

Ties = Callable[[str], list[Tie]]


def _drafts(texts: Sequence[str]) -> list[Draft]:
    drafts = [Draft(document_from_text(text, id="t", published="2025-06-15")) for text in texts]
    for stage in STAGES:
        if stage.name == "events":
            break
        stage.run(drafts)
    return drafts


@pytest.fixture(scope="session")
def ties() -> Ties:
    """Reads the ties of one text."""

    def read(text: str) -> list[Tie]:
        return assemble(_drafts([text])[0])

    return read
