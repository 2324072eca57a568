from collections.abc import Callable

import pytest

from legation.documents import document_from_text
from legation.model.reading import Reading
from legation.reading import fast_reader

ReadText = Callable[..., Reading]


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Reads one text with the default reader."""
    reader = fast_reader()

    def read(text: str, published: str | None = "2025-06-15", region: str | None = None) -> Reading:
        document = document_from_text(text, id="t", published=published, region=region)
        return next(reader.read([document]))

    return read
